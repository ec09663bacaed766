#include "warning/mann_kendall.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "math/normal.hpp"
#include "value/trend_columns.hpp"

namespace tenure::warning {
namespace {

/// n (n - 1) (2 n + 5), which the variance of s has 1/18 of, for all values less for each tie.
double spread(double n) { return n * (n - 1.0) * (2.0 * n + 5.0); }

double variance_of(std::span<const double> values) {
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  double sum = spread(static_cast<double>(sorted.size()));
  for (auto from = sorted.begin(); from != sorted.end();) {
    const auto to = std::upper_bound(from, sorted.end(), *from);
    sum -= spread(static_cast<double>(to - from));
    from = to;
  }
  return sum / 18.0;
}

}  // namespace

MannKendall mann_kendall(std::span<const double> values) {
  MannKendall result;
  if (values.size() >= 2) result.slope = value::theil_sen(values);
  for (std::size_t j = 1; j < values.size(); ++j) {
    for (std::size_t i = 0; i < j; ++i) {
      result.s += values[j] > values[i] ? 1.0 : values[j] < values[i] ? -1.0 : 0.0;
    }
  }
  if (values.size() < 3) return result;
  const double variance = variance_of(values);
  if (!(variance > 0.0)) return result;
  const double sd = std::sqrt(variance);
  const double towards_zero = result.s > 0.0 ? -1.0 : result.s < 0.0 ? 1.0 : 0.0;
  result.z = (result.s + towards_zero) / sd;
  result.p_value = std::erfc(std::abs(*result.z) / std::numbers::sqrt2);
  result.p_fall = math::normal_cdf((result.s + 1.0) / sd);
  return result;
}

}  // namespace tenure::warning
