#include <algorithm>
#include <cmath>

#include "base/check_arguments.hpp"
#include "math/normal.hpp"
#include <tenure/uplift.hpp>

namespace tenure {
namespace {

void check_inside(const char* argument, double value) {
  if (!(value > 0.0 && value < 1.0)) refuse(argument, "above 0 and below 1", value);
}

}  // namespace

SampleSize sample_size(const TestDesign& design) {
  check_inside("control_rate", design.control_rate);
  check_inside("treated_rate", design.treated_rate);
  check_inside("level", design.level);
  if (!(design.power >= 0.5 && design.power < 1.0)) {
    refuse("power", "at least 0.5 and below 1", design.power);
  }
  check_above_0("treated_per_control", design.treated_per_control);
  const double difference = design.control_rate - design.treated_rate;
  if (difference == 0.0) refuse("treated_rate", "different from control_rate", design.treated_rate);

  // J. L. Fleiss, B. Levin & M. C. Paik (2003), Statistical methods for rates and proportions,
  // 4.14 and 4.18: pooled variance under no difference, separate ones under the alternative.
  const double ratio = design.treated_per_control;
  const double pooled = (design.control_rate + ratio * design.treated_rate) / (1.0 + ratio);
  const double none = pooled * (1.0 - pooled) * (1.0 + 1.0 / ratio);
  const double some = design.control_rate * (1.0 - design.control_rate) +
                      design.treated_rate * (1.0 - design.treated_rate) / ratio;
  const double z_level = math::two_sided_normal(design.level);
  const double z_power = math::two_sided_normal(2.0 * design.power - 1.0);
  const double root = (z_level * std::sqrt(none) + z_power * std::sqrt(some)) / difference;
  SampleSize size{.exact = root * root};
  constexpr double kMost = 1e15;
  if (!(size.exact * std::max(1.0, ratio) < kMost)) {
    refuse("treated_rate", "farther from control_rate: no test is that large", design.treated_rate);
  }
  size.control = static_cast<std::int64_t>(std::ceil(size.exact));
  size.treated = static_cast<std::int64_t>(std::ceil(size.exact * ratio));
  return size;
}

}  // namespace tenure
