#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "math/relative_error.hpp"
#include <tenure/error.hpp>
#include <tenure/value.hpp>

using namespace tenure;
using tenure::testing::relative_error;

namespace {

// Pareto/NBD and Gamma-Gamma of the CDNOW clients by the week (Fader, Hardie & Lee 2005), and the
// seven clients on whom their discounted expected residual transactions are compared.
const std::vector<double> pareto{0.553, 10.578, 0.606, 11.669};
const std::vector<double> gamma_gamma{6.25, 3.74, 15.44};
const std::vector<double> x{0, 1, 2, 4, 7, 14, 29};
const std::vector<double> t_x{0, 30, 30.43, 60, 35, 70, 76};
const std::vector<double> age(7, 77.86);
const std::vector<double> mean_spend{0, 35, 22.35, 30, 50, 12.5, 40};

Summary clients_by(double unit_length = 1, TimeUnit unit = TimeUnit::week) {
  std::vector<double> recency = t_x, ages = age;
  for (double& value : recency) value /= unit_length;
  for (double& value : ages) value /= unit_length;
  return Summary::from_arrays(
      {.frequency = x, .recency = recency, .age = ages, .mean_spend = mean_spend}, unit);
}
FittedModel purchases() {
  return FittedModel::from_parameters("pareto_nbd", pareto, TimeUnit::week);
}
FittedModel spend(double q = 3.74) {
  return FittedModel::from_parameters("gamma_gamma", std::vector{6.25, q, 15.44}, TimeUnit::week);
}
double sum_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

constexpr Timing every_timing[] = {Timing::at_purchase, Timing::period_start, Timing::period_middle,
                                   Timing::period_end};

}  // namespace

TEST_CASE("for ever, at each purchase: DERT (Fader, Hardie & Lee 2005) x spend x margin") {
  const std::vector<double> dert{0.181515897021, 1.42625480669, 1.75806033953, 7.32338983135,
                                 0.892655022628, 26.1721078745, 58.6015182681};
  const ClvResult result =
      clv(purchases(), spend(), clients_by(),
          {.discount = DiscountRate::continuous(0.0027, TimeUnit::week), .margin = 0.3});
  const Table& table = result.clients;
  CHECK_FALSE(table.find("expected_purchases").has_value());
  for (std::size_t i = 0; i < dert.size(); ++i) {
    CAPTURE(i);
    CHECK(relative_error(table.float64("discounted_purchases")[i], dert[i]) < 1e-10);
    CHECK(relative_error(table.float64("clv")[i],
                         dert[i] * table.float64("expected_spend")[i] * 0.3) < 1e-10);
    CHECK(table.float64("clv_if_alive")[i] * table.float64("p_alive")[i] ==
          doctest::Approx(table.float64("clv")[i]));
    CHECK(table.text("status")[i] == "ok");
  }
  // One purchase of a client of x = 2 and mean 22.35, and of one of whom nothing is known.
  CHECK(table.float64("expected_spend")[2] == doctest::Approx(24.663714).epsilon(1e-7));
  CHECK(table.float64("expected_spend")[0] == doctest::Approx(35.218978).epsilon(1e-7));
  CHECK(result.total == doctest::Approx(sum_of(table.float64("clv"))).epsilon(1e-14));
  CHECK(result.not_valued == 0);
}

TEST_CASE("the paradox of increasing frequency: x = 7 long silent is worth less than x = 1") {
  const ClvResult result = clv(purchases(), spend(), clients_by(),
                               {.discount = DiscountRate::continuous(0.0027, TimeUnit::week)});
  const auto discounted = result.clients.float64("discounted_purchases");
  CHECK(discounted[4] < discounted[1]);
}

TEST_CASE("without discount the value is expected purchases x spend x margin, by any timing") {
  for (const Timing timing : every_timing) {
    const ClvResult result = clv(purchases(), spend(), clients_by(),
                                 {.horizon = 39.5,
                                  .discount = DiscountRate::effective(0, TimeUnit::year),
                                  .timing = timing,
                                  .margin = 0.4});
    const Table& table = result.clients;
    for (std::size_t i = 0; i < x.size(); ++i) {
      CHECK(relative_error(table.float64("clv")[i], table.float64("expected_purchases")[i] *
                                                        table.float64("expected_spend")[i] * 0.4) <
            1e-12);
    }
  }
}

TEST_CASE("the later cash is counted, and the dearer money is, the less a client is worth") {
  double last = std::numeric_limits<double>::infinity();
  for (const Timing timing : {Timing::period_start, Timing::period_middle, Timing::period_end}) {
    const double total =
        clv(purchases(), spend(), clients_by(), {.horizon = 52, .timing = timing}).total;
    CHECK(total < last);
    last = total;
  }
  for (const Timing timing : every_timing) {
    last = std::numeric_limits<double>::infinity();
    for (const double rate : {0.0, 0.01, 0.1, 0.5, 3.0}) {
      const double total = clv(purchases(), spend(), clients_by(),
                               {.horizon = 52,
                                .discount = DiscountRate::effective(rate, TimeUnit::year),
                                .timing = timing})
                               .total;
      CHECK(total < last);
      last = total;
    }
  }
}

