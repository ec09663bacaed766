/// The scale on which intervals of a prediction are made, where its estimate is nearest to normal.
#pragma once

#include <cmath>
#include <limits>

namespace tenure::inference {

/// Of what cannot be above `most` the logit of its share of that, of what has one sign the
/// logarithm of its size, else the value itself. Infinite where a value is at the end of its range.
struct WorkingScale {
  double most = std::numeric_limits<double>::infinity();
  int sign = 1;  ///< 0: of either sign

  [[nodiscard]] bool is_logit() const { return std::isfinite(most); }
  /// Not finite outside the range.
  [[nodiscard]] double from(double value) const {
    if (is_logit()) return std::log(value / (most - value));
    return sign == 0 ? value : sign * std::log(sign * value);
  }
  /// Derivative of `from`.
  [[nodiscard]] double slope(double value) const {
    if (is_logit()) return most / (value * (most - value));
    return sign == 0 ? 1.0 : sign / value;
  }
  [[nodiscard]] double back(double scaled) const {
    if (is_logit()) return most / (1.0 + std::exp(-scaled));
    return sign == 0 ? scaled : sign * std::exp(sign * scaled);
  }
};

}  // namespace tenure::inference
