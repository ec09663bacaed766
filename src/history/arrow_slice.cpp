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
  tenure::read_days(columns_.day->column, values_.day, slice_.first_row, clock_,
                    columns_.drops_invalid_rows, days_);
  slice_.days = days_;
}

void ArrowSlice::read_amounts(const Column& from, const ArrowValues& values,
                              std::vector<std::int64_t>& minor) {
  read_minor(from->column, values, slice_.first_row, columns_.scale, minor, rounded_);
}

void ArrowSlice::read_costs_from_margins() {
  const int decimals = columns_.scale.decimals;
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

void ArrowSlice::read_texts(const Column& column, ArrowValues& values,
                            std::vector<std::string>& texts,
                            std::span<const std::string_view>& out) const {
  if (!column || column->kind() == Kind::none) return;
  tenure::read_texts(column->column, values, texts);
  out = values.texts;
}

void ArrowSlice::read_quantities() {
  const Column& quantity = columns_.quantity;
  if (!quantity || quantity->kind() == Kind::none) return;
  read_doubles(quantity->column, values_.quantity, quantities_);
  slice_.quantities = quantities_;
}

}  // namespace tenure
