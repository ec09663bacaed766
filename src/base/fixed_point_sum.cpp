#include "base/fixed_point_sum.hpp"

#include <bit>
#include <cmath>
#include <cstdint>

#include "tenure/error.hpp"

namespace tenure {
namespace {

constexpr int fraction_bits = 64;
constexpr int mantissa_bits = 53;
constexpr int lowest_exponent = -1074;  // of the last bit of the smallest numbers
constexpr double largest = 0x1p62;

/// The multiple of 2^-64 nearest to `term`, half away from zero; |term| < 2^62.
Int128 fixed_point(double term) {
  const auto bits = std::bit_cast<std::uint64_t>(term);
  const auto exponent = static_cast<int>(bits >> (mantissa_bits - 1) & 0x7FF);
  if (exponent == 0) return 0;  // zero, or below 2^-1022
  const std::uint64_t leading = std::uint64_t{1} << (mantissa_bits - 1);
  const auto mantissa = static_cast<Int128>((bits & (leading - 1)) | leading);
  const int shift = exponent - 1 + lowest_exponent + fraction_bits;
  if (shift < -mantissa_bits) return 0;
  const Int128 magnitude = shift >= 0
                               ? mantissa << shift
                               : (mantissa + (static_cast<Int128>(1) << (-shift - 1))) >> -shift;
  return term < 0.0 ? -magnitude : magnitude;
}

}  // namespace

void FixedPointSum::add(double term, double times) {
  // Whole times are added as so many terms; the limit keeps their product within 128 bits.
  if (!(std::fabs(term) * std::fmax(times, 1.0) < largest)) refuse();
  const bool whole = times < largest && times == std::floor(times);
  FixedPointSum addend;
  addend.sum_ = whole ? fixed_point(term) * static_cast<Int128>(times) : fixed_point(term * times);
  add(addend);
}

void FixedPointSum::refuse() {
  throw Error(Status::invalid_data, "a sum of logarithms is above any that times can have");
}

double FixedPointSum::mean(double terms) const noexcept {
  if (terms != std::floor(terms) || !(terms < largest)) return value() / terms;
  const auto divisor = static_cast<Int128>(terms);
  const Int128 magnitude = sum_ < 0 ? -sum_ : sum_;
  FixedPointSum quotient;
  quotient.sum_ = (magnitude + divisor / 2) / divisor;
  return sum_ < 0 ? -quotient.value() : quotient.value();
}

double FixedPointSum::value() const noexcept { return static_cast<double>(sum_) * 0x1p-64; }

}  // namespace tenure
