#include "history/client_column.hpp"

#include <string>
#include <utility>

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
  table.excluded_clients(summary.excluded_clients());
}

}  // namespace tenure