TEST_CASE("short periods come to the value at each purchase, from both sides") {
  const auto total = [](Timing timing) {
    return clv(purchases(), spend(), clients_by(),
               {.horizon = 52, .timing = timing, .period = TimeUnit::day})
        .total;
  };
  const double at_purchase = clv(purchases(), spend(), clients_by(), {.horizon = 52}).total;
  CHECK(total(Timing::period_start) > at_purchase);
  CHECK(total(Timing::period_end) < at_purchase);
  CHECK(total(Timing::period_middle) == doctest::Approx(at_purchase).epsilon(1e-7));
}

TEST_CASE("a long horizon comes to the value for ever") {
  const double for_ever = clv(purchases(), spend(), clients_by()).total;
  const double long_time = clv(purchases(), spend(), clients_by(), {.horizon = 52.0 * 300}).total;
  CHECK(long_time == doctest::Approx(for_ever).epsilon(1e-9));
  CHECK(long_time <= for_ever);
}

TEST_CASE("the value does not depend on the unit of time of the model") {
  const double quarter = 52.0 / 4;
  const FittedModel by_quarter = FittedModel::from_parameters(
      "pareto_nbd", std::vector{pareto[0], pareto[1] / quarter, pareto[2], pareto[3] / quarter},
      TimeUnit::quarter);
  for (const Timing timing : every_timing) {
    const double in_weeks =
        clv(purchases(), spend(), clients_by(), {.horizon = 52, .timing = timing}).total;
    const double in_quarters = clv(by_quarter, spend(), clients_by(quarter, TimeUnit::quarter),
                                   {.horizon = 4, .timing = timing})
                                   .total;
    CHECK(in_quarters == doctest::Approx(in_weeks).epsilon(1e-10));
  }
}

TEST_CASE("where expected spend is infinite there is a status, no NaN and no negative value") {
  const ClvResult result = clv(purchases(), spend(0.4), clients_by());
  const Table& table = result.clients;
  CHECK(table.text("status")[0] == "infinite_spend");
  CHECK(table.validity(table.at("clv"))[0] == 0);
  CHECK(table.validity(table.at("expected_spend"))[0] == 0);
  CHECK(table.float64("clv")[0] == 0);
  CHECK(table.text("status")[2] == "ok");
  CHECK(table.float64("clv")[2] > 0);
  CHECK(result.not_valued == 1);
  CHECK(result.total == doctest::Approx(sum_of(table.float64("clv"))).epsilon(1e-14));
}

TEST_CASE("one margin a client") {
  const std::vector<double> margins{0.1, 0.2, 0.3, 0.4, 0.5, -0.2, 1};
  const ClvResult one = clv(purchases(), spend(), clients_by());
  const ClvResult each = clv(purchases(), spend(), clients_by(), {.margins = margins});
  for (std::size_t i = 0; i < margins.size(); ++i) {
    CHECK(each.clients.float64("clv")[i] ==
          doctest::Approx(margins[i] * one.clients.float64("clv")[i]));
  }
}

TEST_CASE("the basis says timing, horizon, discount and margin") {
  CHECK(clv(purchases(), spend(), clients_by()).basis ==
        "Residual value, first purchase excluded; cash counted at each purchase, for ever; "
        "discount 10 % a year; margin 100 %.");
  CHECK(clv(purchases(), spend(), clients_by(),
            {.horizon = 39,
             .discount = DiscountRate::effective(0.02, TimeUnit::month),
             .timing = Timing::period_end,
             .margin = 0.4})
            .basis ==
        "Residual value, first purchase excluded; cash counted at the end of each month, over 39 "
        "weeks; discount 26.8242 % a year; margin 40 %.");
}

TEST_CASE("nonsense is refused by name, and says why") {
  const auto argument = [](const ClvOptions& options) -> std::string {
    try {
      (void)clv(purchases(), spend(), clients_by(), options);
    } catch (const Error& error) {
      CHECK(error.status() == Status::invalid_argument);
      return error.argument();
    }
    return "accepted";
  };
  CHECK(argument({.horizon = 0.0}) == "horizon");
  CHECK(argument({.horizon = -1.0}) == "horizon");
  CHECK(argument({.timing = Timing::period_end}) == "horizon");
  CHECK(argument({.horizon = 1e9, .timing = Timing::period_end}) == "horizon");
  CHECK(argument({.discount = DiscountRate::effective(0, TimeUnit::year)}) == "discount");
  CHECK(argument({.margin = 0}) == "margin");
  CHECK(argument({.margin = 1.2}) == "margin");
  const std::vector<double> too_few{0.1};
  CHECK(argument({.margins = too_few}) == "margins");
  CHECK_THROWS_AS((void)clv(spend(), spend(), clients_by()), Error);
  CHECK_THROWS_AS((void)clv(purchases(), purchases(), clients_by()), Error);
  CHECK_THROWS_AS((void)clv(purchases(), spend(), clients_by(7, TimeUnit::month)), Error);
}
