#include "history/arrow_log_columns.hpp"

#include <string>

#include "base/text.hpp"
#include "tenure/error.hpp"

namespace tenure {

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
      scale{options.currency.decimals, wanted.minor_units ? options.currency.decimals : 0},
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
  check_types(wanted.minor_units);
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

std::array<ArrowLogColumns::Column*, 9> ArrowLogColumns::all() {
  return {&client, &day, &amount, &cost, &margin, &order, &category, &channel, &quantity};
}

void ArrowLogColumns::check_types(bool minor_units) const {
  check_client_type(*client);
  check_day_type(*day, clock);
  for (const Column* column : {&amount, &cost, &margin, &quantity}) {
    if (*column) check_number_type(**column);
  }
  for (const Column* column : {&order, &category, &channel}) {
    if (*column) check_text_type(**column);
  }
  for (const Column* column : {&amount, &cost, &margin}) {
    if (*column && minor_units) check_minor_type(**column);
  }
}

}  // namespace tenure
