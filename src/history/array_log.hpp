/// A purchase log that came as plain arrays.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "history/money.hpp"
#include "history/staged_rows.hpp"
#include <tenure/portfolio.hpp>

namespace tenure {

/// Throws Error(invalid_argument) naming the column unless the columns are equally long.
void check_lengths(const PurchaseArrays& log);

/// Reads a log into `staged`, in slices so that little memory is used beside it.
void read_arrays(const PurchaseArrays& log, StagedRows& staged, const Execution& execution);

/// Amounts in currency units to minor units: `minor[i]`, and 1 in `rounded[i]` where the amount
/// was finer. Throws Error(invalid_data) for one that is too large, of row `first_row + i`.
void to_minor(std::span<const double> units, int decimals, double epsilon, const char* column,
              std::int64_t first_row, std::vector<std::int64_t>& minor,
              std::vector<std::uint8_t>& rounded);

/// The same for one amount that was converted.
std::int64_t checked_minor(const Minor& minor, const char* column, std::int64_t row,
                           std::uint8_t& rounded);

inline constexpr double double_precision = 0x1p-50;
inline constexpr double float_precision = 0x1p-22;

}  // namespace tenure
