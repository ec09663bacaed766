#include "relations/percentiles.hpp"

#include <cmath>
#include <cstddef>

#include "base/ranks.hpp"

namespace tenure::relation {

std::vector<double> percentiles(std::span<const double> values) {
  const std::vector<std::size_t> order = ascending_order(values);
  const std::size_t n = values.size();
  std::vector<double> result(n);
  for (std::size_t begin = 0, end = 0; begin < n; begin = end) {
    while (end < n && values[order[end]] == values[order[begin]]) ++end;
    const double middle = 0.5 * static_cast<double>(begin + end) / static_cast<double>(n);
    for (std::size_t i = begin; i < end; ++i) result[order[i]] = middle;
  }
  return result;
}

double geometric_mean(std::span<const double> values, std::span<const double> weights) {
  double logs = 0.0, total = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    logs += weights[i] * std::log(values[i]);
    total += weights[i];
  }
  return std::exp(logs / total);
}

}  // namespace tenure::relation
