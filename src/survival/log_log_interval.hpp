/// Intervals of a probability on the scale of log(-log), on which they stay between 0 and 1.
#pragma once

#include <cmath>
#include <utility>

namespace tenure::survival {

/// Lower and upper bound of p in (0, 1), given its standard error and a normal quantile. For a p of
/// 0 or 1, or an error of 0, not to be asked for.
inline std::pair<double, double> log_log_interval(double p, double standard_error, double z) {
  const double log_p = std::log(p);
  const double width = z * standard_error / (p * log_p);  // below 0, as log_p is
  return {std::exp(log_p * std::exp(-width)), std::exp(log_p * std::exp(width))};
}

}  // namespace tenure::survival
