/// Probabilities told by the logarithm of their odds.
#pragma once

#include <cmath>

#include "math/dual.hpp"

namespace tenure::math {

/// log(1 + e^u), u <= 0: minus the logarithm of a probability whose complement has odds e^u.
[[nodiscard]] inline double log1p_exp(double u) { return std::log1p(std::exp(u)); }
template <int N>
[[nodiscard]] Dual2<N> log1p_exp(const Dual2<N>& u) {
  const double odds = std::exp(u.value);
  const double rest = 1.0 / (1.0 + odds);
  return chain(u, std::log1p(odds), odds * rest, odds * rest * rest);
}

}  // namespace tenure::math
