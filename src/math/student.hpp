/// Student's distribution, as intervals of means and slopes ask for it.
#pragma once

#include <cmath>

#include <boost/math/special_functions/beta.hpp>

#include "math/normal.hpp"

namespace tenure::math {

/// t such that P(|T| <= t) = level, T with `df` degrees of freedom, above 0 and not necessarily
/// whole. `level` in (0, 1).
inline double two_sided_student(double level, double df) {
  // T^2 / (df + T^2) has a beta distribution; its complement keeps the digits of large t.
  double complement = 0.0;
  const double share = boost::math::ibeta_inv(0.5, 0.5 * df, level, &complement, NormalPolicy());
  return std::sqrt(df * share / complement);
}

}  // namespace tenure::math
