/// Quotients of rising factorials (z)_n = z (z + 1) ... (z + n - 1), n a whole number, on the log
/// scale. Written so that the terms are of the size of the result: log (z)_n itself is of the size
/// n log n, of which a quotient keeps little.
#pragma once

#include <cmath>
#include <type_traits>

#include "math/beta_quotient.hpp"
#include "math/dual.hpp"
#include "math/log_gamma.hpp"

namespace tenure::math {

/// Up to here the product is multiplied out; above, Stirling's formula with its remainder.
inline constexpr double kMostRisingFactors = 16.0;
/// Beyond this a product goes over into its logarithm: sixteen factors may exceed a double.
inline constexpr double kLargeProduct = 1e100;

/// log of (z)_n / scale^n for one z and n and any scale.
template <class Real>
class LogScaledRising {
 public:
  LogScaledRising(const Real& z, double n) : n_(n) {
    using std::log, std::log1p;
    if (n <= kMostRisingFactors) {
      by_z_ = log_gamma_ratio(z, n);
      product_ = value_of(by_z_);
      return;
    }
    const Real top = z + n;
    const Real product = (z - 0.5) * log1p(n / z);
    const Real remainder_at_top = stirling_remainder(top);
    const Real remainder = stirling_remainder(z);
    by_z_ = product + n * log(top) + remainder_at_top - remainder;
    product_ = value_of(product);
    top_ = value_of(top);
    remainder_at_top_ = value_of(remainder_at_top);
    remainder_ = value_of(remainder);
  }

  [[nodiscard]] Real operator()(const Real& scale) const {
    const double at = value_of(scale);
    double value = 0.0;
    if (n_ <= kMostRisingFactors) {
      value = product_ - n_ * std::log(at);
    } else {
      value = product_ + n_ * (std::log(top_ / at) - 1.0) + remainder_at_top_ - remainder_;
    }
    if constexpr (std::is_same_v<Real, double>) {
      return value;
    } else {
      Real result = by_z_ + chain(scale, 0.0, -n_ / at, n_ / (at * at));
      result.value = value;
      return result;
    }
  }

  /// The logarithm is constant() + n (log(unit() / scale) - excess()).
  [[nodiscard]] double constant() const { return product_ + (remainder_at_top_ - remainder_); }
  [[nodiscard]] double unit() const { return n_ <= kMostRisingFactors ? 1.0 : top_; }
  [[nodiscard]] double excess() const { return n_ <= kMostRisingFactors ? 0.0 : 1.0; }
  /// What has the derivatives by z, whatever the scale; its value is of no use.
  [[nodiscard]] const Real& by_z() const { return by_z_; }

 private:
  double n_;
  Real by_z_{};           ///< the derivatives of what depends on z
  double product_ = 0.0;  ///< up to kMostRisingFactors the logarithm of (z)_n itself
  double top_ = 0.0;
  double remainder_at_top_ = 0.0;
  double remainder_ = 0.0;
};

template <class Real>
[[nodiscard]] Real log_scaled_rising(const Real& z, double n, const Real& scale) {
  return LogScaledRising<Real>(z, n)(scale);
}

/// log of (b)_n / (a + b)_n = log of B(a, b + n) / B(a, b), to full relative accuracy.
[[nodiscard]] inline double log_rising_quotient(double b, double a, double n) {
  if (n > kMostRisingFactors) return log_beta_quotient(b, a, n);
  // The product of (a + b + i) / (b + i), less 1: the log of a product near 1 would keep nothing.
  double excess = 0.0;
  double log_others = 0.0;
  for (int i = 0; i < n; ++i) {
    const double growth = a / (b + i);
    excess += growth + excess * growth;
    if (excess > kLargeProduct) {
      log_others += std::log1p(excess);
      excess = 0.0;
    }
  }
  return -(log_others + std::log1p(excess));
}
template <int N>
[[nodiscard]] Dual2<N> log_rising_quotient(const Dual2<N>& b, const Dual2<N>& a, double n) {
  Dual2<N> result = log_gamma_ratio(b, n) - log_gamma_ratio(a + b, n);
  result.value = log_rising_quotient(b.value, a.value, n);
  return result;
}

}  // namespace tenure::math
