/// (exp(z) - 1) / z, whose singularity at z = 0 is removable.
#pragma once

#include "math/dual.hpp"
#include "math/log_gamma.hpp"

namespace tenure::math {

/// The function and its first two derivatives.
[[nodiscard]] Jet expm1_ratio_jet(double z);

[[nodiscard]] double expm1_ratio(double z);
template <int N>
Dual2<N> expm1_ratio(const Dual2<N>& z) {
  const Jet jet = expm1_ratio_jet(z.value);
  return chain(z, jet.value, jet.first, jet.second);
}

}  // namespace tenure::math
