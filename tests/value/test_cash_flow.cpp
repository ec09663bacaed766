#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "value/near.hpp"
#include <tenure/cash_flow.hpp>
#include <tenure/error.hpp>
#include <tenure/retention_value.hpp>

using namespace tenure;

namespace {

CashFlowOptions at(double rate) {
  return {.discount = DiscountRate::effective(rate, TimeUnit::year)};
}

/// By the trapezoidal rule on a grid fine enough for eight digits.
template <class F>
double integral(double from, double to, F&& f) {
  const int n = 200'000;
  double sum = 0.5 * (f(from) + f(to));
  for (int i = 1; i < n; ++i) sum += f(from + (to - from) * i / n);
  return sum * (to - from) / n;
}

}  // namespace

TEST_CASE("flows of -120, 80, 90, 100, 110 at 10 % are worth 177.370398") {
  const std::vector<double> time{0, 1, 2, 3, 4}, amount{-120, 80, 90, 100, 110};
  const CashFlowResult result = cash_flows(time, amount);
  CHECK(result.present_value == near(177.370398, 1e-8));
  CHECK(result.undiscounted == near(260));
  REQUIRE(result.payback_time.has_value());
  CHECK(*result.payback_time == 2);
  CHECK(result.flows.float64("cumulative")[1] == near(-120 + 80 / 1.1));
  CHECK(result.flows.float64("discount_factor")[2] == near(1 / 1.21));
}

TEST_CASE("flows are put in the order of time; chances make them expected") {
  const std::vector<double> time{2, 0, 1}, amount{100, -50, 100}, chance{0.25, 1, 0.5};
  const CashFlowResult result = cash_flows(time, amount, chance, at(0));
  CHECK(result.present_value == near(25));
  CHECK(result.flows.float64("time")[2] == 2);
  CHECK(result.flows.float64("cumulative")[1] == near(0));
  CHECK(*result.payback_time == 1);
  CHECK_FALSE(cash_flows(std::vector{0.0}, std::vector{-1.0}).payback_time.has_value());
  CHECK(cash_flows(std::vector<double>(), std::vector<double>()).present_value == 0);
}

TEST_CASE("Berger & Nasr (1998) case 1: 568.78 a client") {
  const CashFlowResult result = cash_flows(
      {.margin = {.start = 260}, .retention = 0.75, .promotion = 50, .cycles = 10}, at(0.2));
  CHECK(result.present_value == near(568.7831, 1e-7));
  const double x = 0.75 / 1.2;
  const double closed =
      260 * (1 - std::pow(x, 11)) / (1 - x) - 50 / std::sqrt(1.2) * (1 - std::pow(x, 10)) / (1 - x);
  CHECK(result.present_value == near(closed));
  CHECK(result.flows.rows() == 21);
}

TEST_CASE("Berger & Nasr (1998) case 2a: half-yearly cycles, 354.69") {
  const CashFlowResult result = cash_flows(
      {.margin = {.start = 125}, .retention = 0.8, .promotion = 25, .cycle = 0.5, .cycles = 8},
      at(0.2));
  CHECK(result.present_value == near(354.6884, 1e-6));
}

TEST_CASE("case 2b: one cycle in q years discounts q years at once") {
  const CashFlowResult result =
      cash_flows({.margin = {.start = 100}, .retention = 0.5, .cycle = 3, .cycles = 2}, at(0.1));
  CHECK(result.present_value == near(100 * (1 + 0.5 / 1.331 + 0.25 / (1.331 * 1.331))));
}

TEST_CASE("case 3: the margin's curve is the paper's, and joins at its turning point") {
  const MarginCurve curve{.start = 40, .acceleration = 4, .turning = 3, .rise = 20};
  CHECK(curve.at(0) == 40);
  CHECK(curve.at(2) == near(40 + 16));
  CHECK(curve.at(3) == near(40 + 36));
  CHECK(curve.at(std::nextafter(3.0, 4.0)) == near(40 + 36));
  CHECK(curve.at(5) == near(40 + 36 + 20 * (1 - std::exp(-2))));
  const CashFlowResult result =
      cash_flows({.margin = curve, .retention = 0.75, .cycles = 8}, at(0.2));
  double sum = 0;
  for (int t = 0; t <= 8; ++t) sum += curve.at(t) * std::pow(0.75 / 1.2, t);
  CHECK(result.present_value == near(sum));
}

TEST_CASE("case 4: continuous flows, the same by the trapezoidal rule") {
  const MarginCurve curve{.start = 40, .acceleration = 4, .turning = 2.5, .rise = 20};
  const CashFlowResult result =
      cash_flows({.margin = curve, .retention = 0.75, .cycles = 8, .continuous = true}, at(0.2));
  const double expected =
      integral(0, 2.5, [&](double t) { return curve.at(t) * std::pow(0.75 / 1.2, t); }) +
      integral(std::nextafter(2.5, 3), 8,
               [&](double t) { return curve.at(t) * std::pow(0.75 / 1.2, t); });
  CHECK(result.present_value == near(expected, 1e-9));
  CHECK(result.flows.rows() == 8);
}

TEST_CASE("a constant margin is the retention value under the same timing") {
  const double margin = 100, retention = 0.8;
  const auto clv = [&](RetentionTiming timing, double horizon) {
    return retention_clv({&margin, 1}, {&retention, 1}, timing, {.horizon = horizon}).total;
  };
  const RetentionPlan plan{.margin = {.start = 100}, .retention = 0.8, .cycles = 9};
  CHECK(cash_flows(plan).present_value == near(clv(RetentionTiming::just_acquired, 10)));
  RetentionPlan continuous = plan;
  continuous.continuous = true;
  CHECK(cash_flows(continuous).present_value == near(clv(RetentionTiming::continuous, 9)));
}

TEST_CASE("nonsense is refused by name and row") {
  const auto argument = [](const RetentionPlan& plan) {
    return refused_argument([&] { (void)cash_flows(plan); });
  };
  CHECK(argument({.margin = {.start = NAN}}) == "margin");
  CHECK(argument({.margin = {.turning = -1}}) == "turning");
  CHECK(argument({.margin = {.acceleration = INFINITY}}) == "acceleration");
  CHECK(argument({.margin = {.rise = NAN}}) == "rise");
  CHECK(argument({.retention = 1.5}) == "retention");
  CHECK(argument({.retention = 0, .continuous = true}) == "retention");
  CHECK(argument({.promotion = -1}) == "promotion");
  CHECK(argument({.cycle = 0}) == "cycle");
  CHECK(argument({.cycles = -1}) == "cycles");
  CHECK(argument({.cycles = 1'000'000}) == "cycles");
  const std::vector<double> two{1, 2}, one{1}, early{0, -1}, unlikely{0.5, 2};
  const auto refused = [](const Error& error) { return std::pair(error.argument(), error.row()); };
  const auto invalid = Status::invalid_argument;
  CHECK(refused(error_of(invalid, [&] { (void)cash_flows(two, one); })).first == "amount");
  CHECK(refused(error_of(invalid, [&] { (void)cash_flows(early, two); })) ==
        std::pair(std::string("time"), std::int64_t{1}));
  CHECK(refused(error_of(invalid, [&] { (void)cash_flows(two, two, unlikely); })) ==
        std::pair(std::string("chance"), std::int64_t{1}));
  const std::vector<double> huge{1e308, 1e308};
  CHECK(refused_argument([&] { (void)cash_flows(two, huge, {}, at(0)); }) == "amount");
}
