/// What a sample says: its spread and its percentiles.
#pragma once

#include <cmath>
#include <span>

#include "base/quantile.hpp"

namespace tenure::inference {

using tenure::quantile;

/// Standard deviation with n - 1; 0 of one number.
inline double standard_deviation(std::span<const double> sample) {
  double mean = 0.0;
  for (const double each : sample) mean += each / static_cast<double>(sample.size());
  double sum = 0.0;
  for (const double each : sample) sum += (each - mean) * (each - mean);
  return sample.size() < 2 ? 0.0 : std::sqrt(sum / static_cast<double>(sample.size() - 1));
}

}  // namespace tenure::inference
