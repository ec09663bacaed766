#include "base/table_rows.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <utility>

namespace tenure {
namespace {

template <typename T>
std::vector<T> gathered(std::span<const T> values, const std::vector<std::size_t>& positions) {
  std::vector<T> out;
  if (values.empty()) return out;
  out.reserve(positions.size());
  for (const std::size_t i : positions) out.push_back(values[i]);
  return out;
}

}  // namespace

Table rows_at(const Table& table, const std::vector<std::size_t>& positions) {
  Table::Builder out;
  out.excluded_clients(static_cast<std::size_t>(table.excluded_clients()));
  for (std::size_t c = 0; c < table.columns(); ++c) {
    std::string name(table.name(c));
    auto validity = gathered(table.validity(c), positions);
    switch (table.type(c)) {
      case Table::Type::float64:
        out.float64(std::move(name), gathered(table.float64(c), positions), std::move(validity));
        break;
      case Table::Type::int64:
        out.int64(std::move(name), gathered(table.int64(c), positions), std::move(validity));
        break;
      case Table::Type::day:
        out.day(std::move(name), gathered(table.day(c), positions), std::move(validity));
        break;
      case Table::Type::boolean:
        out.boolean(std::move(name), gathered(table.boolean(c), positions), std::move(validity));
        break;
      case Table::Type::text: {
        const TextView texts = table.text(c);
        TextColumn column;
        for (const std::size_t i : positions) column.push_back(texts[i]);
        out.text(std::move(name), std::move(column), std::move(validity));
        break;
      }
    }
  }
  return out.build();
}

}  // namespace tenure
