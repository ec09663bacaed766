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

/// log_beta_density for one a and b, below, and any x and y.
template <class Real>
class LogBetaDensity {
 public:
  LogBetaDensity(const Real& a, const Real& b) : a_(a), b_(b), total_(a + b) {
    using std::log;
    of_shapes_ = 0.5 * log(a / total_ * b * (0.5 / std::numbers::pi)) + stirling_remainder(total_) -
                 stirling_remainder(a) - stirling_remainder(b);
  }
  [[nodiscard]] Real operator()(const Real& x, const Real& y) const {
    const Real scale = x + y;
    const Real excess = (a_ * y - b_ * x) / scale;  // of a over its mean total * u
    return of_shapes_ - detail::deviance(a_, total_ * (x / scale), excess) -
           detail::deviance(b_, total_ * (y / scale), -excess);
  }

 private:
  Real a_;
  Real b_;
  Real total_;
  Real of_shapes_{};
};

/// log of u^a (1 - u)^b / B(a, b) at the odds u / (1 - u) = x / y, for a, b, x, y > 0.
///
/// Every term is small near the density's mode: for large a and b log B(a, b) would cancel against
/// the powers.
template <class Real>
[[nodiscard]] Real log_beta_density(const Real& a, const Real& b, const Real& x, const Real& y) {
  return LogBetaDensity<Real>(a, b)(x, y);
}

namespace detail {

/// I_u(a, b) at the odds u / (1 - u) = x / y over the beta density there and a: converges fast on
/// the lower side of the mean.
template <class Real>
Real beta_fraction(const Real& a, const Real& b, const Real& x, const Real& y) {
  constexpr int kMostSteps = 20'000;
  constexpr double kTolerance = 1e-16;
  constexpr int kStepsForDerivatives = 8;  // they converge a little later than the value

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
  return fraction;
}

template <class Real>
bool above_mean(const Real& a, const Real& b, const Real& x, const Real& y) {
  return value_of(x) * (value_of(b) + 1.0) > (value_of(a) + 1.0) * value_of(y);
}

}  // namespace detail

/// I_u(a, b) at the odds u / (1 - u) = x / y: the probability that a Beta(a, b) variate is below u.
template <class Real>
[[nodiscard]] Real incomplete_beta(const Real& a, const Real& b, const Real& x, const Real& y) {
  using std::exp;
  if (detail::above_mean(a, b, x, y)) return 1.0 - incomplete_beta(b, a, y, x);
  return exp(log_beta_density(a, b, x, y)) * detail::beta_fraction(a, b, x, y) / a;
}
/// The logarithm of the same, also where it is below the range of a double.
template <class Real>
[[nodiscard]] Real log_incomplete_beta(const Real& a, const Real& b, const Real& x, const Real& y) {
  using std::log, std::log1p;
  if (detail::above_mean(a, b, x, y)) return log1p(-incomplete_beta(b, a, y, x));
  return log_beta_density(a, b, x, y) + log(detail::beta_fraction(a, b, x, y) / a);
}

/// P(N >= count), count > 0, of a negative binomial N: purchases within t > 0 at a rate that is
/// Gamma(shape, rate).
template <class Real>
[[nodiscard]] Real nbd_at_least(const Real& shape, const Real& rate, double t, double count) {
  using std::expm1, std::log1p;
  if (count == 1.0) return -expm1(-shape * log1p(t / rate));
  return incomplete_beta(Real(count), shape, Real(t), rate);
}
template <class Real>
[[nodiscard]] Real log_nbd_at_least(const Real& shape, const Real& rate, double t, double count) {
  using std::log;
  if (count == 1.0) return log(nbd_at_least(shape, rate, t, count));
  return log_incomplete_beta(Real(count), shape, Real(t), rate);
}

}  // namespace tenure::math
