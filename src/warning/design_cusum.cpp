#include <algorithm>
#include <cmath>
#include <string>

#include <boost/math/special_functions/gamma.hpp>

#include "base/text.hpp"
#include "warning/check_plan.hpp"
#include "warning/count_cusum.hpp"
#include "warning/run_length.hpp"
#include <tenure/error.hpp>
#include <tenure/signals.hpp>

namespace tenure {
namespace {

using warning::CountChart;

CountChart chart_of(const CusumPlan& plan) {
  const double changed = plan.rate * plan.slowdown;
  const double best = plan.rate * warning::best_growth(plan.slowdown);
  const CountChart chart = plan.reference ? warning::exact_lattice_of(*plan.reference)
                                          : warning::lattice_of(best, changed, plan.rate);
  if (chart.unit == 0) {
    throw Error(Status::not_supported,
                "design_cusum: " + to_text(plan.reference.value_or(best)) +
                    " is no fraction with a denominator up to 256: take longer periods, or waits",
                plan.reference ? "reference" : "rate");
  }
  return chart;
}

void check_states(double states) {
  if (states <= static_cast<double>(warning::most_chart_states)) return;
  throw Error(Status::not_supported,
              "design_cusum: the chain of this threshold has more than " +
                  std::to_string(warning::most_chart_states) +
                  " states: take longer periods, or waits",
              "threshold");
}

/// The fewest states that keep the chart running for `run_length` periods.
std::int64_t fewest_states(CountChart chart, double mean, double run_length) {
  const auto is_enough = [&](std::int64_t states) {
    chart.states = states;
    return warning::mean_run_length(chart, mean) >= run_length;
  };
  std::int64_t most = 1;
  while (!is_enough(most)) {
    most *= 2;
    check_states(static_cast<double>(most));
  }
  std::int64_t least = most / 2;  // not enough
  while (most - least > 1) {
    const std::int64_t middle = (least + most) / 2;
    (is_enough(middle) ? most : least) = middle;
  }
  return most;
}

CusumDesign design_counts(const CusumPlan& plan) {
  CountChart chart = chart_of(plan);
  const auto unit = static_cast<double>(chart.unit);
  const double a_year = 1000.0 * plan.periods_per_year;
  if (plan.threshold) {
    const double states = std::ceil(*plan.threshold * unit - 1e-9);
    check_states(states);
    chart.states = std::max<std::int64_t>(1, static_cast<std::int64_t>(states));
  } else {
    chart.states = fewest_states(chart, plan.rate, a_year / plan.false_alarms);
  }
  const double run_length = warning::mean_run_length(chart, plan.rate);
  const auto states = static_cast<double>(chart.states), up = static_cast<double>(chart.up);
  return {.reference = up / unit,
          .threshold = plan.threshold.value_or(states / unit),
          .run_length = run_length,
          .false_alarms = a_year / run_length,
          .delay = warning::mean_run_length(chart, plan.rate * plan.slowdown),
          .silence = std::ceil(states / up)};
}

CusumDesign design_waits(const CusumPlan& plan) {
  const double growth = plan.reference.value_or(warning::best_growth(plan.slowdown));
  const double purchases_a_year = 1000.0 * plan.rate * plan.periods_per_year;
  // After an alarm the chart rests for one wait.
  const double longest = purchases_a_year / plan.false_alarms - 1.0;
  if (!plan.threshold && !(longest > 0.0)) {
    throw Error(Status::not_supported,
                "design_cusum: " + to_text(plan.false_alarms) +
                    " false alarms are as many as there are purchases",
                "false_alarms");
  }
  double threshold = 0.0, mean = 0.0;
  if (plan.threshold) {
    threshold = *plan.threshold;
    mean = warning::RunLength(growth, 1.0, 0.0, threshold).mean(threshold);
    if (!std::isfinite(mean)) {
      throw Error(Status::not_supported,
                  "design_cusum: the threshold " + to_text(threshold) + " is never reached",
                  "threshold");
    }
  } else {
    const warning::RunLength lengths(growth, 1.0, longest);
    threshold = lengths.level(longest);
    mean = longest;
  }
  const warning::RunLength slowed(growth, plan.slowdown, 0.0, threshold);
  const double k = plan.regularity;
  return {.reference = growth,
          .threshold = threshold,
          .run_length = mean / plan.rate,
          .false_alarms = purchases_a_year / (mean + 1.0),
          .delay = slowed.mean(threshold) / plan.rate,
          .silence = boost::math::gamma_q_inv(k, std::exp(-threshold / growth)) / (k * plan.rate)};
}

}  // namespace

CusumDesign design_cusum(const CusumPlan& plan) {
  warning::check_plan(plan);
  return plan.kind == CusumKind::counts ? design_counts(plan) : design_waits(plan);
}

}  // namespace tenure
