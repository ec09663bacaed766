/// The logarithm of the gamma function and of its ratios, without the cancellation of
/// lgamma(z + n) - lgamma(z) at large z, and without the process-wide `signgam` of std::lgamma.
/// All arguments are positive (n >= 0).
#pragma once

#include <array>

#include "math/dual.hpp"

namespace tenure::math {

/// From here up the asymptotic series below is exact to double precision.
inline constexpr int kStirlingFrom = 16;
/// Coefficients of 1/z, 1/z^3, ... in what Stirling's formula leaves of log Gamma(z): Abramowitz &
/// Stegun 6.1.41.
inline constexpr std::array kStirlingSeries{1.0 / 12,    -1.0 / 360, 1.0 / 1260,
                                            -1.0 / 1680, 1.0 / 1188, -691.0 / 360360};

/// A function's value and its first two derivatives.
struct Jet {
  double value;
  double first;
  double second;
};

/// log Gamma(z), digamma(z), trigamma(z).
[[nodiscard]] Jet log_gamma_jet(double z);
/// log Gamma(z + n) / Gamma(z), differentiated by z. Exact products when n is a whole number.
[[nodiscard]] Jet log_gamma_ratio_jet(double z, double n);

/// What Stirling's formula leaves: log Gamma(z) - ((z - 1/2) log z - z + log(2 pi) / 2).
[[nodiscard]] Jet stirling_remainder_jet(double z);

[[nodiscard]] double log_gamma(double z);
[[nodiscard]] double digamma(double z);
[[nodiscard]] double trigamma(double z);

[[nodiscard]] double stirling_remainder(double z);
/// log Gamma(z + n) / Gamma(z): the log of Pochhammer's symbol if n is a whole number.
[[nodiscard]] double log_gamma_ratio(double z, double n);
/// log B(a, b).
[[nodiscard]] double log_beta(double a, double b);
/// log n!, n a whole number.
[[nodiscard]] inline double log_factorial(double n) { return log_gamma_ratio(1.0, n); }
/// log Gamma(z + k) / (Gamma(z) k!), k a whole number: the coefficient of the NBD.
[[nodiscard]] double log_nbd_coefficient(double z, double k);

template <int N>
Dual2<N> log_gamma(const Dual2<N>& z) {
  const Jet jet = log_gamma_jet(z.value);
  return chain(z, jet.value, jet.first, jet.second);
}
template <int N>
Dual2<N> stirling_remainder(const Dual2<N>& z) {
  const Jet jet = stirling_remainder_jet(z.value);
  return chain(z, jet.value, jet.first, jet.second);
}
template <int N>
Dual2<N> log_gamma_ratio(const Dual2<N>& z, double n) {
  const Jet jet = log_gamma_ratio_jet(z.value, n);
  return chain(z, jet.value, jet.first, jet.second);
}
template <int N>
Dual2<N> log_beta(const Dual2<N>& a, const Dual2<N>& b) {
  Dual2<N> result = log_gamma(a) + log_gamma(b) - log_gamma(a + b);
  result.value = log_beta(a.value, b.value);
  return result;
}
template <int N>
Dual2<N> log_nbd_coefficient(const Dual2<N>& z, double k) {
  const Jet ratio = log_gamma_ratio_jet(z.value, k);
  return chain(z, log_nbd_coefficient(z.value, k), ratio.first, ratio.second);
}

}  // namespace tenure::math
