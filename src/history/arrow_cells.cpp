#include "history/arrow_cells.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>

#include "base/text.hpp"
#include "history/array_log.hpp"
#include "history/money.hpp"
#include "tenure/error.hpp"
#include "tenure/portfolio.hpp"

namespace tenure {
namespace {

using Kind = ArrowType::Kind;

void check_type(const FoundColumn& found, std::initializer_list<Kind> kinds, const char* wanted) {
  if (found.kind() == Kind::none) return;
  if (std::find(kinds.begin(), kinds.end(), found.kind()) != kinds.end()) return;
  throw Error(Status::invalid_argument,
              "column " + in_quotes(found.column.name()) + " is of Arrow format " +
                  in_quotes(found.column.format()) + "; wanted: " + wanted,
              found.column.name());
}

std::int32_t parse_day(const ArrowColumn& column, std::string_view text, std::int64_t row,
                       bool drops_invalid) {
  if (text.empty()) return PurchaseArrays::no_day;
  try {
    return Day::parse(text).since_epoch;
  } catch (const Error& error) {
    if (drops_invalid) return PurchaseArrays::no_day;
    throw Error(Status::invalid_data,
                "column " + in_quotes(column.name()) + " in row " + std::to_string(row) + ": " +
                    error.what(),
                column.name(), row);
  }
}

}  // namespace

std::optional<FoundColumn> find_column(const ArrowSchema& schema, const std::string& name) {
  if (name.empty()) return std::nullopt;
  std::int64_t found = -1;
  std::string names;
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    const char* const child = schema.children[i]->name;
    names += std::string(names.empty() ? "" : ", ") + (child == nullptr ? "" : child);
    if (child == nullptr || name != child) continue;
    if (found >= 0) {
      throw Error(Status::invalid_argument, "the stream has two columns " + in_quotes(name), name);
    }
    found = i;
  }
  if (found < 0) {
    throw Error(Status::invalid_argument,
                "the stream has no column " + in_quotes(name) + "; it has: " + names, name);
  }
  return FoundColumn{ArrowColumn(*schema.children[found]), found};
}

void check_client_type(const FoundColumn& column) {
  check_type(column, {Kind::integer, Kind::text}, "integer or utf8");
}

void check_day_type(const FoundColumn& column, const DayClock& clock) {
  check_type(column, {Kind::day, Kind::wall_clock, Kind::instant, Kind::text, Kind::integer},
             "date, timestamp, utf8 such as 2024-01-31, or integer such as 20240131");
  if (column.kind() == Kind::instant && !clock.has_zone()) {
    throw Error(Status::invalid_argument,
                "column " + in_quotes(column.column.name()) +
                    " holds instants: the zone of the day rule must say which day each is of",
                "day_rule");
  }
}

void check_number_type(const FoundColumn& column) {
  check_type(column, {Kind::integer, Kind::real, Kind::decimal}, "a number");
}

void check_minor_type(const FoundColumn& column) {
  check_type(column, {Kind::integer}, "integer, as a count of minor units");
}

void check_text_type(const FoundColumn& column) {
  check_type(column, {Kind::text, Kind::integer}, "utf8 or integer");
}

void check_flag_type(const FoundColumn& column) {
  check_type(column, {Kind::integer, Kind::boolean}, "boolean or integer");
}

void read_days(const ArrowColumn& column, const ArrowValues& values, std::int64_t first_row,
               DayClock& clock, bool drops_invalid, std::vector<std::int32_t>& out) {
  const std::size_t rows = values.present.size();
  out.assign(rows, PurchaseArrays::no_day);
  const Kind kind = column.type().kind;
  const std::int64_t ticks = column.type().ticks_per_second;
  constexpr std::int64_t lowest = std::numeric_limits<std::int32_t>::min() + 1;
  constexpr std::int64_t highest = std::numeric_limits<std::int32_t>::max();
  for (std::size_t i = 0; i < rows; ++i) {
    if (values.present[i] == 0) continue;
    const std::int64_t row = first_row + static_cast<std::int64_t>(i);
    if (kind == Kind::text) {
      out[i] = parse_day(column, values.texts[i], row, drops_invalid);
    } else if (kind == Kind::integer) {
      out[i] = parse_day(column, std::to_string(values.integers[i]), row, drops_invalid);
    } else if (kind == Kind::day) {
      out[i] = static_cast<std::int32_t>(std::clamp(values.integers[i], lowest, highest));
    } else {
      const std::int64_t value = values.integers[i];
      const std::int64_t seconds = value / ticks - (value % ticks < 0 ? 1 : 0);
      out[i] =
          kind == Kind::instant ? clock.day_of_instant(seconds) : clock.day_of_wall_clock(seconds);
    }
  }
}

void read_minor(const ArrowColumn& column, const ArrowValues& values, std::int64_t first_row,
                const AmountScale& scale, std::vector<std::int64_t>& out,
                std::vector<std::uint8_t>& rounded) {
  const ArrowType& type = column.type();
  const std::size_t rows = values.present.size();
  const double precision =
      type.storage == ArrowType::Storage::float32 ? float_precision : double_precision;
  out.assign(rows, no_amount);
  for (std::size_t i = 0; i < rows; ++i) {
    if (values.present[i] == 0) continue;
    const Minor read =
        type.kind == Kind::real ? minor_from_double(values.reals[i], scale.decimals, precision)
        : type.kind == Kind::decimal
            ? minor_from_decimal(values.decimals[i], type.scale, scale.decimals)
            : minor_from_decimal(values.integers[i], scale.integer_decimals, scale.decimals);
    out[i] = checked_minor(read, column.name().c_str(), first_row + static_cast<std::int64_t>(i),
                           rounded[i]);
  }
}

void read_doubles(const ArrowColumn& column, const ArrowValues& values, std::vector<double>& out) {
  const std::size_t rows = values.present.size();
  const Kind kind = column.type().kind;
  out.assign(rows, std::numeric_limits<double>::quiet_NaN());
  const double scale = std::pow(10.0, column.type().scale);
  for (std::size_t i = 0; i < rows; ++i) {
    if (values.present[i] == 0) continue;
    out[i] = kind == Kind::real      ? values.reals[i]
             : kind == Kind::decimal ? static_cast<double>(values.decimals[i]) / scale
                                     : static_cast<double>(values.integers[i]);
  }
}

void read_texts(const ArrowColumn& column, ArrowValues& values, std::vector<std::string>& owned) {
  if (column.type().kind != Kind::integer) return;
  const std::size_t rows = values.present.size();
  owned.resize(rows);
  values.texts.resize(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    owned[i] = values.present[i] != 0 ? std::to_string(values.integers[i]) : std::string();
    values.texts[i] = owned[i];
  }
}

}  // namespace tenure
