#include "history/arrow_log_columns.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>

#include "base/text.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

using Kind = ArrowType::Kind;
using Found = ArrowLogColumns::Found;
using Column = ArrowLogColumns::Column;

[[noreturn]] void refuse_type(const Found& column, const char* wanted) {
  throw Error(Status::invalid_argument,
              "column " + quoted(column.column.name()) + " is of Arrow format " +
                  quoted(column.column.format()) + "; wanted: " + wanted,
              column.column.name());
}

/// The column of that name; none if `name` is empty. Throws if there is none, or several.
Column find_column(const ArrowSchema& schema, const std::string& name) {
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
  return Found{ArrowColumn(*schema.children[found]), found};
}

}  // namespace

ArrowLogColumns::ArrowLogColumns(const ArrowSchema& schema, const PurchaseColumns& wanted,
                                 const ImportOptions& options)
    : client(find_column(schema, wanted.client)),
      day(find_column(schema, wanted.day)),
      amount(find_column(schema, wanted.amount)),
      cost(find_column(schema, wanted.cost)),
      margin(find_column(schema, wanted.margin)),
      order(find_column(schema, wanted.order_id)),
      category(find_column(schema, wanted.category)),
      channel(find_column(schema, wanted.channel)),
      quantity(find_column(schema, wanted.quantity)),
      clock(options.day_rule),
      decimals(options.currency.decimals),
      integer_decimals(wanted.minor_units ? options.currency.decimals : 0),
      drops_invalid_rows(options.invalid_rows == RowPolicy::drop) {
  if (!client || !day) {
    throw Error(Status::invalid_argument, "a purchase log needs a client and a day column",
                client ? "day" : "client");
  }
  if (cost && margin) {
    throw Error(Status::invalid_argument, "a log has a cost or a margin, not both", "margin");
  }
  if (margin && !amount) {
    throw Error(Status::invalid_argument, "a margin needs an amount", "margin");
  }
  check_types();
  if (wanted.minor_units) check_minor_units();
  const auto name = [](const Column& column, std::string_view& told) {
    if (column) told = column->column.name();
  };
  name(client, names.client);
  name(day, names.day);
  name(amount, names.amount);
  name(margin ? margin : cost, names.cost);
  name(quantity, names.quantity);
}

void ArrowLogColumns::bind(const ArrowArray& batch, std::int64_t first_row) {
  for (Column* column : all()) {
    if (*column) (*column)->column.bind(batch, (*column)->index, first_row);
  }
}

std::array<Column*, 9> ArrowLogColumns::all() {
  return {&client, &day, &amount, &cost, &margin, &order, &category, &channel, &quantity};
}

void ArrowLogColumns::check_types() const {
  const auto is_one_of = [](const Column& column, std::initializer_list<Kind> kinds) {
    return !column || column->kind() == Kind::none ||
           std::find(kinds.begin(), kinds.end(), column->kind()) != kinds.end();
  };
  if (!is_one_of(client, {Kind::integer, Kind::text})) refuse_type(*client, "integer or utf8");
  if (!is_one_of(day, {Kind::day, Kind::wall_clock, Kind::instant, Kind::text, Kind::integer})) {
    refuse_type(*day, "date, timestamp, utf8 such as 2024-01-31, or integer such as 20240131");
  }
  if (day->kind() == Kind::instant && !clock.has_zone()) {
    throw Error(Status::invalid_argument,
                "column " + quoted(day->column.name()) +
                    " holds instants: the zone of the day rule must say which day each is of",
                "day_rule");
  }
  for (const Column* column : {&amount, &cost, &margin, &quantity}) {
    if (!is_one_of(*column, {Kind::integer, Kind::real, Kind::decimal})) {
      refuse_type(**column, "a number");
    }
  }
  for (const Column* column : {&order, &category, &channel}) {
    if (!is_one_of(*column, {Kind::text, Kind::integer})) {
      refuse_type(**column, "utf8 or integer");
    }
  }
}

void ArrowLogColumns::check_minor_units() const {
  for (const Column* column : {&amount, &cost, &margin}) {
    if (*column && (*column)->kind() != Kind::integer && (*column)->kind() != Kind::none) {
      refuse_type(**column, "integer, as a count of minor units");
    }
  }
}

}  // namespace tenure
