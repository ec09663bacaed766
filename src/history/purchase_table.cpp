#include <cmath>
#include <utility>

#include "history/client_column.hpp"
#include "history/money.hpp"
#include "history/portfolio_data.hpp"
#include "history/purchases.hpp"

namespace tenure {
namespace {

/// Of every line: the number of its purchase in the client's history, 0 for a return.
std::vector<std::int64_t> purchase_numbers(const Portfolio::Data& data) {
  std::vector<std::int64_t> numbers(data.lines.size(), 0);
  for (std::size_t c = 0; c < data.clients(); ++c) {
    std::int64_t number = 0;
    std::size_t last = 0;
    for (std::size_t i = data.offsets[c]; i < data.offsets[c + 1]; ++i) {
      if (is_return(data.lines, i)) continue;
      if (number == 0 || !is_same_purchase(data.options.same_day, data.lines, last, i)) ++number;
      numbers[i] = number;
      last = i;
    }
  }
  return numbers;
}

std::vector<double> in_units(std::span<const std::int64_t> minor, int decimals) {
  std::vector<double> units(minor.size());
  for (std::size_t i = 0; i < minor.size(); ++i) units[i] = units_from_minor(minor[i], decimals);
  return units;
}

void add_texts(Table::Builder& table, const char* name, std::span<const std::uint32_t> codes,
               const TextColumn& texts) {
  if (codes.empty()) return;
  TextColumn column;
  std::vector<std::uint8_t> validity(codes.size());
  for (std::size_t i = 0; i < codes.size(); ++i) {
    column.push_back(texts.view()[codes[i]]);
    validity[i] = codes[i] != 0;
  }
  table.text(name, std::move(column), std::move(validity));
}

}  // namespace

Table Portfolio::purchase_table() const {
  const Data& data = *data_;
  std::vector<std::size_t> client(data.lines.size());
  for (std::size_t c = 0; c < data.clients(); ++c) {
    for (std::size_t i = data.offsets[c]; i < data.offsets[c + 1]; ++i) client[i] = c;
  }
  const OwnedClientIds ids = select(data.ids, client);
  const int decimals = data.options.currency.decimals;
  Table::Builder table;
  add_client_column(table, view_of(ids));
  table.day("day", {data.lines.day.begin(), data.lines.day.end()})
      .int64("purchase", purchase_numbers(data));
  if (data.has_amounts) table.float64("amount", in_units(data.lines.amount, decimals));
  if (data.has_costs) table.float64("cost", in_units(data.lines.cost, decimals));
  add_texts(table, "order_id", data.lines.order, data.orders);
  add_texts(table, "category", data.lines.category, data.categories);
  add_texts(table, "channel", data.lines.channel, data.channels);
  if (!data.lines.quantity.empty()) {
    std::vector<std::uint8_t> validity(data.lines.size());
    for (std::size_t i = 0; i < validity.size(); ++i) {
      validity[i] = !std::isnan(data.lines.quantity[i]);
    }
    table.float64("quantity", {data.lines.quantity.begin(), data.lines.quantity.end()},
                  std::move(validity));
  }
  return table.build();
}

}  // namespace tenure
