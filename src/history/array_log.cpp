#include "history/array_log.hpp"

#include <algorithm>
#include <string>

#include "tenure/error.hpp"

namespace tenure {
namespace {

constexpr std::size_t array_rows_a_slice = 1 << 15;  // stays in the cache of one core
constexpr std::size_t slices_a_batch = 1 << 6;       // work for many cores, and some megabytes

using Amounts = decltype(PurchaseArrays::amounts);

std::size_t rows_of(const PurchaseArrays& log) {
  return std::visit([](const auto& ids) { return ids.size(); }, log.clients);
}

template <typename T>
std::span<const T> piece(std::span<const T> column, std::size_t begin, std::size_t rows) {
  return column.empty() ? column : column.subspan(begin, rows);
}

/// A slice of a log and what it refers to.
class ArraySlice {
 public:
  const RowSlice& read(const PurchaseArrays& log, std::size_t begin, std::size_t rows,
                       std::int64_t first_row, int decimals) {
    slice_.rows = rows;
    slice_.first_row = first_row;
    std::visit([&](const auto& ids) { slice_.clients = piece(ids, begin, rows); }, log.clients);
    slice_.client_present = piece(log.client_present, begin, rows);
    slice_.days = piece(log.days, begin, rows);
    rounded_.assign(rows, 0);
    const auto read_column = [&](const Amounts& given, const char* name, bool& there,
                                 std::span<const double>& units, std::vector<std::int64_t>& minor,
                                 std::span<const std::int64_t>& column) {
      if (const auto* whole = std::get_if<std::span<const std::int64_t>>(&given)) {
        there = !whole->empty();
        column = piece(*whole, begin, rows);
        return;
      }
      units = piece(std::get<std::span<const double>>(given), begin, rows);
      there = !units.empty();
      if (there) to_minor(units, decimals, double_precision, name, first_row, minor, rounded_);
      column = minor;
    };
    read_column(log.amounts, "amount", slice_.has_amounts, slice_.amount_units, amounts_,
                slice_.amounts);
    read_column(log.costs, "cost", slice_.has_costs, slice_.cost_units, costs_, slice_.costs);
    slice_.rounded = rounded_;
    slice_.orders = piece(log.order_ids, begin, rows);
    slice_.categories = piece(log.categories, begin, rows);
    slice_.channels = piece(log.channels, begin, rows);
    slice_.quantities = piece(log.quantities, begin, rows);
    return slice_;
  }

 private:
  RowSlice slice_;
  std::vector<std::int64_t> amounts_, costs_;
  std::vector<std::uint8_t> rounded_;
};

}  // namespace

std::int64_t checked_minor(const Minor& minor, const char* column, std::int64_t row,
                           std::uint8_t& rounded) {
  if (minor.outcome == Minor::Outcome::overflow) {
    throw Error(Status::invalid_data,
                std::string(column) + " in row " + std::to_string(row) +
                    " is too large for 64-bit minor units",
                column, row);
  }
  if (minor.outcome == Minor::Outcome::rounded) rounded = 1;
  return minor.value;
}

void to_minor(std::span<const double> units, int decimals, double epsilon, const char* column,
              std::int64_t first_row, std::vector<std::int64_t>& minor,
              std::vector<std::uint8_t>& rounded) {
  minor.resize(units.size());
  rounded.resize(units.size());
  for (std::size_t i = 0; i < units.size(); ++i) {
    minor[i] = checked_minor(minor_from_double(units[i], decimals, epsilon), column,
                             first_row + static_cast<std::int64_t>(i), rounded[i]);
  }
}

void check_lengths(const PurchaseArrays& log) {
  const std::size_t rows = rows_of(log);
  const auto check = [&](std::size_t size, const char* column, bool required) {
    if (size != rows && (size != 0 || required)) {
      throw Error(Status::invalid_argument,
                  std::string(column) + " has " + std::to_string(size) + " rows, client " +
                      std::to_string(rows),
                  column);
    }
  };
  const auto size_of = [](const Amounts& amounts) {
    return std::visit([](const auto& column) { return column.size(); }, amounts);
  };
  check(log.client_present.size(), "client_present", false);
  check(log.days.size(), "day", true);
  check(size_of(log.amounts), "amount", false);
  check(size_of(log.costs), "cost", false);
  check(log.order_ids.size(), "order_id", false);
  check(log.categories.size(), "category", false);
  check(log.channels.size(), "channel", false);
  check(log.quantities.size(), "quantity", false);
}

void read_arrays(const PurchaseArrays& log, StagedRows& staged, const Execution& execution) {
  check_lengths(log);
  const std::size_t rows = rows_of(log);
  const int decimals = staged.options().currency.decimals;
  const std::int64_t first_row = staged.tally().rows_read;
  staged.expect(rows);
  std::vector<ArraySlice> slices(
      std::min(slices_a_batch, (rows + array_rows_a_slice - 1) / array_rows_a_slice));
  for (std::size_t begin = 0; begin < rows; begin += slices.size() * array_rows_a_slice) {
    const std::size_t count = std::min(slices.size(), (rows - begin - 1) / array_rows_a_slice + 1);
    const auto read = [&](std::size_t i) -> const RowSlice& {
      const std::size_t from = begin + i * array_rows_a_slice;
      return slices[i].read(log, from, std::min(array_rows_a_slice, rows - from),
                            first_row + static_cast<std::int64_t>(from), decimals);
    };
    staged.take(count, read, execution);
  }
}

}  // namespace tenure
