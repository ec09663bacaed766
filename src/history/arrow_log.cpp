#include "history/arrow_log.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/arrow_column.hpp"
#include "base/text.hpp"
#include "history/array_log.hpp"
#include "history/day_rule.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

using Kind = ArrowType::Kind;

constexpr std::size_t rows_a_slice = 1 << 16;

/// A column of the log: where it is in the stream, and its values of the current slice.
struct LogColumn {
  ArrowColumn column;
  std::int64_t index;
  ArrowValues values;

  [[nodiscard]] Kind kind() const { return column.type().kind; }
  void read(std::size_t begin, std::size_t rows) { column.read(begin, rows, values); }
};

[[noreturn]] void refuse_type(const LogColumn& column, const char* wanted) {
  throw Error(Status::invalid_argument,
              "column " + quoted(column.column.name()) + " is of Arrow format " +
                  quoted(column.column.format()) + "; wanted: " + wanted,
              column.column.name());
}

/// The column of that name; none if `name` is empty. Throws if there is none, or several.
std::optional<LogColumn> find_column(const ArrowSchema& schema, const std::string& name) {
  if (name.empty()) return std::nullopt;
  std::int64_t found = -1;
  std::string names;
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    const char* const child = schema.children[i]->name;
    names += std::string(names.empty() ? "" : ", ") + (child == nullptr ? "" : child);
    if (child == nullptr || name != child) continue;
    if (found >= 0) {
      throw Error(Status::invalid_argument, "the stream has two columns " + quoted(name), name);
    }
    found = i;
  }
  if (found < 0) {
    throw Error(Status::invalid_argument,
                "the stream has no column " + quoted(name) + "; it has: " + names, name);
  }
  return LogColumn{ArrowColumn(*schema.children[found]), found, {}};
}

/// All columns of the log and the scratch in which a slice is made.
class ArrowLog {
 public:
  ArrowLog(const ArrowSchema& schema, const PurchaseColumns& names, const ImportOptions& options)
      : decimals_(options.currency.decimals),
        scale_of_integers_(names.minor_units ? options.currency.decimals : 0),
        drops_invalid_rows_(options.invalid_rows == RowPolicy::drop),
        clock_(options.day_rule),
        client_(find_column(schema, names.client)),
        day_(find_column(schema, names.day)),
        amount_(find_column(schema, names.amount)),
        cost_(find_column(schema, names.cost)),
        margin_(find_column(schema, names.margin)),
        order_(find_column(schema, names.order_id)),
        category_(find_column(schema, names.category)),
        channel_(find_column(schema, names.channel)),
        quantity_(find_column(schema, names.quantity)) {
    if (!client_ || !day_) {
      throw Error(Status::invalid_argument, "a purchase log needs a client and a day column",
                  client_ ? "day" : "client");
    }
    if (cost_ && margin_) {
      throw Error(Status::invalid_argument, "a log has a cost or a margin, not both", "margin");
    }
    if (margin_ && !amount_) {
      throw Error(Status::invalid_argument, "a margin needs an amount", "margin");
    }
    check_types();
    if (names.minor_units) check_minor_units();
    const auto name = [](const Column& column, std::string_view& told) {
      if (column) told = column->column.name();
    };
    name(client_, names_.client);
    name(day_, names_.day);
    name(amount_, names_.amount);
    name(margin_ ? margin_ : cost_, names_.cost);
    name(quantity_, names_.quantity);
  }

  void bind(const ArrowArray& batch, std::int64_t first_row) {
    for (auto* column : all()) {
      if (*column) (*column)->column.bind(batch, (*column)->index, first_row);
    }
  }

  /// The slice of the current batch whose first row is `first_row` of the stream.
  const RowSlice& read(std::size_t begin, std::size_t rows, std::int64_t first_row) {
    for (auto* column : all()) {
      if (*column) (*column)->read(begin, rows);
    }
    slice_ = {};
    slice_.rows = rows;
    read_clients();
    read_days(first_row);
    rounded_.assign(rows, 0);
    slice_.has_amounts = amount_.has_value();
    slice_.has_costs = cost_ || margin_;
    if (amount_) read_amounts(*amount_, first_row, amounts_);
    if (cost_) read_amounts(*cost_, first_row, costs_);
    if (margin_) read_costs_from_margins(first_row);
    slice_.names = names_;
    slice_.amounts = amounts_;
    slice_.costs = costs_;
    slice_.amount_units = units_of(amount_);
    slice_.cost_units = units_of(cost_);
    slice_.rounded = rounded_;
    read_texts(order_, order_texts_, slice_.orders);
    read_texts(category_, category_texts_, slice_.categories);
    read_texts(channel_, channel_texts_, slice_.channels);
    read_quantities();
    return slice_;
  }

