#include <cmath>
#include <string>

#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/tools/roots.hpp>

#include "base/text.hpp"
#include "cycles/regularity.hpp"
#include "math/log_gamma.hpp"
#include <tenure/cycles.hpp>
#include <tenure/error.hpp>

namespace tenure {
namespace {

void check(std::span<const double> intervals, double silence, double alarm_level) {
  const auto refuse = [](const std::string& message, const char* argument, std::int64_t row = -1) {
    throw Error(Status::invalid_argument, "rhythm: " + message, argument, row);
  };
  if (intervals.empty()) refuse("there is no interval", "intervals");
  constexpr double shortest = 1e-100, longest = 1e100;
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    if (intervals[i] >= shortest && intervals[i] <= longest) continue;
    refuse("an interval must be above 0 and finite, not " + to_text(intervals[i]), "intervals",
           static_cast<std::int64_t>(i));
  }
  if (!(silence >= 0.0 && silence <= longest)) {
    refuse("silence must be 0 or more and finite, not " + to_text(silence), "silence");
  }
  if (!(alarm_level > 0.0 && alarm_level < 1.0)) {
    refuse("alarm_level must be between 0 and 1, not " + to_text(alarm_level), "alarm_level");
  }
}

/// The root of ln k - digamma(k) = ln(arithmetic mean / geometric mean), which falls with k.
double most_likely_k(double log_ratio) {
  const auto excess = [log_ratio](double log_k) {
    return log_k - math::digamma(std::exp(log_k)) - log_ratio;
  };
  const double least = std::log(cycle::least_regularity);
  const double greatest = std::log(cycle::greatest_regularity);
  if (excess(greatest) >= 0.0) return cycle::greatest_regularity;
  if (excess(least) <= 0.0) return cycle::least_regularity;
  std::uintmax_t steps = 200;
  const auto bracket = boost::math::tools::toms748_solve(
      excess, least, greatest, boost::math::tools::eps_tolerance<double>(), steps);
  return std::exp(0.5 * (bracket.first + bracket.second));
}

}  // namespace

Rhythm rhythm(std::span<const double> intervals, double silence, double alarm_level) {
  check(intervals, silence, alarm_level);
  const auto n = static_cast<double>(intervals.size());
  double sum = 0.0, logs = 0.0;
  for (const double interval : intervals) {
    sum += interval;
    logs += std::log(interval);
  }
  Rhythm result;
  result.mean = sum / n;
  result.regularity = most_likely_k(std::log(result.mean) - logs / n);
  const double k = result.regularity;
  result.p_longer = boost::math::gamma_q(k, k * silence / result.mean);
  result.alarm_after = boost::math::gamma_q_inv(k, 1.0 - alarm_level) * result.mean / k;
  return result;
}

}  // namespace tenure
