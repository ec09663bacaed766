/// Amounts to minor units and back: exact integers, overflow checked.
#pragma once

#include <cstdint>
#include <limits>

#include "base/int128.hpp"

namespace tenure {

/// Marks an amount that is missing; no amount has this value.
inline constexpr std::int64_t no_amount = std::numeric_limits<std::int64_t>::min();

struct Minor {
  enum class Outcome : std::uint8_t { exact, rounded, missing, overflow };
  std::int64_t value;
  Outcome outcome;
};

/// 10^decimals; 0 <= decimals <= 18.
[[nodiscard]] std::int64_t power_of_ten(int decimals);

/// The minor amount nearest to `units`, half away from zero; `missing` unless it is finite.
/// `epsilon`: the relative precision of the source; what is finer is not counted as rounded.
[[nodiscard]] Minor minor_from_double(double units, int decimals, double epsilon) noexcept;

/// From unscaled x 10^-scale.
[[nodiscard]] Minor minor_from_decimal(Int128 unscaled, int scale, int decimals) noexcept;

/// Currency units, rounded once.
[[nodiscard]] inline double units_from_minor(std::int64_t minor, int decimals) {
  return static_cast<double>(minor) / static_cast<double>(power_of_ten(decimals));
}

}  // namespace tenure
