/// Keeps rounding from carrying a value over a bound that it cannot exceed.
#pragma once

#include "math/dual.hpp"

namespace tenure::math {

/// `value`, unless it is above its bound. Derivatives stay.
template <class Real>
[[nodiscard]] Real at_most(double bound, Real value) {
  const double excess = value_of(value) - bound;
  if (excess > 0.0) value -= excess;
  return value;
}

}  // namespace tenure::math
