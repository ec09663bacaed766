#include "history/client_column.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace tenure {

void add_client_column(Table::Builder& table, const ClientIds& clients) {
  if (const auto* numbers = std::get_if<std::span<const std::int64_t>>(&clients)) {
    table.int64("client", {numbers->begin(), numbers->end()});
    return;
  }
  const TextView& texts = std::get<TextView>(clients);
  TextColumn column;
  column.offsets.assign(texts.offsets.begin(), texts.offsets.end());
  if (column.offsets.empty()) column.offsets.push_back(0);
  column.bytes = texts.bytes;
  table.text("client", std::move(column));
}

void add_client_column(Table::Builder& table, const Summary& summary) {
  add_client_column(table, summary.client_ids());
  const std::span<const double> weight = summary.histories().weight;
  if (!weight.empty()) table.float64("weight", {weight.begin(), weight.end()});
  table.excluded_clients(summary.excluded_clients());
}

std::vector<std::size_t> clients_without(const Portfolio& portfolio,
                                         std::initializer_list<ClientFlag> flags) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < portfolio.clients(); ++i) {
    const bool has_one = std::any_of(flags.begin(), flags.end(),
                                     [&](ClientFlag flag) { return portfolio.has_flag(i, flag); });
    if (!has_one) places.push_back(i);
  }
  return places;
}

void add_client_column(Table::Builder& table, const Portfolio& portfolio,
                       std::span<const std::size_t> places, std::size_t excluded) {
  const ClientIds ids = portfolio.client_ids();
  if (const auto* numbers = std::get_if<std::span<const std::int64_t>>(&ids)) {
    std::vector<std::int64_t> column;
    for (const std::size_t place : places) column.push_back((*numbers)[place]);
    table.int64("client", std::move(column));
  } else {
    TextColumn column;
    for (const std::size_t place : places) column.push_back(std::get<TextView>(ids)[place]);
    table.text("client", std::move(column));
  }
  table.excluded_clients(excluded);
}

}  // namespace tenure
