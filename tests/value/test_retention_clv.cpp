// Deterministic lifetime value: published and hand-made numbers, and laws that tie the closed forms
// to the sums and to each other.
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "value/near.hpp"
#include <tenure/error.hpp>
#include <tenure/retention_value.hpp>

using namespace tenure;

namespace {

using enum RetentionTiming;
constexpr std::array all_timings{just_acquired,  about_to_renew, in_arrears,
                                 first_excluded, mid_period,     continuous};

DiscountRate yearly(double rate) { return DiscountRate::effective(rate, TimeUnit::year); }

RetentionClvResult one(double margin, double retention, RetentionTiming timing,
                       const RetentionOptions& options = {}) {
  return retention_clv({&margin, 1}, {&retention, 1}, timing, options);
}

double cell(const RetentionClvResult& result, const char* column, std::size_t row = 0) {
  const Table& table = result.clients;
  const auto validity = table.validity(table.at(column));
  CHECK((validity.empty() || validity[row] != 0));
  return table.float64(column)[row];
}

bool is_empty(const RetentionClvResult& result, const char* column) {
  const auto validity = result.clients.validity(result.clients.at(column));
  return !validity.empty() && validity[0] == 0;
}

/// Whether a value has the digits that are printed of it.
bool rounds_to(double value, double printed, int decimals) {
  return std::abs(value - printed) <= 0.5000001 * std::pow(10, -decimals);
}

}  // namespace

TEST_CASE("m 100, r .8, d .1: the value under every convention, by its formula") {
  CHECK(rounds_to(one(100, 0.8, just_acquired).total, 366.6667, 4));
  CHECK(rounds_to(one(100, 0.8, first_excluded).total, 266.6667, 4));
  CHECK(rounds_to(one(100, 0.8, in_arrears).total, 333.3333, 4));
  CHECK(rounds_to(one(100, 0.8, mid_period).total, 349.6029, 4));
  CHECK(rounds_to(one(100, 0.8, about_to_renew).total, 293.3333, 4));
  CHECK(rounds_to(one(100, 0.8, continuous).total, 314.0174, 4));
  CHECK(rounds_to(one(100, 0.8, first_excluded, {.growth = 0.03}).total, 289.8551, 4));
  CHECK(rounds_to(one(100, 0.8, just_acquired, {.horizon = 5}).total, 292.0634, 4));
  CHECK(rounds_to(one(100, 0.8, first_excluded, {.horizon = 5}).total, 212.4097, 4));
}

TEST_CASE("every result shows the other conventions beside its own") {
  const RetentionClvResult result = one(100, 0.8, mid_period);
  const auto totals = result.timings.float64("total");
  REQUIRE(result.timings.rows() == all_timings.size());
  for (std::size_t t = 0; t < all_timings.size(); ++t) {
    CHECK(totals[t] == one(100, 0.8, all_timings[t]).total);
  }
  CHECK(result.timings.text("timing")[4] == "mid_period");
  CHECK(result.basis == "mid_period, for ever; discount 10 % a year.");
  // Half a period is a horizon for cash that flows, not for cash that comes once a period.
  const Table halves = one(100, 0.8, continuous, {.horizon = 2.5}).timings;
  CHECK(halves.validity(halves.at("total"))[0] == 0);
  CHECK(halves.validity(halves.at("total"))[5] == 1);
}

TEST_CASE("margin multiples of Gupta & Lehmann (2005), at discounts of 10, 12 and 16 %") {
  struct Row {
    double discount;
    std::array<double, 4> multiple;  // at retention .6, .7, .8, .9
  };
  for (const Row& row : {Row{0.10, {1.20, 1.75, 2.67, 4.50}}, Row{0.12, {1.15, 1.67, 2.50, 4.09}},
                         Row{0.16, {1.07, 1.52, 2.22, 3.46}}}) {
    for (std::size_t i = 0; i < 4; ++i) {
      const double retention = 0.6 + 0.1 * static_cast<double>(i);
      const auto result = one(1, retention, first_excluded, {.discount = yearly(row.discount)});
      CHECK(std::abs(cell(result, "multiple") - row.multiple[i]) <= 0.005 + 1e-12);
    }
  }
}

