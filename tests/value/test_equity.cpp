#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include <tenure/equity.hpp>
#include <tenure/error.hpp>
#include <tenure/retention_value.hpp>

using namespace tenure;

namespace {

const std::vector<double> ten_years(10, 200.0);

struct Firm {
  double margin = 100, retention = 0.8, rate = 0.1, acquired = 200, cost = 120;

  [[nodiscard]] EquityResult equity() const {
    const DiscountRate discount = DiscountRate::effective(rate, TimeUnit::year);
    const auto value = [&](RetentionTiming timing) {
      return retention_clv({&margin, 1}, {&retention, 1}, timing, {.discount = discount});
    };
    const RetentionClvResult existing = value(RetentionTiming::about_to_renew);
    const RetentionClvResult won = value(RetentionTiming::just_acquired);
    return customer_equity(
        {1000 * existing.total, existing.retention_elasticity, existing.discount_elasticity},
        {won.total, won.retention_elasticity, won.discount_elasticity},
        std::vector<double>(10, acquired), {&cost, 1}, {.discount = discount});
  }
};

double elasticity(const EquityResult& result, std::string_view of) {
  const TextView names = result.elasticities.text("of");
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == of) return result.elasticities.float64("elasticity")[i];
  }
  FAIL("no such elasticity");
  return 0;
}

}  // namespace

TEST_CASE("1000 clients of 293.3333 and 200 new ones a year for ten years: equity 596,465.31") {
  const double cost = 120;
  const EquityResult result =
      customer_equity({1000 * 880.0 / 3}, {1100.0 / 3}, ten_years, {&cost, 1});
  CHECK(std::abs(result.total - 596'465.31) <= 0.005);
  CHECK(std::abs(result.existing - 293'333.33) <= 0.005);
  CHECK(result.future == doctest::Approx(result.total - result.existing));
  CHECK(result.cohorts.rows() == 10);
  CHECK(result.cohorts.int64("period")[0] == 1);
  CHECK(result.cohorts.float64("discount_factor")[0] == doctest::Approx(1 / 1.1));
  const auto validity = result.elasticities.validity(result.elasticities.at("elasticity"));
  CHECK(validity[1] == 0);  // how the values respond to retention was not said
  CHECK(std::abs(Firm{}.equity().total - 596'465.31) <= 0.005);
}

TEST_CASE("elasticities are the slopes of the logarithm of the equity") {
  const Firm firm;
  const EquityResult result = firm.equity();
  const double step = 1e-6;
  const auto slope = [&](double Firm::*what) {
    Firm more = firm, less = firm;
    more.*what *= 1 + step;
    less.*what *= 1 - step;
    return (std::log(more.equity().total) - std::log(less.equity().total)) / (2 * step);
  };
  CHECK(elasticity(result, "margin") == doctest::Approx(slope(&Firm::margin)).epsilon(1e-7));
  CHECK(elasticity(result, "retention") == doctest::Approx(slope(&Firm::retention)).epsilon(1e-7));
  CHECK(elasticity(result, "acquired") == doctest::Approx(slope(&Firm::acquired)).epsilon(1e-7));
  CHECK(elasticity(result, "acquisition_cost") ==
        doctest::Approx(slope(&Firm::cost)).epsilon(1e-7));
  CHECK(elasticity(result, "discount") == doctest::Approx(slope(&Firm::rate)).epsilon(1e-6));
}

TEST_CASE("cohorts count at the start, in the middle or at the end of their period") {
  const double cost = 0;
  const std::vector<double> once{1};
  const auto worth = [&](Timing timing) {
    return customer_equity({0}, {100}, once, {&cost, 1}, {.timing = timing}).total;
  };
  CHECK(worth(Timing::period_start) == doctest::Approx(100));
  CHECK(worth(Timing::period_middle) == doctest::Approx(100 / std::sqrt(1.1)));
  CHECK(worth(Timing::period_end) == doctest::Approx(100 / 1.1));
}

TEST_CASE("nonsense is refused by name") {
  const std::vector<double> cost{120}, two{1, 2}, below{-1, 1};
  CHECK(refused_argument([&] { (void)customer_equity({NAN}, {1}, two, cost); }) == "existing");
  CHECK(refused_argument([&] { (void)customer_equity({1}, {1, NAN}, two, cost); }) == "new_client");
  CHECK(refused_argument([&] { (void)customer_equity({1}, {1}, below, cost); }) == "acquired");
  CHECK(refused_argument([&] { (void)customer_equity({1}, {1}, ten_years, two); }) ==
        "acquisition_cost");
  CHECK(refused_argument([&] {
          (void)customer_equity({1}, {1}, two, cost, {.timing = Timing::at_purchase});
        }) == "timing");
  const std::vector<double> huge{1e308};
  CHECK(refused_argument([&] { (void)customer_equity({1}, {1e308}, huge, cost); }) == "existing");
  CHECK(customer_equity({0}, {0}, {}, cost).total == 0);
}
