#include <cmath>

#include "inference/intervals.hpp"
#include "math/normal.hpp"

namespace tenure::inference {
namespace {

struct Interval {
  double lower;
  double upper;
};

/// Normal on the logarithm of a quantity without bound above.
Interval on_log_scale(double value, double width) {
  const double factor = std::exp(width / value);
  return {value / factor, value * factor};
}

/// Normal on the logit of its share of the most it can be.
Interval on_logit_scale(double value, double most, double width) {
  const double rest = most - value;
  const double odds = value / rest;
  const double factor = std::exp(width * most / (value * rest));
  // 1 / (1 + 1 / odds): odds may be too large for a double.
  return {most / (1.0 + factor / odds), most / (1.0 + 1.0 / (odds * factor))};
}

}  // namespace

Intervals delta_intervals(const PredictedQuantity& quantity, const std::vector<GroupSum>& sums,
                          double level) {
  const double z = math::two_sided_normal(level);
  Intervals result;
  for (const GroupSum& sum : sums) {
    const double error = std::sqrt(std::fmax(0.0, sum.variance(quantity.covariance())));
    const double most = quantity.most() * sum.clients;
    Interval interval{sum.value, sum.value};
    if (error > 0.0 && sum.value > 0.0 && sum.value < most) {
      interval = std::isfinite(most) ? on_logit_scale(sum.value, most, z * error)
                                     : on_log_scale(sum.value, z * error);
    } else if (error > 0.0 && sum.value < 0.0) {  // lifetime values at negative margins
      interval = {sum.value - z * error, sum.value + z * error};
    }
    result.standard_error.push_back(error);
    result.lower.push_back(interval.lower);
    result.upper.push_back(interval.upper);
  }
  return result;
}

}  // namespace tenure::inference