TEST_CASE("a percent of retention is worth 3.5 percent of value at i = .12, r = .8") {
  CHECK(one(1, 0.8, first_excluded, {.discount = yearly(0.12)}).retention_elasticity == near(3.5));
}

TEST_CASE("the risk of one client: a standard deviation of 229.05485, by closed form") {
  CHECK(cell(one(100, 0.8, just_acquired), "standard_deviation") == near(229.05485, 1e-8));
}

TEST_CASE("the variance is that of the sum over the lifetime, by brute force") {
  for (const RetentionTiming timing : all_timings) {
    if (timing == continuous) continue;
    for (const double growth : {0.0, 0.05}) {
      const double v = 1 / 1.1, r = 0.8;
      const int first = timing == about_to_renew || timing == first_excluded ? 1 : 0;
      const double time = timing == mid_period                               ? 0.5
                          : timing == in_arrears || timing == first_excluded ? 1.0
                                                                             : 0.0;
      double mean = 0, square = 0, paid = 0, payment = std::pow(v, time);
      if (first == 1) mean = square = 0;  // those who leave at once pay nothing
      for (int n = 1; n < 400; ++n, payment *= v * (1 + growth)) {
        paid += payment;
        const double chance = std::pow(r, first + n - 1) * (1 - r);
        mean += chance * paid;
        square += chance * paid * paid;
      }
      const RetentionClvResult result = one(1, r, timing, {.growth = growth});
      CHECK(result.total == near(mean, 1e-11));
      CHECK(cell(result, "standard_deviation") == near(std::sqrt(square - mean * mean), 1e-10));
    }
  }
}

TEST_CASE("a long horizon is for ever, and one client for certain has no variance") {
  for (const RetentionTiming timing : all_timings) {
    const RetentionClvResult for_ever = one(100, 0.8, timing);
    const RetentionClvResult long_time = one(100, 0.8, timing, {.horizon = 300});
    CHECK(long_time.total == near(for_ever.total));
    for (const char* column : {"standard_deviation", "expected_payments", "retention_elasticity",
                               "discount_elasticity"}) {
      CHECK(cell(long_time, column) == near(cell(for_ever, column), 1e-10));
    }
    CHECK(cell(one(100, 1.0, timing), "standard_deviation") == 0);
    CHECK(is_empty(one(100, 1.0, timing), "expected_payments"));
  }
}

TEST_CASE("elasticities are the slopes of the logarithms") {
  const double step = 1e-6;
  for (const RetentionTiming timing : all_timings) {
    for (const double polarization : {0.0, 0.05}) {
      for (const std::optional<double> horizon : {std::optional<double>(), std::optional(7.0)}) {
        const RetentionOptions options{.horizon = horizon, .polarization = polarization};
        const auto value = [&](double rate, double factor) {
          RetentionOptions moved = options;
          moved.discount = yearly(rate);
          moved.solvency = factor;  // all chances to stay by the same factor
          return std::log(one(1, 0.8, timing, moved).total);
        };
        const RetentionClvResult result = one(1, 0.8, timing, options);
        CHECK(result.retention_elasticity ==
              near((value(0.1, 1) - value(0.1, 1 - step)) / step, 1e-4));
        CHECK(result.discount_elasticity ==
              near((value(0.1 * (1 + step), 1) - value(0.1 * (1 - step), 1)) / (2 * step), 1e-6));
      }
    }
  }
}

TEST_CASE("alive and solvent: 323.5294, 311.0198 over 5 years, 2395.8581 over 36 months") {
  CHECK(rounds_to(one(100, 0.8, just_acquired, {.solvency = 0.95}).total, 323.5294, 4));
  CHECK(
      one(100, 0.8, just_acquired, {.discount = yearly(0), .horizon = 5, .solvency = 0.95}).total ==
      near(311.0198, 1e-7));
  CHECK(rounds_to(
      one(100, 0.98, just_acquired,
          {.discount = yearly(0), .period = TimeUnit::month, .horizon = 36, .solvency = 0.995})
          .total,
      2395.8581, 4));
}

