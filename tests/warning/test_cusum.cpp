#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "warning/run_length.hpp"
#include <tenure/error.hpp>
#include <tenure/signals.hpp>

using namespace tenure;

namespace {

const CusumPlan four_to_two{.rate = 4, .slowdown = 0.5, .reference = 3.0, .threshold = 5.0};

}  // namespace

TEST_CASE("run lengths of a chart of counts, from 4 to 2 (METHODS 9: Brook & Evans)") {
  CusumPlan plan = four_to_two;
  const CusumDesign at_5 = design_cusum(plan);
  CHECK(at_5.run_length == doctest::Approx(80.187012).epsilon(1e-7));
  CHECK(at_5.delay == doctest::Approx(5.063073).epsilon(1e-6));
  CHECK(at_5.silence == 2);
  CHECK(at_5.false_alarms == doctest::Approx(52'000 / 80.187012).epsilon(1e-7));
  plan.threshold = 8.0;
  const CusumDesign at_8 = design_cusum(plan);
  CHECK(at_8.run_length == doctest::Approx(536.371382).epsilon(1e-8));
  CHECK(at_8.delay == doctest::Approx(8.062957).epsilon(1e-6));
}

TEST_CASE("the reference that finds 2 instead of 4 soonest is 2.885390 (METHODS 9)") {
  CHECK(4 * warning::best_growth(0.5) == doctest::Approx(2.885390).epsilon(1e-7));
  const CusumDesign design = design_cusum({.rate = 4, .slowdown = 0.5, .threshold = 5.0});
  CHECK(design.reference == doctest::Approx(2.885390).epsilon(0.02));
}

TEST_CASE("the threshold of counts is the lowest that keeps the tolerated rate") {
  for (const double tolerated : {1000.0, 50.0, 1.0}) {
    CusumPlan plan = four_to_two;
    plan.threshold = {};
    plan.false_alarms = tolerated;
    const CusumDesign design = design_cusum(plan);
    CHECK(design.false_alarms <= tolerated);
    plan.threshold = design.threshold - 1;
    CHECK(design_cusum(plan).false_alarms > tolerated);
  }
}

TEST_CASE("traces of a chart of counts (METHODS 9: Page, likelihood ratio, Shiryaev)") {
  const Table trace = cusum_trace(std::vector<double>{4, 5, 3, 4, 2, 1, 2, 0, 1, 2}, four_to_two);
  const std::vector<double> chart{0, 0, 0, 0, 1, 3, 4, 7, 9, 10};
  for (std::size_t i = 0; i < chart.size(); ++i) {
    CHECK(trace.float64("chart")[i] == chart[i]);
    CHECK((trace.boolean(trace.at("alarm"))[i] != 0) == (chart[i] >= 5));
  }
  CHECK(trace.float64("log_ratio")[9] == doctest::Approx(6.454823).epsilon(1e-6));
  CHECK(trace.float64("posterior")[9] == doctest::Approx(0.9759550).epsilon(1e-6));
  // By Shiryaev's sum of likelihood ratios instead of the recursion of the posterior.
  double sum = 0;
  for (const double n : {4, 5, 3, 4, 2, 1, 2, 0, 1, 2}) {
    sum = (1 + sum) * std::exp(2 - n * std::log(2.0)) / 0.98;
  }
  CHECK(trace.float64("posterior")[9] == doctest::Approx(0.02 * sum / (1 + 0.02 * sum)));
}

TEST_CASE("traces of a chart of waits (METHODS 9: exponential, gamma)") {
  const std::vector<double> waits{28, 31, 30, 45, 62, 70, 55};
  CusumPlan plan{
      .kind = CusumKind::waits, .rate = 1.0 / 30, .slowdown = 0.5, .periods_per_year = 365};
  const Table trace = cusum_trace(waits, plan);
  const std::vector<double> ratio{0, 0, 0, .056853, .397039, .870558, 1.094078};
  for (std::size_t i = 0; i < waits.size(); ++i) {
    CHECK(trace.float64("log_ratio")[i] == doctest::Approx(ratio[i]).epsilon(1e-5));
    // Of random waits the chart is the same in purchases.
    CHECK(trace.float64("chart")[i] == doctest::Approx(ratio[i] / std::log(2.0)).epsilon(1e-5));
  }
  plan.regularity = 4;
  CHECK(cusum_trace(waits, plan).float64("log_ratio")[6] ==
        doctest::Approx(4.376312).epsilon(1e-6));
}

TEST_CASE("the run length of waits is that of ever finer counts (Brook & Evans in the limit)") {
  // Counts of 1/4, 1/16 and 1/64 a period: the same chart, looked at more and more often.
  const CusumDesign waits = design_cusum(
      {.kind = CusumKind::waits, .slowdown = 0.5, .reference = 0.75, .threshold = 3.0});
  double before = 0;
  for (const double parts : {4.0, 16.0, 64.0}) {
    const CusumDesign counts = design_cusum(
        {.rate = 1 / parts, .slowdown = 0.5, .reference = 0.75 / parts, .threshold = 3.0});
    const double excess = std::abs(counts.run_length / parts / waits.run_length - 1);
    if (before > 0) CHECK(excess < before / 2);
    before = excess;
  }
  CHECK(before < 0.03);
}

TEST_CASE("the run length within one purchase is elementary, and series meet at whole levels") {
  const warning::RunLength lengths(0.6, 1.0, 1e6);
  CHECK(lengths.mean(0.7) == doctest::Approx(std::expm1(0.7 / 0.6)).epsilon(1e-14));
  // On (1, 2), by integrating growth L' = 1 + L - L(x - 1) with a = 1 / growth and y = x - 1:
  // L = e^(ax) - 1 - a y e^(ay) + e^(ay) - 1.
  const double a = 1 / 0.6, y = 0.8;
  const double by_hand = std::expm1(a * (1 + y)) - a * y * std::exp(a * y) + std::expm1(a * y);
  CHECK(lengths.mean(1 + y) == doctest::Approx(by_hand).epsilon(1e-14));
  for (const double level : {1.0, 5.0, 12.0}) {
    CHECK(lengths.mean(std::nextafter(level, 0.0)) ==
          doctest::Approx(lengths.mean(level)).epsilon(1e-13));
  }
  for (const double mean : {1e-6, 0.3, 40.0, 1e6}) {
    CHECK(lengths.mean(lengths.level(mean)) == doctest::Approx(mean).epsilon(1e-12));
  }
}

TEST_CASE("the tolerated rate of a chart of waits is kept to rounding") {
  const CusumPlan plan{.kind = CusumKind::waits, .rate = 0.25, .slowdown = 0.25};
  const CusumDesign design = design_cusum(plan);
  CHECK(design.false_alarms == doctest::Approx(50).epsilon(1e-12));
  CHECK(design.silence == doctest::Approx(design.threshold / design.reference / 0.25));
  CHECK(design.delay < design.run_length);
  CusumPlan regular = plan;
  regular.regularity = 4;
  CHECK(design_cusum(regular).silence < design.silence);
}

TEST_CASE("charts that cannot be are refused with the field") {
  const auto argument_of = [](const CusumPlan& plan) -> std::string {
    try {
      (void)design_cusum(plan);
    } catch (const Error& error) {
      return error.argument();
    }
    return "";
  };
  CHECK(argument_of({.rate = 0}) == "rate");
  CHECK(argument_of({.slowdown = 1}) == "slowdown");
  CHECK(argument_of({.rate = 4, .reference = 2.7182818}) == "reference");
  CHECK(argument_of({.rate = 4, .threshold = 1e6}) == "threshold");
  CHECK(argument_of({.kind = CusumKind::waits, .rate = 0.001, .false_alarms = 500}) ==
        "false_alarms");
  CHECK(argument_of({.kind = CusumKind::waits, .threshold = NAN}) == "threshold");
}
