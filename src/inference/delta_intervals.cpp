#include <cmath>

#include "inference/intervals.hpp"
#include "inference/working_scale.hpp"
#include "math/normal.hpp"

namespace tenure::inference {

Intervals delta_intervals(const PredictedQuantity& quantity, const std::vector<GroupSum>& sums,
                          double level) {
  const double z = math::two_sided_normal(level);
  Intervals result;
  for (const GroupSum& sum : sums) {
    const double error = sum.standard_error(quantity.covariance());
    result.standard_error.push_back(error);
    if (!sum.is_uncertain(quantity)) {
      result.lower.push_back(sum.value);
      result.upper.push_back(sum.value);
      continue;
    }
    const WorkingScale scale = sum.scale(quantity);
    const double middle = scale.from(sum.value);
    const double width = z * error * scale.slope(sum.value);
    result.lower.push_back(scale.back(middle - width));
    result.upper.push_back(scale.back(middle + width));
  }
  return result;
}

}  // namespace tenure::inference
