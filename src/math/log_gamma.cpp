#include "math/log_gamma.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tenure::math {
namespace {

// Factors multiplied before a logarithm is taken: 8 of them stay below 1e300 for z to 1e37.
constexpr int kFactorsPerLog = 8;

/// The asymptotic series of the remainder. For z >= kStirlingFrom.
Jet remainder_series(double z) {
  const double u = 1.0 / z;
  const double w = u * u;
  const auto series = [w](double c1, double c3, double c5, double c7, double c9, double c11) {
    return c1 + w * (c3 + w * (c5 + w * (c7 + w * (c9 + w * c11))));
  };
  const auto [kB1, kB3, kB5, kB7, kB9, kB11] = kStirlingSeries;
  return {u * series(kB1, kB3, kB5, kB7, kB9, kB11),
          -w * series(kB1, 3 * kB3, 5 * kB5, 7 * kB7, 9 * kB9, 11 * kB11),
          w * u * series(2 * kB1, 12 * kB3, 30 * kB5, 56 * kB7, 90 * kB9, 132 * kB11)};
}

/// What Stirling's formula says: (z - 1/2) log z - z + log(2 pi) / 2.
Jet stirling_main(double z) {
  const double u = 1.0 / z;
  const double log_z = std::log(z);
  return {(z - 0.5) * log_z - z + 0.5 * std::log(2.0 * std::numbers::pi), log_z - 0.5 * u,
          u + 0.5 * u * u};
}

/// log Gamma(z + n) / Gamma(z) for z >= kStirlingFrom.
Jet stirling_ratio(double z, double n) {
  const double top = z + n;
  const Jet above = remainder_series(top);
  const Jet below = remainder_series(z);
  const double growth = std::log1p(n / z);
  const double gap = n / (z * top);  // 1/z - 1/(z + n)
  return {(z - 0.5) * growth + n * (std::log(top) - 1.0) + (above.value - below.value),
          growth + 0.5 * gap + (above.first - below.first),
          -gap - 0.5 * gap * (1.0 / z + 1.0 / top) + (above.second - below.second)};
}

/// log of z (z + 1) ... (z + count - 1).
Jet log_rising_product(double z, int count) {
  Jet sum{};
  for (int done = 0; done < count; done += kFactorsPerLog) {
    double product = 1.0;
    for (int i = done; i < std::min(count, done + kFactorsPerLog); ++i) {
      const double factor = z + i;
      const double inverse = 1.0 / factor;
      product *= factor;
      sum.first += inverse;
      sum.second -= inverse * inverse;
    }
    sum.value += std::log(product);
  }
  return sum;
}

Jet operator+(const Jet& a, const Jet& b) {
  return {a.value + b.value, a.first + b.first, a.second + b.second};
}
Jet operator-(const Jet& a, const Jet& b) {
  return {a.value - b.value, a.first - b.first, a.second - b.second};
}

/// Gamma is shifted by whole steps until Stirling's series holds.
int steps_to_stirling(double z) {
  return z >= kStirlingFrom ? 0 : static_cast<int>(std::ceil(kStirlingFrom - z));
}

}  // namespace

Jet log_gamma_jet(double z) {
  const int steps = steps_to_stirling(z);
  const double top = z + steps;
  const Jet main = stirling_main(top) + remainder_series(top);
  return steps == 0 ? main : main - log_rising_product(z, steps);
}

Jet log_gamma_ratio_jet(double z, double n) {
  const int steps = steps_to_stirling(z);
  if (n == std::floor(n)) {
    if (n <= kStirlingFrom) return log_rising_product(z, static_cast<int>(n));
    if (steps == 0) return stirling_ratio(z, n);
    return log_rising_product(z, steps) + stirling_ratio(z + steps, n - steps);
  }
  if (steps == 0) return stirling_ratio(z, n);
  return log_rising_product(z, steps) - log_rising_product(z + n, steps) +
         stirling_ratio(z + steps, n);
}

Jet stirling_remainder_jet(double z) {
  return z >= kStirlingFrom ? remainder_series(z) : log_gamma_jet(z) - stirling_main(z);
}

double log_gamma(double z) { return log_gamma_jet(z).value; }
double digamma(double z) { return log_gamma_jet(z).first; }
double trigamma(double z) { return log_gamma_jet(z).second; }
double stirling_remainder(double z) { return stirling_remainder_jet(z).value; }
double log_gamma_ratio(double z, double n) { return log_gamma_ratio_jet(z, n).value; }

double log_beta(double a, double b) {
  const double smaller = std::min(a, b);
  return log_gamma(smaller) - log_gamma_ratio(std::max(a, b), smaller);
}

double log_nbd_coefficient(double z, double k) {
  if (z > k) return log_gamma_ratio(z, k) - log_factorial(k);
  // For k > z, as a product of z over k: its logarithm is small beside that of k!.
  const int factors = static_cast<int>(std::min<double>(k, kStirlingFrom));
  double product = 1.0;
  for (int i = 0; i < factors; ++i) product *= (z + i) / (1 + i);
  if (k <= kStirlingFrom) return std::log(product);
  return std::log(product) + stirling_ratio(k + 1.0, z - 1.0).value -
         stirling_ratio(kStirlingFrom + 1.0, z - 1.0).value;
}

}  // namespace tenure::math
