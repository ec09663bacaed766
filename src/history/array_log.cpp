#include "history/array_log.hpp"

#include <algorithm>
#include <string>

#include "tenure/error.hpp"

namespace tenure {
namespace {

constexpr std::size_t rows_a_slice = 1 << 16;

using Amounts = decltype(PurchaseArrays::amounts);

std::size_t rows_of(const PurchaseArrays& log) {
  return std::visit([](const auto& ids) { return ids.size(); }, log.clients);
}

template <typename T>
std::span<const T> piece(std::span<const T> column, std::size_t begin, std::size_t rows) {
  return column.empty() ? column : column.subspan(begin, rows);
}

bool is_there(const Amounts& amounts) {
  return std::visit([](const auto& column) { return !column.empty(); }, amounts);
}

/// Scratch of one column of amounts.
class AmountSlices {
 public:
  AmountSlices(const Amounts& amounts, const char* name, int decimals)
      : amounts_(amounts), name_(name), decimals_(decimals) {}

  /// The slice as it was given, if in currency units.
  [[nodiscard]] std::span<const double> units(std::size_t begin, std::size_t rows) const {
    const auto* given = std::get_if<std::span<const double>>(&amounts_);
    return given == nullptr ? std::span<const double>() : piece(*given, begin, rows);
  }

  /// The slice in minor units; marks the rounded ones.
  std::span<const std::int64_t> read(std::size_t begin, std::size_t rows, std::int64_t first_row,
                                     std::vector<std::uint8_t>& rounded) {
    if (const auto* minor = std::get_if<std::span<const std::int64_t>>(&amounts_)) {
      return piece(*minor, begin, rows);
    }
    to_minor(units(begin, rows), decimals_, double_precision, name_, first_row, minor_, rounded);
    return minor_;
  }

 private:
  const Amounts& amounts_;
  const char* name_;
  int decimals_;
  std::vector<std::int64_t> minor_;
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

void read_arrays(const PurchaseArrays& log, StagedRows& staged) {
  check_lengths(log);
  const std::size_t rows = rows_of(log);
  const int decimals = staged.options().currency.decimals;
  AmountSlices amounts(log.amounts, "amount", decimals);
  AmountSlices costs(log.costs, "cost", decimals);
  std::vector<std::uint8_t> rounded;
  const std::int64_t first_row = staged.tally().rows_read;
  for (std::size_t begin = 0; begin < rows; begin += rows_a_slice) {
    const std::size_t size = std::min(rows_a_slice, rows - begin);
    const std::int64_t row = first_row + static_cast<std::int64_t>(begin);
    rounded.assign(size, 0);
    RowSlice slice;
    slice.rows = size;
    std::visit([&](const auto& ids) { slice.clients = piece(ids, begin, size); }, log.clients);
    slice.client_present = piece(log.client_present, begin, size);
    slice.days = piece(log.days, begin, size);
    slice.has_amounts = is_there(log.amounts);
    slice.has_costs = is_there(log.costs);
    if (slice.has_amounts) slice.amounts = amounts.read(begin, size, row, rounded);
    if (slice.has_costs) slice.costs = costs.read(begin, size, row, rounded);
    slice.amount_units = amounts.units(begin, size);
    slice.cost_units = costs.units(begin, size);
    slice.rounded = rounded;
    slice.orders = piece(log.order_ids, begin, size);
    slice.categories = piece(log.categories, begin, size);
    slice.channels = piece(log.channels, begin, size);
    slice.quantities = piece(log.quantities, begin, size);
    staged.take(slice);
    if (begin == 0) staged.reserve(rows - size);
  }
}

}  // namespace tenure
