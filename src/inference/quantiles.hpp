/// What a sample says: its spread and its percentiles.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace tenure::inference {

/// Of sorted numbers, with interpolation (Hyndman & Fan 1996, type 7, the default of R and numpy).
inline double quantile(std::span<const double> sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double part = place - static_cast<double>(below);
  return part == 0.0 ? sorted[below] : sorted[below] + part * (sorted[above] - sorted[below]);
}

/// Standard deviation with n - 1; 0 of one number.
inline double standard_deviation(std::span<const double> sample) {
  double mean = 0.0;
  for (const double each : sample) mean += each / static_cast<double>(sample.size());
  double sum = 0.0;
  for (const double each : sample) sum += (each - mean) * (each - mean);
  return sample.size() < 2 ? 0.0 : std::sqrt(sum / static_cast<double>(sample.size() - 1));
}

}  // namespace tenure::inference
