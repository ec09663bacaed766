/// Errors as the accuracy targets count them.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

namespace tenure::testing {

/// |value - reference| / |reference|; infinite if either is not a number.
inline double relative_error(double value, double reference) {
  if (value == reference) return 0.0;
  const double error = std::abs(value - reference) / std::abs(reference);
  return std::isnan(error) ? std::numeric_limits<double>::infinity() : error;
}

/// |value - reference| / max(1, |reference|): for logarithms, where 0 is a value like another.
inline double log_error(double value, double reference) {
  const double error = std::abs(value - reference) / std::max(1.0, std::abs(reference));
  return std::isnan(error) ? std::numeric_limits<double>::infinity() : error;
}

}  // namespace tenure::testing
