#include "history/money.hpp"

#include <array>
#include <cmath>

namespace tenure {
namespace {

constexpr std::array<std::int64_t, 19> powers_of_ten = [] {
  std::array<std::int64_t, 19> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

}  // namespace

std::int64_t power_of_ten(int decimals) {
  return powers_of_ten[static_cast<std::size_t>(decimals)];
}

Minor minor_from_double(double units, int decimals, double epsilon) noexcept {
  if (!std::isfinite(units)) return {no_amount, Minor::Outcome::missing};
  const auto scale = static_cast<double>(powers_of_ten[static_cast<std::size_t>(decimals)]);
  const double scaled = units * scale;
  constexpr double limit = 9223372036854775808.0;  // 2^63
  if (!(std::fabs(scaled) < limit)) return {no_amount, Minor::Outcome::overflow};
  // The product is rounded: where it seems to lie on a half, its error tells the side.
  double nearest = std::round(scaled);
  if (std::fabs(scaled - std::trunc(scaled)) == 0.5) {
    const double error = std::fma(units, scale, -scaled);
    if (error != 0 && std::signbit(error) != std::signbit(scaled)) nearest = std::trunc(scaled);
  }
  const bool rounded = std::fabs(scaled - nearest) > std::fabs(scaled) * epsilon;
  return {static_cast<std::int64_t>(nearest),
          rounded ? Minor::Outcome::rounded : Minor::Outcome::exact};
}

Minor minor_from_decimal(Int128 unscaled, int scale, int decimals) noexcept {
  const auto fits = [](Int128 value) { return value <= largest && value >= -Int128{largest}; };
  constexpr Minor overflow{no_amount, Minor::Outcome::overflow};
  const int shift = decimals - scale;
  if (shift >= 0) {
    Int128 value = unscaled;
    for (int i = 0; i < shift && value != 0 && fits(value); ++i) value *= 10;
    if (!fits(value)) return overflow;
    return {static_cast<std::int64_t>(value), Minor::Outcome::exact};
  }
  constexpr int most_digits = 38;  // 10^38 is the last power of ten in 128 bits
  if (shift < -most_digits) {
    return {0, unscaled == 0 ? Minor::Outcome::exact : Minor::Outcome::rounded};
  }
  Int128 divisor = 1;
  for (int i = 0; i < -shift; ++i) divisor *= 10;
  Int128 value = unscaled / divisor;
  const Int128 rest = unscaled % divisor;
  const Int128 magnitude = rest < 0 ? -rest : rest;
  if (magnitude >= divisor - magnitude) value += rest < 0 ? -1 : 1;
  if (!fits(value)) return overflow;
  return {static_cast<std::int64_t>(value),
          rest == 0 ? Minor::Outcome::exact : Minor::Outcome::rounded};
}

}  // namespace tenure