TEST_CASE("payback: a cost of 120 is covered in month 6, LTV 434.6654, LTV/CAC 3.6222") {
  const double cost = 120;
  const RetentionOptions options{.period = TimeUnit::month, .acquisition_cost = {&cost, 1}};
  const RetentionClvResult result = one(25, 0.95, just_acquired, options);
  CHECK(result.total == near(434.6654, 1e-7));
  CHECK(cell(result, "value_to_cost") == near(3.6222, 1e-5));
  CHECK(cell(result, "net_value") == near(434.6654 - 120, 1e-6));
  CHECK(cell(result, "payback_periods") == 6);
  RetentionOptions six = options;
  six.horizon = 6;
  CHECK(one(25, 0.95, just_acquired, six).total == near(130.016, 1e-6));
  CHECK(cell(one(25, 0.95, just_acquired, six), "payback_periods") == 6);
  six.horizon = 5;
  CHECK(is_empty(one(25, 0.95, just_acquired, six), "payback_periods"));
}

TEST_CASE("payback is where the value of a horizon reaches the cost, under every convention") {
  for (const RetentionTiming timing : all_timings) {
    for (const double polarization : {0.0, 0.1}) {
      const double cost = 150;
      const RetentionClvResult result =
          one(100, 0.8, timing, {.polarization = polarization, .acquisition_cost = {&cost, 1}});
      const double periods = cell(result, "payback_periods");
      const auto worth = [&](double horizon) {
        return one(100, 0.8, timing, {.horizon = horizon, .polarization = polarization}).total;
      };
      CHECK(worth(periods) >= cost * (1 - 1e-12));
      CHECK(worth(timing == continuous ? periods * (1 - 1e-9) : periods - 1) < cost);
    }
  }
}

TEST_CASE(
    "clients who differ: Fader & Hardie's (2010) DEL of 4.008925837 at alpha 3.8, beta 15.2") {
  const RetentionOptions options{.polarization = 1.0 / 20};
  const RetentionClvResult result = one(100, 0.8, just_acquired, options);
  CHECK(result.total == near(400.8925837, 1e-9));
  CHECK(cell(result, "expected_payments") ==
        near(6.428571, 1e-6));  // (alpha + beta - 1)/(alpha - 1)
  REQUIRE(result.one_rate_total.has_value());
  CHECK(*result.one_rate_total == near(366.6667, 1e-7));
  CHECK(result.warning ==
        "One retention rate of 80 % for all would say 366.67 instead of 400.89, 8.54 % too low: "
        "clients differ, and those who leave easily leave first.");
  CHECK(one(100, 0.8, about_to_renew, options).total == near(330.9818421, 1e-9));  // DERL(1)
  CHECK(one(100, 0.8, in_arrears, options).total == near(400.8925837 / 1.1, 1e-9));
  CHECK(one(100, 0.8, first_excluded, options).total == near(330.9818421 / 1.1, 1e-9));
}

TEST_CASE("clients who differ, continuously: the mean over the beta law by quadrature") {
  // E[1 / (ln 1.1 - ln p)] over Beta(15.2, 3.8), by the midpoint rule.
  const double a = 15.2, b = 3.8;
  double sum = 0, weight = 0;
  const int n = 400'000;
  for (int i = 0; i < n; ++i) {
    const double p = (i + 0.5) / n;
    const double density = std::pow(p, a - 1) * std::pow(1 - p, b - 1);
    weight += density;
    sum += density / (std::log(1.1) - std::log(p));
  }
  CHECK(one(1, 0.8, continuous, {.polarization = 0.05}).total == near(sum / weight, 1e-8));
}

TEST_CASE("a little polarization is nearly none, and the one-rate warning needs a difference") {
  for (const RetentionTiming timing : all_timings) {
    const RetentionClvResult alike = one(100, 0.8, timing);
    const RetentionClvResult nearly = one(100, 0.8, timing, {.polarization = 1e-9});
    CHECK(nearly.total == near(alike.total, 1e-7));
    CHECK(cell(nearly, "standard_deviation") == near(cell(alike, "standard_deviation"), 1e-6));
    CHECK(alike.warning.empty());
    CHECK(*alike.one_rate_total == near(alike.total));
  }
}

