/// Columns of an Arrow stream as days, amounts, numbers and texts, whatever type they came in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/arrow_column.hpp"
#include "history/day_rule.hpp"

namespace tenure {

/// A column that was asked for: where it is in the stream.
struct FoundColumn {
  ArrowColumn column;
  std::int64_t index;
  [[nodiscard]] ArrowType::Kind kind() const { return column.type().kind; }
};

/// The column of that name; none if `name` is empty. Throws Error(invalid_argument) if there is
/// none, or several.
[[nodiscard]] std::optional<FoundColumn> find_column(const ArrowSchema& schema,
                                                     const std::string& name);

// Each throws Error(invalid_argument) naming a column whose type it cannot be.
void check_client_type(const FoundColumn& column);
void check_day_type(const FoundColumn& column, const DayClock& clock);
void check_number_type(const FoundColumn& column);
void check_minor_type(const FoundColumn& column);  ///< integers, which count minor units
void check_text_type(const FoundColumn& column);
void check_flag_type(const FoundColumn& column);

// Each fills `out` with an entry for each of `values`, which were read of `column` and whose first
// is row `first_row` of the stream.

/// `no_day` where there is none. A text that is no day is none if `drops_invalid`, else
/// Error(invalid_data).
void read_days(const ArrowColumn& column, const ArrowValues& values, std::int64_t first_row,
               DayClock& clock, bool drops_invalid, std::vector<std::int32_t>& out);

/// How amounts are counted.
struct AmountScale {
  int decimals;          ///< of the currency
  int integer_decimals;  ///< of the unit of amounts that are integers
};
/// `no_amount` where there is none; 1 in `rounded` where one was finer than a minor unit.
void read_minor(const ArrowColumn& column, const ArrowValues& values, std::int64_t first_row,
                const AmountScale& scale, std::vector<std::int64_t>& out,
                std::vector<std::uint8_t>& rounded);

/// NaN where there is none.
void read_doubles(const ArrowColumn& column, const ArrowValues& values, std::vector<double>& out);

/// Leaves the texts in `values`, "" where there is none; integers become their decimal text, which
/// `owned` holds.
void read_texts(const ArrowColumn& column, ArrowValues& values, std::vector<std::string>& owned);

}  // namespace tenure
