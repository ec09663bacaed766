/// log of B(a, b + n) / B(a, b), to full relative accuracy: where next to nothing is lost, 1 minus
/// the quotient has as many digits as the quotient itself.
#pragma once

#include <array>
#include <cmath>

#include "math/dual.hpp"
#include "math/log_gamma.hpp"

namespace tenure::math {
namespace detail {

/// log (1 - w), w = a n / ((z + a) (z + n)), the second difference of log z.
template <class Real>
[[nodiscard]] Real second_difference_of_log(const Real& z, const Real& a, const Real& n) {
  using std::log, std::log1p;
  const Real lost = a / (a + z) * (n / (n + z));
  if (value_of(lost) < 0.5) return log1p(-lost);
  return log(z / (z + a) * ((z + a + n) / (z + n)));
}

/// The second difference f(z + a + n) - f(z + a) - f(z + n) + f(z) of the remainder of Stirling's
/// formula, for z >= kStirlingFrom. Powers of 1 / z are raised by recurrences between the
/// differences, of which every term is positive: taken directly, they would cancel.
template <class Real>
[[nodiscard]] Real second_difference_of_remainder(const Real& z, const Real& a, const Real& n) {
  const Real p = 1.0 / z;
  const Real q = 1.0 / (z + a);
  const Real u = 1.0 / (z + n);
  const Real v = 1.0 / (z + a + n);
  const Real fall = a * u * v;                              // u - v
  const Real fall_q = n * q * v;                            // q - v
  const Real fall_p = n * p * u;                            // p - u
  Real power_q = q;                                         // q^m
  Real power_v = v;                                         // v^m
  Real of_u = fall;                                         // u^m - v^m
  Real of_q = fall_q;                                       // q^m - v^m
  const Real second = n * (a * p * q) * (u + v * (z * u));  // (p - q) - (u - v)
  Real difference = second;                                 // (p^m - q^m) - (u^m - v^m)
  Real sum = kStirlingSeries[0] * difference;
  for (int m = 1; m < 11; ++m) {
    difference = p * difference + fall_p * of_u + second * power_q + fall * of_q;
    of_u = u * of_u + fall * power_v;
    of_q = q * of_q + fall_q * power_v;
    power_q = power_q * q;
    power_v = power_v * v;
    if (m % 2 == 0) sum += kStirlingSeries[static_cast<std::size_t>(m / 2)] * difference;
  }
  return sum;
}

}  // namespace detail

/// log of B(a, b + n) / B(a, b) = log of Gamma(b + n) Gamma(a + b) / (Gamma(b) Gamma(a + b + n)),
/// n >= 0 and not necessarily whole: minus the second difference of log Gamma. It is a sum of
/// terms of one sign.
template <class Real>
[[nodiscard]] Real log_beta_quotient(const Real& b, const Real& a, const Real& n) {
  using std::log1p;
  Real sum(0.0);
  Real z = b;
  for (; value_of(z) < kStirlingFrom; z = z + 1.0) {
    sum += detail::second_difference_of_log(z, a, n);
  }
  const Real of_log = detail::second_difference_of_log(z, a, n);
  const Real of_z_log_z = z * of_log + a * log1p(n / (z + a)) + n * log1p(a / (z + n));
  return sum - (of_z_log_z - 0.5 * of_log + detail::second_difference_of_remainder(z, a, n));
}

}  // namespace tenure::math
