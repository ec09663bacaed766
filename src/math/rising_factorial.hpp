/// Quotients of rising factorials (z)_n = z (z + 1) ... (z + n - 1), n a whole number, on the log
/// scale. Written so that the terms are of the size of the result: log (z)_n itself is of the size
/// n log n, of which a quotient keeps little.
#pragma once

#include <cmath>

#include "math/dual.hpp"
#include "math/log_gamma.hpp"

namespace tenure::math {

/// Up to here the product is multiplied out; above, Stirling's formula with its remainder.
inline constexpr double kMostRisingFactors = 16.0;

/// log of (z)_n / scale^n.
template <class Real>
[[nodiscard]] Real log_scaled_rising(const Real& z, double n, const Real& scale) {
  using std::log, std::log1p;
  if (n <= kMostRisingFactors) return log_gamma_ratio(z, n) - n * log(scale);
  const Real top = z + n;
  return (z - 0.5) * log1p(n / z) + n * (log(top / scale) - 1.0) + stirling_remainder(top) -
         stirling_remainder(z);
}

/// log of B(a, b + n) / B(a, b), n >= 0 and not necessarily whole.
template <class Real>
[[nodiscard]] Real log_beta_quotient(const Real& b, const Real& a, const Real& n) {
  using std::log1p;
  const Real total = a + b;
  const Real top = b + n;
  return (b - 0.5) * log1p(a / b) - (top - 0.5) * log1p(a / top) - a * log1p(n / total) +
         stirling_remainder(top) - stirling_remainder(top + a) - stirling_remainder(b) +
         stirling_remainder(total);
}

/// log of (b)_n / (a + b)_n = log of B(a, b + n) / B(a, b).
template <class Real>
[[nodiscard]] Real log_rising_quotient(const Real& b, const Real& a, double n) {
  if (n <= kMostRisingFactors) return log_gamma_ratio(b, n) - log_gamma_ratio(a + b, n);
  return log_beta_quotient(b, a, Real(n));
}

}  // namespace tenure::math
