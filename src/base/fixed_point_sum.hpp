/// A sum in which neither the order of its terms nor how they were divided shows.
#pragma once

#include <cstdint>

#include "base/int128.hpp"

namespace tenure {

/// Terms are rounded to a multiple of 2^-64, which keeps every bit of one above 2^-11, and then
/// added as integers: sums of parts are the sum of the whole to the bit.
class FixedPointSum {
 public:
  FixedPointSum() = default;
  /// From the two halves that `high` and `low` gave.
  FixedPointSum(std::int64_t high, std::uint64_t low)
      : sum_(static_cast<Int128>(static_cast<UnsignedInt128>(high) << 64 | low)) {}

  /// Whether a number can be the high half of a sum.
  [[nodiscard]] static bool is_high(std::int64_t high) noexcept {
    constexpr std::int64_t limit = std::int64_t{1} << 62;
    return high >= -limit && high < limit;
  }

  /// Adds `term`, a finite number, `times` times, which is above 0. Throws Error(invalid_data) if
  /// the sum reaches 2^62.
  void add(double term, double times = 1.0);
  void add(const FixedPointSum& other) {
    sum_ += other.sum_;  // both below 2^126: no overflow
    if (!is_high(high())) refuse();
  }
  /// The sum divided by a number of terms above 0; if that is a whole number the quotient is
  /// rounded to a multiple of 2^-64 first, so that as many terms of this mean have it again.
  [[nodiscard]] double mean(double terms) const noexcept;
  /// The double nearest to the sum.
  [[nodiscard]] double value() const noexcept;

  [[nodiscard]] std::int64_t high() const noexcept { return static_cast<std::int64_t>(sum_ >> 64); }
  [[nodiscard]] std::uint64_t low() const noexcept { return static_cast<std::uint64_t>(sum_); }
  friend bool operator==(const FixedPointSum&, const FixedPointSum&) = default;

 private:
  [[noreturn]] static void refuse();

  Int128 sum_ = 0;
};

}  // namespace tenure