 private:
  using Column = std::optional<LogColumn>;

  std::array<Column*, 9> all() {
    return {&client_, &day_,      &amount_,  &cost_,    &margin_,
            &order_,  &category_, &channel_, &quantity_};
  }

  void check_types() const {
    const auto is_one_of = [](const Column& column, std::initializer_list<Kind> kinds) {
      return !column || column->kind() == Kind::none ||
             std::find(kinds.begin(), kinds.end(), column->kind()) != kinds.end();
    };
    if (!is_one_of(client_, {Kind::integer, Kind::text})) refuse_type(*client_, "integer or utf8");
    if (!is_one_of(day_, {Kind::day, Kind::wall_clock, Kind::instant, Kind::text, Kind::integer})) {
      refuse_type(*day_, "date, timestamp, utf8 such as 2024-01-31, or integer such as 20240131");
    }
    if (day_->kind() == Kind::instant && !clock_.has_zone()) {
      throw Error(Status::invalid_argument,
                  "column " + quoted(day_->column.name()) +
                      " holds instants: the zone of the day rule must say which day each is of",
                  "day_rule");
    }
    for (const Column* column : {&amount_, &cost_, &margin_, &quantity_}) {
      if (!is_one_of(*column, {Kind::integer, Kind::real, Kind::decimal})) {
        refuse_type(**column, "a number");
      }
    }
    for (const Column* column : {&order_, &category_, &channel_}) {
      if (!is_one_of(*column, {Kind::text, Kind::integer})) {
        refuse_type(**column, "utf8 or integer");
      }
    }
  }

  /// Of a column of reals: its values, 0 where there is none.
  static std::span<const double> units_of(const Column& column) {
    return column && column->kind() == Kind::real ? column->values.reals
                                                  : std::span<const double>();
  }

  void check_minor_units() const {
    for (const Column* column : {&amount_, &cost_, &margin_}) {
      if (*column && (*column)->kind() != Kind::integer && (*column)->kind() != Kind::none) {
        refuse_type(**column, "integer, as a count of minor units");
      }
    }
  }

  void read_clients() {
    ArrowValues& values = client_->values;
    slice_.client_present = values.present;
    if (client_->kind() == Kind::text) {
      slice_.clients = std::span<const std::string_view>(values.texts);
    } else {
      values.integers.resize(slice_.rows);  // of the null type: none is present
      slice_.clients = std::span<const std::int64_t>(values.integers);
    }
  }

  void read_days(std::int64_t first_row) {
    days_.assign(slice_.rows, PurchaseArrays::no_day);
    const ArrowValues& values = day_->values;
    const std::int64_t ticks = day_->column.type().ticks_per_second;
    constexpr std::int64_t lowest = std::numeric_limits<std::int32_t>::min() + 1;
    constexpr std::int64_t highest = std::numeric_limits<std::int32_t>::max();
    for (std::size_t i = 0; i < slice_.rows; ++i) {
      if (values.present[i] == 0) continue;
      if (day_->kind() == Kind::text) {
        days_[i] = parse_day(values.texts[i], first_row + static_cast<std::int64_t>(i));
      } else if (day_->kind() == Kind::integer) {
        days_[i] =
            parse_day(std::to_string(values.integers[i]), first_row + static_cast<std::int64_t>(i));
      } else if (day_->kind() == Kind::day) {
        days_[i] = static_cast<std::int32_t>(std::clamp(values.integers[i], lowest, highest));
      } else {
        const std::int64_t value = values.integers[i];
        const std::int64_t seconds = value / ticks - (value % ticks < 0 ? 1 : 0);
        days_[i] = day_->kind() == Kind::instant ? clock_.day_of_instant(seconds)
                                                 : clock_.day_of_wall_clock(seconds);
      }
    }
    slice_.days = days_;
  }

