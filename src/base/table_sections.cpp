#include "base/table_sections.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

bool are_texts(const TextColumn& texts) {
  if (texts.offsets.empty() || texts.offsets.front() != 0 ||
      !std::is_sorted(texts.offsets.begin(), texts.offsets.end()) ||
      texts.offsets.back() != static_cast<std::int64_t>(texts.bytes.size())) {
    return false;
  }
  const TextView view = texts.view();
  for (std::size_t i = 0; i < view.size(); ++i) {
    if (!is_utf8(view[i])) return false;
  }
  return true;
}

template <typename T>
std::vector<T> read_values(SectionReader& sections, std::uint32_t id) {
  std::vector<T> values;
  sections.read(id, values);
  return values;
}

void add_column(Table::Builder& table, SectionReader& sections, std::uint32_t id, std::string name,
                Table::Type type) {
  TextColumn texts;
  switch (type) {
    case Table::Type::float64: {
      auto values = read_values<double>(sections, id + 1);
      table.float64(std::move(name), std::move(values),
                    read_values<std::uint8_t>(sections, id + 3));
      break;
    }
    case Table::Type::int64: {
      auto values = read_values<std::int64_t>(sections, id + 1);
      table.int64(std::move(name), std::move(values), read_values<std::uint8_t>(sections, id + 3));
      break;
    }
    case Table::Type::day: {
      auto values = read_values<std::int32_t>(sections, id + 1);
      table.day(std::move(name), std::move(values), read_values<std::uint8_t>(sections, id + 3));
      break;
    }
    case Table::Type::boolean: {
      auto values = read_values<std::uint8_t>(sections, id + 1);
      table.boolean(std::move(name), std::move(values),
                    read_values<std::uint8_t>(sections, id + 3));
      break;
    }
    case Table::Type::text:
      sections.read(id + 1, texts.offsets);
      sections.read(id + 2, texts.bytes);
      if (!are_texts(texts)) sections.corrupt("the texts of a table are none");
      table.text(std::move(name), std::move(texts), read_values<std::uint8_t>(sections, id + 3));
      break;
    default:
      sections.corrupt("a column of a table is of no type");
  }
}

}  // namespace

void write_table(SectionWriter& sections, std::uint32_t id, const Table& table) {
  ByteWriter schema;
  schema.integer(static_cast<std::int64_t>(table.columns()));
  for (std::size_t c = 0; c < table.columns(); ++c) {
    schema.text(table.name(c));
    schema.integer(static_cast<std::int64_t>(table.type(c)));
  }
  sections.write(id, schema.bytes());
  for (std::size_t c = 0; c < table.columns(); ++c) {
    switch (table.type(c)) {
      case Table::Type::float64:
        sections.write(id + 1, table.float64(c));
        break;
      case Table::Type::int64:
        sections.write(id + 1, table.int64(c));
        break;
      case Table::Type::day:
        sections.write(id + 1, table.day(c));
        break;
      case Table::Type::boolean:
        sections.write(id + 1, table.boolean(c));
        break;
      case Table::Type::text:
        sections.write(id + 1, table.text(c).offsets);
        sections.write(id + 2, std::span<const char>(table.text(c).bytes));
        break;
    }
    sections.write(id + 3, table.validity(c));
  }
}

Table read_table(SectionReader& sections, std::uint32_t id) {
  const auto bytes = read_values<std::uint8_t>(sections, id);
  ByteReader schema(bytes);
  const std::int64_t columns = schema.integer();
  Table::Builder table;
  for (std::int64_t c = 0; c < columns && !schema.failed(); ++c) {
    std::string name = schema.text();
    const std::int64_t type = schema.integer();
    if (schema.failed()) break;
    if (type < 0 || type > static_cast<std::int64_t>(Table::Type::boolean)) {
      sections.corrupt("a column of a table is of no type");
    }
    add_column(table, sections, id, std::move(name), static_cast<Table::Type>(type));
  }
  if (!schema.complete()) sections.corrupt("the columns of a table are not whole");
  try {
    return table.build();
  } catch (const Error& error) {
    sections.corrupt(error.what());
  }
}

}  // namespace tenure
