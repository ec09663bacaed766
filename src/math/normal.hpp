/// The normal distribution and its squares, as intervals and tests ask for them.
#pragma once

#include <cmath>
#include <numbers>

#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

namespace tenure::math {

using NormalPolicy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

/// z such that P(|Z| <= z) = level: 1.96 for 0.95. `level` in (0, 1). Its square is the quantile of
/// the chi-square distribution with one degree of freedom.
inline double two_sided_normal(double level) {
  return std::numbers::sqrt2 * boost::math::erf_inv(level, NormalPolicy());
}

/// P(Z <= z).
inline double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

/// P(chi-square with `df` degrees of freedom > x), x >= 0; df = 0 is the point 0.
inline double chi_square_tail(double x, int df) {
  if (df == 0) return x > 0.0 ? 0.0 : 1.0;
  return boost::math::gamma_q(0.5 * df, 0.5 * x, NormalPolicy());
}

}  // namespace tenure::math