TEST_CASE("rows that differ in retention tell what one rate for all would say") {
  const std::vector<double> margin{100, 100}, retention{0.6, 0.9};
  const RetentionClvResult result = retention_clv(margin, retention, just_acquired);
  CHECK(result.total == near(100 * 1.1 / 0.5 + 100 * 1.1 / 0.2));
  CHECK(*result.one_rate_total == near(200 * 1.1 / 0.35));
  CHECK(result.warning.find("75 %") != std::string::npos);
  CHECK(result.warning.find("too low") != std::string::npos);
  const std::vector<double> losses{100, -100};
  CHECK_FALSE(retention_clv(losses, retention, just_acquired).one_rate_total.has_value());
}

TEST_CASE("everybody leaves, or nobody ever does") {
  for (const RetentionTiming timing : all_timings) {
    const RetentionClvResult gone = one(100, 0, timing);
    const bool pays_once = timing == just_acquired || timing == in_arrears || timing == mid_period;
    CHECK((gone.total > 0) == pays_once);
    CHECK(cell(gone, "standard_deviation") == 0);
  }
  CHECK(one(100, 1, just_acquired).total == near(1100));
  CHECK(one(100, 1, just_acquired, {.discount = yearly(0), .horizon = 7}).total == near(700));
  CHECK(one(100, 1, continuous, {.discount = yearly(0), .horizon = 7}).total == near(700));
  CHECK(retention_clv({}, {}, just_acquired).total == 0);
}

TEST_CASE("a discount by the year is one by the month") {
  const RetentionOptions monthly{.discount = yearly(0.1), .period = TimeUnit::month};
  const RetentionOptions same{
      .discount = DiscountRate::effective(std::pow(1.1, 1.0 / 12) - 1, TimeUnit::month),
      .period = TimeUnit::month};
  CHECK(one(25, 0.95, just_acquired, monthly).total ==
        near(one(25, 0.95, just_acquired, same).total));
}

TEST_CASE("nonsense is refused by name, row and reason") {
  const auto argument = [](double margin, double retention, RetentionTiming timing,
                           const RetentionOptions& options) {
    return refused_argument([&] { (void)one(margin, retention, timing, options); });
  };
  const double bad = -1;
  const std::vector<double> two{1, 2};
  CHECK(argument(NAN, 0.8, just_acquired, {}) == "margin");
  CHECK(argument(1, 1.1, just_acquired, {}) == "retention");
  CHECK(argument(1, NAN, just_acquired, {}) == "retention");
  CHECK(argument(1, 0.8, just_acquired, {.growth = -1}) == "growth");
  CHECK(argument(1, 0.8, just_acquired, {.growth = 0.5}) == "horizon");
  CHECK(argument(1, 1, just_acquired, {.discount = yearly(0)}) == "horizon");
  CHECK(argument(1, 1, continuous, {.discount = yearly(0)}) == "horizon");
  CHECK(argument(1, 0.8, just_acquired, {.discount = yearly(0), .polarization = 0.1}) == "horizon");
  CHECK(argument(1, 0.8, continuous, {.discount = yearly(0), .polarization = 0.1}) == "horizon");
  CHECK(argument(1, 0.8, just_acquired, {.horizon = 0}) == "horizon");
  CHECK(argument(1, 0.8, just_acquired, {.horizon = 2.5}) == "horizon");
  CHECK(argument(1, 0.8, just_acquired, {.horizon = 1e6}) == "horizon");
  CHECK(argument(1, 0.8, just_acquired, {.solvency = 0}) == "solvency");
  CHECK(argument(1, 0.8, just_acquired, {.polarization = 1}) == "polarization");
  CHECK(argument(1, 0.8, just_acquired, {.acquisition_cost = {&bad, 1}}) == "acquisition_cost");
  CHECK(argument(1, 0.8, just_acquired, {.acquisition_cost = two}) == "acquisition_cost");
  CHECK(refused_argument([&] {
          (void)retention_clv(two, {&bad, 1}, just_acquired);
        }) == "retention");
}
