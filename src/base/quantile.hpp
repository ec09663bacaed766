#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

namespace tenure {

/// Of sorted numbers, with interpolation (Hyndman & Fan 1996, type 7, the default of R and numpy).
inline double quantile(std::span<const double> sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double part = place - static_cast<double>(below);
  return part == 0.0 ? sorted[below] : sorted[below] + part * (sorted[above] - sorted[below]);
}

}  // namespace tenure
