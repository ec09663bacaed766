/// The scale on which intervals of a prediction are made, where its estimate is nearest to normal.
#pragma once

#include <cmath>
#include <limits>

namespace tenure::inference {

/// Of what cannot be above `most` the logit of its share of that, of what is above 0 the logarithm,
/// else the value itself.
struct WorkingScale {
  double most = std::numeric_limits<double>::infinity();
  bool is_positive = true;

  [[nodiscard]] bool is_logit() const { return std::isfinite(most); }
  /// Not finite outside the range.
  [[nodiscard]] double from(double value) const {
    if (is_logit()) return std::log(value / (most - value));
    return is_positive ? std::log(value) : value;
  }
  /// Derivative of `from`.
  [[nodiscard]] double slope(double value) const {
    if (is_logit()) return most / (value * (most - value));
    return is_positive ? 1.0 / value : 1.0;
  }
  [[nodiscard]] double back(double scaled) const {
    if (is_logit()) return most / (1.0 + std::exp(-scaled));
    return is_positive ? std::exp(scaled) : scaled;
  }
};

}  // namespace tenure::inference
