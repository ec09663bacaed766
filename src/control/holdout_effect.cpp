#include <algorithm>
#include <cmath>

#include "base/check_arguments.hpp"
#include "math/normal.hpp"
#include "math/wilson.hpp"
#include <tenure/control.hpp>

namespace tenure {
namespace {

void check_events(const char* argument, std::int64_t events, std::int64_t clients) {
  if (events >= 0 && events <= clients) return;
  refuse(argument, "0 to the number of clients", static_cast<double>(events));
}

void check(const HoldoutInput& input) {
  if (input.treated <= 0) refuse("treated", "above 0", static_cast<double>(input.treated));
  if (input.control <= 0) refuse("control", "above 0", static_cast<double>(input.control));
  check_events("treated_events", input.treated_events, input.treated);
  check_events("control_events", input.control_events, input.control);
  check_cost("value", input.value);
  check_cost("cost", input.cost);
  check_level(input.level);
}

/// Two-sided, with the variance that both groups together have.
double p_value_of(double difference, double events, double n_treated, double n_control) {
  const double share = events / (n_treated + n_control);
  const double variance = share * (1.0 - share) * (1.0 / n_treated + 1.0 / n_control);
  if (variance == 0.0) return 1.0;
  return std::erfc(std::abs(difference) / std::sqrt(2.0 * variance));
}

}  // namespace

HoldoutEffect holdout_effect(const HoldoutInput& input) {
  check(input);
  const auto n_treated = static_cast<double>(input.treated);
  const auto n_control = static_cast<double>(input.control);
  HoldoutEffect result;
  result.treated_rate = static_cast<double>(input.treated_events) / n_treated;
  result.control_rate = static_cast<double>(input.control_events) / n_control;
  // The rate that should be the higher one comes first.
  double p = result.control_rate, p_n = n_control, q = result.treated_rate, q_n = n_treated;
  if (!input.events_are_losses) {
    std::swap(p, q);
    std::swap(p_n, q_n);
  }
  const double z = math::two_sided_normal(input.level);
  result.effect = p - q;
  result.standard_error = std::sqrt(p * (1.0 - p) / p_n + q * (1.0 - q) / q_n);
  result.wald_lower = result.effect - z * result.standard_error;
  result.wald_upper = result.effect + z * result.standard_error;
  const auto interval = math::newcombe(p, p_n, q, q_n, z);
  result.lower = interval.lower;
  result.upper = interval.upper;
  result.p_value =
      p_value_of(result.effect, static_cast<double>(input.treated_events + input.control_events),
                 n_treated, n_control);
  result.events = result.effect * n_treated;
  result.gain = result.events * input.value;
  result.profit = result.gain - input.cost;
  if (input.cost > 0.0) {
    const auto roi = [&](double effect) {
      return (effect * n_treated * input.value - input.cost) / input.cost;
    };
    const double lower = roi(result.lower), upper = roi(result.upper);
    if (std::isfinite(lower) && std::isfinite(upper)) {
      result.roi = roi(result.effect);
      result.roi_lower = lower;
      result.roi_upper = upper;
    }
  }
  return result;
}

}  // namespace tenure
