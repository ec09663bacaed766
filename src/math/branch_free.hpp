/// exp, expm1, log and log1p without a branch or a table, for loops over many numbers: the compiler
/// turns them into vector instructions, and every machine gives the same bits, which no system's
/// mathematical library promises. Errors stay below 1 unit in the last place, those of expm1 below
/// 2.1.
#pragma once

#include <bit>
#include <cstdint>

#include "math/wide_vectors.hpp"

namespace tenure::math::branch_free {

// ln 2 in two parts, the first with 21 trailing zeros: multiples of it by an exponent are exact.
inline constexpr double kLn2High = 0x1.62e42feep-1;
inline constexpr double kLn2Low = 0x1.a39ef35793c76p-33;
inline constexpr double kLog2E = 0x1.71547652b82fep+0;
/// A double of this size has its units in its last bit: adding it rounds to a whole number.
inline constexpr double kUnits = 0x1.8p+52;

/// 2^n, for whole n within the range of normal numbers, given as n + kUnits.
TENURE_IN_EVERY_WIDTH [[nodiscard]] inline double power_of_two(double n_in_units) {
  return std::bit_cast<double>((std::bit_cast<std::uint64_t>(n_in_units) + 1023U) << 52U);
}

/// (e^r - 1 - r) / r^2 for |r| <= ln(2) / 2: Taylor's series, of which r^14 / 14! < 1e-17 is left.
TENURE_IN_EVERY_WIDTH [[nodiscard]] inline double exp_series(double r) {
  const double r2 = r * r;
  const double low = (1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120));
  const double middle = (1.0 / 720 + r * (1.0 / 5040)) + r2 * (1.0 / 40320 + r * (1.0 / 362880));
  const double high =
      (1.0 / 3628800 + r * (1.0 / 39916800)) + r2 * (1.0 / 479001600 + r * (1.0 / 6227020800));
  const double r4 = r2 * r2;
  return low + r4 * (middle + r4 * high);
}

/// All bits where x < 0, none elsewhere: a compiler makes branches of conditions on doubles, as
/// comparing them may raise a flag.
TENURE_IN_EVERY_WIDTH [[nodiscard]] inline std::uint64_t where_negative(double x) {
  return std::uint64_t{0} - (std::bit_cast<std::uint64_t>(x) >> 63U);
}

/// All bits for a NaN, none for any other number.
TENURE_IN_EVERY_WIDTH [[nodiscard]] inline std::uint64_t where_nan(double x) {
  constexpr std::uint64_t kInfinity = 0x7FF0000000000000U, kAllButSign = 0x7FFFFFFFFFFFFFFFU;
  return std::uint64_t{0} - ((kInfinity - (std::bit_cast<std::uint64_t>(x) & kAllButSign)) >> 63U);
}

/// e^x for x <= 709; 0 below e^-708, where normal numbers end; NaN for NaN.
TENURE_IN_EVERY_WIDTH [[nodiscard]] inline double exp(double x) {
  const double n = x * kLog2E + kUnits;
  const double whole = n - kUnits;
  const double r = (x - whole * kLn2High) - whole * kLn2Low;
  const double result = (1.0 + (r + r * r * exp_series(r))) * power_of_two(n);
  const std::uint64_t is_gone = where_negative(x + 708.0) & ~where_nan(x);
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(result) & ~is_gone);
}

/// e^x - 1 for 0 <= x, as long as it is finite.
TENURE_IN_EVERY_WIDTH [[nodiscard]] inline double expm1(double x) {
  const double n = x * kLog2E + kUnits;
  const double whole = n - kUnits;
  const double r = (x - whole * kLn2High) - whole * kLn2Low;
  const double half_scale = power_of_two(n - 1.0);  // the scale itself may be too large
  return 2.0 * (half_scale * (r + r * r * exp_series(r)) + (half_scale - 0.5));
}

/// log(x) + correction for normal x > 0.
TENURE_IN_EVERY_WIDTH [[nodiscard]] inline double log_and(double x, double correction) {
  // x = 2^n m with m in [sqrt(1/2), sqrt(2)).
  constexpr std::uint64_t kRootHalf = 0x3FE6A09E667F3BCDU;
  constexpr std::uint64_t kMantissa = 0x000FFFFFFFFFFFFFU;
  const std::uint64_t from_root = std::bit_cast<std::uint64_t>(x) - kRootHalf;
  const double m = std::bit_cast<double>((from_root & kMantissa) + kRootHalf);
  // The exponent, which may be negative: in the last bits of kUnits after an excess is taken off.
  constexpr std::uint64_t kExcess = 1024;
  const std::uint64_t shifted = (from_root + (kExcess << 52U)) >> 52U;
  const double n =
      std::bit_cast<double>(std::bit_cast<std::uint64_t>(0x1p52) | shifted) - (0x1p52 + kExcess);
  // log(1 + f) = f - f^2/2 + s (f^2/2 + series), s = f / (2 + f): 2 atanh(s) less its first term.
  const double f = m - 1.0;
  const double s = f / (2.0 + f);
  const double z = s * s;
  const double z2 = z * z;
  const double z4 = z2 * z2;
  const double low = (2.0 / 3 + z * (2.0 / 5)) + z2 * (2.0 / 7 + z * (2.0 / 9));
  const double middle = (2.0 / 11 + z * (2.0 / 13)) + z2 * (2.0 / 15 + z * (2.0 / 17));
  const double high = 2.0 / 19 + z * (2.0 / 21);
  const double series = z * (low + z4 * (middle + z4 * high));
  const double half_square = 0.5 * f * f;
  return n * kLn2High +
         (f - (half_square - (s * (half_square + series) + (n * kLn2Low + correction))));
}

TENURE_IN_EVERY_WIDTH [[nodiscard]] inline double log(double x) { return log_and(x, 0.0); }

/// log(1 + x) for 0 <= x.
TENURE_IN_EVERY_WIDTH [[nodiscard]] inline double log1p(double x) {
  const double sum = 1.0 + x;
  // What the sum has lost of its terms (Knuth's two-sum).
  const double added = sum - 1.0;
  const double lost = (1.0 - (sum - added)) + (x - added);
  return log_and(sum, lost / sum);
}

}  // namespace tenure::math::branch_free
