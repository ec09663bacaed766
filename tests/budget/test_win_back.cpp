#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include <tenure/error.hpp>
#include <tenure/win_back.hpp>

using namespace tenure;

TEST_CASE("METHODS 11: p = .12, S = 400, incentive 50, contact 6") {
  const std::vector<double> p{.12}, value{400}, incentive{50}, contact{6};
  const WinBackPlan plan = win_back(
      {.probability = p, .second_value = value, .incentive = incentive, .contact = contact});
  CHECK(plan.rows.float64("net")[0] == doctest::Approx(36).epsilon(1e-14));
  CHECK(plan.rows.float64("roi")[0] == doctest::Approx(3).epsilon(1e-14));
  CHECK(plan.rows.float64("break_even_probability")[0] == doctest::Approx(.0171429).epsilon(5e-8));
  CHECK(plan.rows.float64("largest_incentive")[0] == doctest::Approx(350).epsilon(1e-14));
  CHECK(plan.rows.validity(plan.rows.at("last_useful_lapse"))[0] == 0);
}

TEST_CASE("METHODS 11: p0 = .2 falling by .1 a month is worth an attempt until 24.567 months") {
  const std::vector<double> p{.2}, value{400}, incentive{50}, contact{6}, decay{.1};
  const WinBackPlan plan = win_back({.probability = p,
                                     .second_value = value,
                                     .incentive = incentive,
                                     .contact = contact,
                                     .decay = decay});
  CHECK(plan.rows.float64("last_useful_lapse")[0] == doctest::Approx(24.567).epsilon(2e-5));
}

TEST_CASE("METHODS 11: second lifetime value 377.142857") {
  CHECK(second_lifetime_value(120, .75, .1) == doctest::Approx(377.142857).epsilon(1e-9));
}

TEST_CASE("METHODS 11: three segments, 23250, 16680 and 960, and a budget over them") {
  const std::vector<double> clients{500, 300, 800}, p{.15, .08, .04}, value{400, 900, 150};
  const std::vector<double> incentive{50, 80, 20}, contact{6, 10, 4};
  WinBackInput input{.probability = p,
                     .second_value = value,
                     .incentive = incentive,
                     .contact = contact,
                     .clients = clients};
  const WinBackPlan free = win_back(input);
  const auto profit = free.rows.float64("profit");
  CHECK(profit[0] == doctest::Approx(23250).epsilon(1e-12));
  CHECK(profit[1] == doctest::Approx(16680).epsilon(1e-12));
  CHECK(profit[2] == doctest::Approx(960).epsilon(1e-12));
  CHECK(free.certificate.objective == doctest::Approx(23250 + 16680 + 960));
  CHECK(free.certificate.gap == 0);

  // A return of 46.5 on 13.5, of 55.6 on 16.4 and of 1.2 on 4.8: segments 0, 1, 2.
  input.budget = 8000;
  const WinBackPlan plan = win_back(input);
  const auto attempts = plan.rows.float64("attempts");
  CHECK(plan.rows.int64("rank")[0] == 1);
  CHECK(plan.rows.int64("rank")[1] == 2);
  CHECK(attempts[0] == 500);
  CHECK(attempts[1] == std::floor((8000 - 500 * 13.5) / 16.4));
  CHECK(plan.certificate.spent <= 8000);
  CHECK(plan.certificate.gap < 55.6);
  CHECK(plan.constraints.float64("shadow_price")[0] == doctest::Approx(55.6 / 16.4));
}

TEST_CASE("clients not worth an attempt are left, and say why") {
  // Worth less than the incentive; no chance; past the last useful lapse; worth it for nothing.
  const std::vector<double> p{.5, 0, .01, .1}, value{40, 400, 400, 400};
  const std::vector<double> incentive{50, 50, 50, 0}, contact{6, 6, 6, 0};
  const std::vector<double> decay{.1, .1, .1, .1};
  const WinBackPlan plan = win_back({.probability = p,
                                     .second_value = value,
                                     .incentive = incentive,
                                     .contact = contact,
                                     .decay = decay,
                                     .budget = 0});
  const Table& rows = plan.rows;
  CHECK(rows.validity(rows.at("break_even_probability"))[0] == 0);
  CHECK(rows.validity(rows.at("largest_incentive"))[1] == 0);
  CHECK(rows.float64("largest_incentive")[0] == doctest::Approx(28));
  CHECK(rows.float64("last_useful_lapse")[2] == 0);
  CHECK(rows.float64("attempts")[3] == 1);
  CHECK(rows.int64("rank")[3] == 1);
  CHECK(plan.certificate.objective == doctest::Approx(40));
  CHECK(plan.certificate.gap == 0);
  CHECK_THROWS_AS((void)win_back({p, value, incentive, {}}), Error);
}
