#pragma once

#include <optional>
#include <span>

namespace tenure::warning {

struct MannKendall {
  std::optional<double> slope;  ///< Theil and Sen, a step; of two values or more
  double s = 0;                 ///< rises less falls among all pairs
  std::optional<double> z;      ///< of three values or more that are not all equal
  std::optional<double> p_value, p_fall;
};

/// With the variance of s for ties (M. G. Kendall 1955) and a correction for continuity.
[[nodiscard]] MannKendall mann_kendall(std::span<const double> values);

}  // namespace tenure::warning
