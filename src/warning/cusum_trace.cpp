#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <boost/math/special_functions/gamma.hpp>

#include "base/text.hpp"
#include "warning/check_plan.hpp"
#include <tenure/error.hpp>
#include <tenure/signals.hpp>

namespace tenure {
namespace {

void check_values(std::span<const double> values, CusumKind kind) {
  constexpr double most = 1e9;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double value = values[i];
    const bool is_count = kind == CusumKind::waits || value == std::floor(value);
    if (value >= 0.0 && value <= most && is_count) continue;
    throw Error(Status::invalid_argument,
                std::string("cusum_trace: ") +
                    (kind == CusumKind::counts ? "a count must be a whole number"
                                               : "a wait must be a number") +
                    " from 0 to 1e9, not " + to_text(value),
                "values", static_cast<std::int64_t>(i));
  }
}

/// Time on the clock on which waits are exponential: -ln P(wait longer).
double clock_of(double wait, double rate, double k) {
  if (k == 1.0) return rate * wait;
  const double p = boost::math::gamma_q(k, k * rate * wait);
  // Beyond the range of double the tail is that of its exponential.
  return p > 0.0 ? -std::log(p) : k * rate * wait;
}

}  // namespace

Table cusum_trace(std::span<const double> values, const CusumPlan& plan) {
  warning::check_plan(plan);
  check_values(values, plan.kind);
  const CusumDesign design = design_cusum(plan);
  const double fall = -std::log(plan.slowdown);
  const double less = plan.rate * (1.0 - plan.slowdown);
  const double prior = plan.change_probability;
  std::vector<double> chart, ratio, posterior;
  std::vector<std::uint8_t> alarm;
  double s = 0.0, log_ratio = 0.0, changed = 0.0;
  for (const double value : values) {
    double step = 0.0, highest = 0.0;  // of the log-likelihood ratio; of the chart in this period
    if (plan.kind == CusumKind::counts) {
      step = less - value * fall;
      s = highest = std::max(0.0, s + design.reference - value);
    } else {
      step = plan.regularity * (less * value - fall);
      highest = s + design.reference * clock_of(value, plan.rate, plan.regularity);
      s = std::max(0.0, highest - 1.0);
    }
    log_ratio = std::max(0.0, log_ratio + step);
    const double before = changed + (1.0 - changed) * prior;
    // As 1 / (1 + odds): e^step may be above the range of double.
    changed = 1.0 / (1.0 + (1.0 - before) / before * std::exp(-step));
    chart.push_back(s);
    ratio.push_back(log_ratio);
    posterior.push_back(changed);
    alarm.push_back(highest >= design.threshold);
  }
  return Table::Builder()
      .float64("value", {values.begin(), values.end()})
      .float64("chart", std::move(chart))
      .float64("log_ratio", std::move(ratio))
      .float64("posterior", std::move(posterior))
      .boolean("alarm", std::move(alarm))
      .build();
}

}  // namespace tenure
