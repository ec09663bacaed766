#include "models/count_quantile.hpp"

#include <cmath>

namespace tenure::model {

std::optional<std::int64_t> count_quantile(const std::function<double(double)>& p_at_least,
                                           double probability) {
  const double above = 1.0 - probability;
  const auto reached = [&](double n) { return p_at_least(n + 1.0) <= above; };
  if (reached(0.0)) return 0;
  double below = 0.0;
  double high = 1.0;
  while (!reached(high)) {
    if (high > kLargestQuantile) return std::nullopt;
    below = high;
    high *= 2.0;
  }
  while (high - below > 1.0) {
    const double middle = std::floor(below + 0.5 * (high - below));
    (reached(middle) ? high : below) = middle;
  }
  return static_cast<std::int64_t>(high);
}

}  // namespace tenure::model
