#include "math/expm1_ratio.hpp"

#include <cmath>

namespace tenure::math {
namespace {

// Within this distance of 0 the Taylor series is used: outside it the recurrences for the
// derivatives lose at most two digits.
constexpr double kSeriesBelow = 0.5;
constexpr int kSeriesTerms = 16;  // 0.5^16 / 17! < 1e-19

/// (exp(z) - 1) / z = sum of z^k / (k + 1)!, term by term differentiated.
Jet series(double z) {
  Jet sum{};
  double power = 1.0;  // z^k
  double inverse_factorial = 1.0;
  for (int k = 0; k < kSeriesTerms; ++k) {
    inverse_factorial /= k + 1;
    sum.value += power * inverse_factorial;
    // z^k is also the first derivative of z^(k+1) / (k+1), the second of z^(k+2) / ((k+1)(k+2)).
    const double next = inverse_factorial / (k + 2);
    sum.first += power * (k + 1) * next;
    sum.second += power * (k + 1) * (k + 2) * next / (k + 3);
    power *= z;
  }
  return sum;
}

}  // namespace

double expm1_ratio(double z) { return z == 0.0 ? 1.0 : std::expm1(z) / z; }

Jet expm1_ratio_jet(double z) {
  if (std::abs(z) < kSeriesBelow) return series(z);
  const double value = expm1_ratio(z);
  const double exponential = std::exp(z);
  const double first = (exponential - value) / z;
  return {value, first, (exponential - 2.0 * first) / z};
}

}  // namespace tenure::math
