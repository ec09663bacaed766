#include "tenure/table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/table_columns.hpp"
#include "base/text.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

using Column = Table::Columns::Column;

constexpr std::array<std::string_view, 5> type_names{"float64", "int64", "text", "day", "boolean"};

std::string_view name_of(Table::Type type) { return type_names[static_cast<std::size_t>(type)]; }

const Column& column_of(const Table::Columns& columns, std::size_t i) {
  if (i >= columns.columns.size()) {
    throw Error(Status::invalid_argument, "there is no column " + std::to_string(i) +
                                              ": there are " +
                                              std::to_string(columns.columns.size()));
  }
  return columns.columns[i];
}

const Column& column_of(const Table::Columns& columns, std::size_t i, Table::Type type) {
  const Column& column = column_of(columns, i);
  if (column.type != type) {
    throw Error(Status::invalid_argument,
                "column " + in_quotes(column.name) + " is of type " +
                    std::string(name_of(column.type)) + ", not " + std::string(name_of(type)),
                column.name);
  }
  return column;
}

std::size_t size_of(const TextColumn& texts) { return texts.view().size(); }
template <typename T>
std::size_t size_of(const std::vector<T>& values) {
  return values.size();
}

bool all_valid(const std::vector<std::uint8_t>& validity) {
  return std::none_of(validity.begin(), validity.end(), [](std::uint8_t v) { return v == 0; });
}

/// Puts zero where there is no value, and refuses what must not be in a table.
void check_values(Column& column) {
  if (auto* values = std::get_if<std::vector<double>>(&column.values)) {
    for (std::size_t i = 0; i < values->size(); ++i) {
      if (!column.validity.empty() && column.validity[i] == 0) {
        (*values)[i] = 0;
      } else if (!std::isfinite((*values)[i])) {
        throw Error(Status::internal,
                    "column " + in_quotes(column.name) + " holds " + to_text((*values)[i]),
                    column.name, static_cast<std::int64_t>(i));
      }
    }
  }
}

}  // namespace

Table::Table() : columns_(std::make_shared<const Columns>()) {}
Table::Table(std::shared_ptr<const Columns> columns) : columns_(std::move(columns)) {}

std::size_t Table::rows() const noexcept { return columns_->rows; }
std::size_t Table::columns() const noexcept { return columns_->columns.size(); }
std::int64_t Table::excluded_clients() const noexcept { return columns_->excluded_clients; }
std::string_view Table::name(std::size_t column) const { return column_of(*columns_, column).name; }
Table::Type Table::type(std::size_t column) const { return column_of(*columns_, column).type; }

std::optional<std::size_t> Table::find(std::string_view name) const {
  const auto& all = columns_->columns;
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Column& c) { return c.name == name; });
  if (found == all.end()) return std::nullopt;
  return static_cast<std::size_t>(found - all.begin());
}

std::size_t Table::at(std::string_view name) const {
  if (const auto found = find(name)) return *found;
  std::string message = "there is no column " + in_quotes(name) + ": there are";
  for (const Column& column : columns_->columns) message += " " + column.name;
  throw Error(Status::invalid_argument, message, std::string(name));
}

std::span<const double> Table::float64(std::size_t column) const {
  return std::get<std::vector<double>>(column_of(*columns_, column, Type::float64).values);
}
std::span<const std::int64_t> Table::int64(std::size_t column) const {
  return std::get<std::vector<std::int64_t>>(column_of(*columns_, column, Type::int64).values);
}
std::span<const std::int32_t> Table::day(std::size_t column) const {
  return std::get<std::vector<std::int32_t>>(column_of(*columns_, column, Type::day).values);
}
std::span<const std::uint8_t> Table::boolean(std::size_t column) const {
  return std::get<std::vector<std::uint8_t>>(column_of(*columns_, column, Type::boolean).values);
}
TextView Table::text(std::size_t column) const {
  return std::get<TextColumn>(column_of(*columns_, column, Type::text).values).view();
}
std::span<const std::uint8_t> Table::validity(std::size_t column) const {
  return column_of(*columns_, column).validity;
}

Table::Builder::Builder() : columns_(std::make_unique<Columns>()) {}
Table::Builder::~Builder() = default;
Table::Builder::Builder(Builder&&) noexcept = default;
Table::Builder& Table::Builder::operator=(Builder&&) noexcept = default;

Table::Builder& Table::Builder::float64(std::string name, std::vector<double> values,
                                        std::vector<std::uint8_t> validity) {
  columns_->columns.push_back(
      {std::move(name), Type::float64, std::move(values), std::move(validity)});
  return *this;
}
Table::Builder& Table::Builder::int64(std::string name, std::vector<std::int64_t> values,
                                      std::vector<std::uint8_t> validity) {
  columns_->columns.push_back(
      {std::move(name), Type::int64, std::move(values), std::move(validity)});
  return *this;
}
Table::Builder& Table::Builder::day(std::string name, std::vector<std::int32_t> values,
                                    std::vector<std::uint8_t> validity) {
  columns_->columns.push_back({std::move(name), Type::day, std::move(values), std::move(validity)});
  return *this;
}
Table::Builder& Table::Builder::boolean(std::string name, std::vector<std::uint8_t> values,
                                        std::vector<std::uint8_t> validity) {
  columns_->columns.push_back(
      {std::move(name), Type::boolean, std::move(values), std::move(validity)});
  return *this;
}
Table::Builder& Table::Builder::text(std::string name, TextColumn values,
                                     std::vector<std::uint8_t> validity) {
  columns_->columns.push_back(
      {std::move(name), Type::text, std::move(values), std::move(validity)});
  return *this;
}

Table::Builder& Table::Builder::excluded_clients(std::size_t count) {
  columns_->excluded_clients = static_cast<std::int64_t>(count);
  return *this;
}

Table Table::Builder::build() {
  auto columns = std::exchange(columns_, std::make_unique<Columns>());
  for (std::size_t i = 0; i < columns->columns.size(); ++i) {
    Column& column = columns->columns[i];
    const std::size_t rows = std::visit([](const auto& v) { return size_of(v); }, column.values);
    if (i == 0) columns->rows = rows;
    if (rows != columns->rows || (!column.validity.empty() && column.validity.size() != rows)) {
      throw Error(Status::internal, "column " + in_quotes(column.name) + " has another length",
                  column.name);
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (columns->columns[j].name == column.name) {
        throw Error(Status::internal, "two columns are named " + in_quotes(column.name),
                    column.name);
      }
    }
    check_values(column);
    if (all_valid(column.validity)) column.validity.clear();
  }
  return Table(std::move(columns));
}

}  // namespace tenure