  [[nodiscard]] std::int32_t parse_day(std::string_view text, std::int64_t row) const {
    if (text.empty()) return PurchaseArrays::no_day;
    try {
      return Day::parse(text).since_epoch;
    } catch (const Error& error) {
      if (drops_invalid_rows_) return PurchaseArrays::no_day;
      throw Error(Status::invalid_data,
                  "column " + quoted(day_->column.name()) + " in row " + std::to_string(row) +
                      ": " + error.what(),
                  day_->column.name(), row);
    }
  }

  void read_amounts(const LogColumn& from, std::int64_t first_row,
                    std::vector<std::int64_t>& minor) {
    const ArrowType& type = from.column.type();
    const ArrowValues& values = from.values;
    const char* const name = from.column.name().c_str();
    minor.assign(slice_.rows, no_amount);
    for (std::size_t i = 0; i < slice_.rows; ++i) {
      if (values.present[i] == 0) continue;
      const Minor read =
          type.kind == Kind::real
              ? minor_from_double(values.reals[i], decimals_,
                                  type.storage == ArrowType::Storage::float32 ? float_precision
                                                                              : double_precision)
          : type.kind == Kind::decimal
              ? minor_from_decimal(values.decimals[i], type.scale, decimals_)
              : minor_from_decimal(values.integers[i], scale_of_integers_, decimals_);
      minor[i] = checked_minor(read, name, first_row + static_cast<std::int64_t>(i), rounded_[i]);
    }
  }

  void read_costs_from_margins(std::int64_t first_row) {
    read_amounts(*margin_, first_row, costs_);
    for (std::size_t i = 0; i < slice_.rows; ++i) {
      if (costs_[i] == no_amount || amounts_[i] == no_amount) {
        costs_[i] = no_amount;
        continue;
      }
      const Int128 cost = Int128{amounts_[i]} - costs_[i];
      costs_[i] = checked_minor(minor_from_decimal(cost, decimals_, decimals_), "margin",
                                first_row + static_cast<std::int64_t>(i), rounded_[i]);
    }
  }

  /// Integers become their decimal text.
  void read_texts(Column& column, std::vector<std::string>& texts,
                  std::span<const std::string_view>& out) {
    if (!column || column->kind() == Kind::none) return;
    ArrowValues& values = column->values;
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

  void read_quantities() {
    if (!quantity_ || quantity_->kind() == Kind::none) return;
    const ArrowValues& values = quantity_->values;
    quantities_.assign(slice_.rows, std::numeric_limits<double>::quiet_NaN());
    const double scale = std::pow(10.0, quantity_->column.type().scale);
    for (std::size_t i = 0; i < slice_.rows; ++i) {
      if (values.present[i] == 0) continue;
      quantities_[i] = quantity_->kind() == Kind::real ? values.reals[i]
                       : quantity_->kind() == Kind::decimal
                           ? static_cast<double>(values.decimals[i]) / scale
                           : static_cast<double>(values.integers[i]);
    }
    slice_.quantities = quantities_;
  }

  int decimals_;
  int scale_of_integers_;  // of amounts: the decimals of their unit
  bool drops_invalid_rows_;
  DayClock clock_;
  Column client_, day_, amount_, cost_, margin_, order_, category_, channel_, quantity_;

  ColumnNames names_;
  RowSlice slice_;
  std::vector<std::int32_t> days_;
  std::vector<std::int64_t> amounts_, costs_;
  std::vector<std::uint8_t> rounded_;
  std::vector<std::string> order_texts_, category_texts_, channel_texts_;
  std::vector<double> quantities_;
};

}  // namespace

void read_arrow(ArrowStream& stream, const PurchaseColumns& columns, StagedRows& staged,
                const Execution& execution) {
  ArrowLog log(stream.schema(), columns, staged.options());
  while (const ArrowArray* batch = stream.next()) {
    log.bind(*batch, staged.tally().rows_read);
    const auto rows = static_cast<std::size_t>(batch->length);
    for (std::size_t begin = 0; begin < rows; begin += rows_a_slice) {
      const std::int64_t first_row = staged.tally().rows_read;
      staged.take(log.read(begin, std::min(rows_a_slice, rows - begin), first_row));
      // How long a stream is cannot be known: the fraction stays 0 while it is read.
      if (execution.progress && !execution.progress(0, "reading")) {
        throw Error(Status::cancelled, "cancelled while reading");
      }
    }
  }
}

}  // namespace tenure
