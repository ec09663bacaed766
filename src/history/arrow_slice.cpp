#include "history/arrow_slice.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "base/text.hpp"
#include "history/array_log.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

using Kind = ArrowType::Kind;

/// Of a column of reals: its values, 0 where there is none.
std::span<const double> units_of(const ArrowLogColumns::Column& column, const ArrowValues& values) {
  return column && column->kind() == Kind::real ? values.reals : std::span<const double>();
}

}  // namespace

const RowSlice& ArrowSlice::read(std::size_t begin, std::size_t rows, std::int64_t first_row) {
  const ArrowLogColumns& in = columns_;
  for (const auto& [column, values] :
       {std::pair{&in.client, &values_.client}, std::pair{&in.day, &values_.day},
        std::pair{&in.amount, &values_.amount}, std::pair{&in.cost, &values_.cost},
        std::pair{&in.margin, &values_.margin}, std::pair{&in.order, &values_.order},
        std::pair{&in.category, &values_.category}, std::pair{&in.channel, &values_.channel},
        std::pair{&in.quantity, &values_.quantity}}) {
    if (*column) (*column)->column.read(begin, rows, *values);
  }
  slice_ = {};
  slice_.rows = rows;
  slice_.first_row = first_row;
  slice_.names = in.names;
  read_clients();
  read_days();
  rounded_.assign(rows, 0);
  slice_.has_amounts = in.amount.has_value();
  slice_.has_costs = in.cost || in.margin;
  if (in.amount) read_amounts(in.amount, values_.amount, amounts_);
  if (in.cost) read_amounts(in.cost, values_.cost, costs_);
  if (in.margin) read_costs_from_margins();
  slice_.amounts = amounts_;
  slice_.costs = costs_;
  slice_.amount_units = units_of(in.amount, values_.amount);
  slice_.cost_units = units_of(in.cost, values_.cost);
  slice_.rounded = rounded_;
  read_texts(in.order, values_.order, order_texts_, slice_.orders);
  read_texts(in.category, values_.category, category_texts_, slice_.categories);
  read_texts(in.channel, values_.channel, channel_texts_, slice_.channels);
  read_quantities();
  return slice_;
}

void ArrowSlice::read_clients() {
  ArrowValues& values = values_.client;
  slice_.client_present = values.present;
  if (columns_.client->kind() == Kind::text) {
    slice_.clients = std::span<const std::string_view>(values.texts);
  } else {
    values.integers.resize(slice_.rows);  // of the null type: none is present
    slice_.clients = std::span<const std::int64_t>(values.integers);
  }
}

void ArrowSlice::read_days() {
  days_.assign(slice_.rows, PurchaseArrays::no_day);
  const ArrowLogColumns::Found& column = *columns_.day;
  const Kind kind = column.kind();
  const ArrowValues& values = values_.day;
  const std::int64_t ticks = column.column.type().ticks_per_second;
  constexpr std::int64_t lowest = std::numeric_limits<std::int32_t>::min() + 1;
  constexpr std::int64_t highest = std::numeric_limits<std::int32_t>::max();
  for (std::size_t i = 0; i < slice_.rows; ++i) {
    if (values.present[i] == 0) continue;
    if (kind == Kind::text) {
      days_[i] = parse_day(values.texts[i], slice_.first_row + static_cast<std::int64_t>(i));
    } else if (kind == Kind::integer) {
      days_[i] = parse_day(std::to_string(values.integers[i]),
                           slice_.first_row + static_cast<std::int64_t>(i));
    } else if (kind == Kind::day) {
      days_[i] = static_cast<std::int32_t>(std::clamp(values.integers[i], lowest, highest));
    } else {
      const std::int64_t value = values.integers[i];
      const std::int64_t seconds = value / ticks - (value % ticks < 0 ? 1 : 0);
      days_[i] = kind == Kind::instant ? clock_.day_of_instant(seconds)
                                       : clock_.day_of_wall_clock(seconds);
    }
  }
  slice_.days = days_;
}

std::int32_t ArrowSlice::parse_day(std::string_view text, std::int64_t row) const {
  if (text.empty()) return PurchaseArrays::no_day;
  try {
    return Day::parse(text).since_epoch;
  } catch (const Error& error) {
    if (columns_.drops_invalid_rows) return PurchaseArrays::no_day;
    throw Error(Status::invalid_data,
                "column " + quoted(columns_.day->column.name()) + " in row " + std::to_string(row) +
                    ": " + error.what(),
                columns_.day->column.name(), row);
  }
}

void ArrowSlice::read_amounts(const Column& from, const ArrowValues& values,
                              std::vector<std::int64_t>& minor) {
  const ArrowType& type = from->column.type();
  const char* const name = from->column.name().c_str();
  const int decimals = columns_.decimals;
  minor.assign(slice_.rows, no_amount);
  for (std::size_t i = 0; i < slice_.rows; ++i) {
    if (values.present[i] == 0) continue;
    const Minor read =
        type.kind == Kind::real
            ? minor_from_double(
                  values.reals[i], decimals,
                  type.storage == ArrowType::Storage::float32 ? float_precision : double_precision)
        : type.kind == Kind::decimal
            ? minor_from_decimal(values.decimals[i], type.scale, decimals)
            : minor_from_decimal(values.integers[i], columns_.integer_decimals, decimals);
    minor[i] =
        checked_minor(read, name, slice_.first_row + static_cast<std::int64_t>(i), rounded_[i]);
  }
}

void ArrowSlice::read_costs_from_margins() {
  const int decimals = columns_.decimals;
  read_amounts(columns_.margin, values_.margin, costs_);
  for (std::size_t i = 0; i < slice_.rows; ++i) {
    if (costs_[i] == no_amount || amounts_[i] == no_amount) {
      costs_[i] = no_amount;
      continue;
    }
    const Int128 cost = Int128{amounts_[i]} - costs_[i];
    costs_[i] = checked_minor(minor_from_decimal(cost, decimals, decimals), "margin",
                              slice_.first_row + static_cast<std::int64_t>(i), rounded_[i]);
  }
}

/// Integers become their decimal text.
void ArrowSlice::read_texts(const Column& column, ArrowValues& values,
                            std::vector<std::string>& texts,
                            std::span<const std::string_view>& out) const {
  if (!column || column->kind() == Kind::none) return;
  if (column->kind() == Kind::integer) {
    texts.resize(slice_.rows);
    values.texts.resize(slice_.rows);
    for (std::size_t i = 0; i < slice_.rows; ++i) {
      texts[i] = values.present[i] != 0 ? std::to_string(values.integers[i]) : std::string();
      values.texts[i] = texts[i];
    }
  }
  out = values.texts;
}

void ArrowSlice::read_quantities() {
  const Column& quantity = columns_.quantity;
  if (!quantity || quantity->kind() == Kind::none) return;
  const ArrowValues& values = values_.quantity;
  quantities_.assign(slice_.rows, std::numeric_limits<double>::quiet_NaN());
  const double scale = std::pow(10.0, quantity->column.type().scale);
  for (std::size_t i = 0; i < slice_.rows; ++i) {
    if (values.present[i] == 0) continue;
    quantities_[i] = quantity->kind() == Kind::real ? values.reals[i]
                     : quantity->kind() == Kind::decimal
                         ? static_cast<double>(values.decimals[i]) / scale
                         : static_cast<double>(values.integers[i]);
  }
  slice_.quantities = quantities_;
}

}  // namespace tenure
