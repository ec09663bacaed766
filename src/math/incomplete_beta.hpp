/// The beta density in odds and the incomplete beta function, exact where both parameters are
/// large and where either is tiny, and differentiable by the parameters.
#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

#include "math/dual.hpp"
#include "math/log_gamma.hpp"

namespace tenure::math {
namespace detail {

/// (1 + e) log(1 + e) - e for small e, without cancellation: from log(1 + e) = 2 atanh(v).
inline double small_deviance(double e) {
  const double v = e / (2.0 + e);
  const double v2 = v * v;
  double sum = 0.0;  // v^3 / 3 + v^5 / 5 + ...
  double power = v;
  for (int k = 3; k < 40; k += 2) {
    power *= v2;
    const double term = power / k;
    sum += term;
    if (std::abs(term) < 1e-17 * std::abs(sum)) break;
  }
  return 2.0 * (v2 + (1.0 + v) * sum) / (1.0 - v);
}
template <int N>
Dual2<N> small_deviance(const Dual2<N>& e) {
  return chain(e, small_deviance(e.value), std::log1p(e.value), 1.0 / (1.0 + e.value));
}

/// n log(n / mean) - (n - mean), given n - mean = excess: the deviance of C. Loader (2000), "Fast
/// and accurate computation of binomial probabilities".
template <class Real>
Real deviance(const Real& n, const Real& mean, const Real& excess) {
  using std::log;
  constexpr double kSmall = 0.3;
  if (std::abs(value_of(excess)) < kSmall * value_of(mean)) {
    return mean * small_deviance(excess / mean);
  }
  return n * log(n / mean) - excess;
}

}  // namespace detail

/// log of u^a (1 - u)^b / B(a, b) at the odds u / (1 - u) = x / y, for a, b, x, y > 0.
///
/// Every term is small near the density's mode: for large a and b log B(a, b) would cancel against
/// the powers.
template <class Real>
[[nodiscard]] Real log_beta_density(const Real& a, const Real& b, const Real& x, const Real& y) {
  using std::log;
  const Real total = a + b;
  const Real scale = x + y;
  const Real excess = (a * y - b * x) / scale;  // of a over its mean total * u
  return 0.5 * log(a / total * b * (0.5 / std::numbers::pi)) + stirling_remainder(total) -
         stirling_remainder(a) - stirling_remainder(b) -
         detail::deviance(a, total * (x / scale), excess) -
         detail::deviance(b, total * (y / scale), -excess);
}

/// I_u(a, b) at the odds u / (1 - u) = x / y: the probability that a Beta(a, b) variate is below u.
template <class Real>
[[nodiscard]] Real incomplete_beta(const Real& a, const Real& b, const Real& x, const Real& y) {
  using std::exp;
  constexpr int kMostSteps = 20'000;
  constexpr double kTolerance = 1e-16;
  constexpr int kStepsForDerivatives = 8;  // they converge a little later than the value

  // The continued fraction converges fast on the lower side of the mean.
  const double mean_odds = (value_of(a) + 1.0) / (value_of(b) + 1.0);
  if (value_of(x) > mean_odds * value_of(y)) return 1.0 - incomplete_beta(b, a, y, x);

  // DLMF 8.17.22 by Lentz's method.
  const Real u = x / (x + y);
  const Real total = a + b;
  Real c(1.0);
  Real d = 1.0 / (1.0 - total * u / (a + 1.0));
  Real fraction = d;
  int extra = 0;
  for (int m = 1; m < kMostSteps && extra < kStepsForDerivatives; ++m) {
    const Real even = m * (b - m) * u / ((a + (2 * m - 1)) * (a + 2 * m));
    d = 1.0 / (1.0 + even * d);
    c = 1.0 + even / c;
    fraction = fraction * (d * c);
    const Real odd = -(a + m) * (total + m) * u / ((a + 2 * m) * (a + (2 * m + 1)));
    d = 1.0 / (1.0 + odd * d);
    c = 1.0 + odd / c;
    const Real factor = d * c;
    fraction = fraction * factor;
    if (std::abs(value_of(factor) - 1.0) <= kTolerance) ++extra;
  }
  return exp(log_beta_density(a, b, x, y)) * fraction / a;
}

}  // namespace tenure::math
