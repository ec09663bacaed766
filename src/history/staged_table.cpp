#include "history/staged_table.hpp"

#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "history/money.hpp"
#include "history/record_fields.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

FieldValues no_values(FieldType type) {
  switch (type) {
    case FieldType::amount:
      return std::vector<std::int64_t>();
    case FieldType::number:
      return std::vector<double>();
    case FieldType::text:
      return TextColumn();
    case FieldType::flag:
      return std::vector<std::uint8_t>();
    default:
      return std::vector<std::int32_t>();
  }
}

// Whether a cell has a value, and what is wrong with it if it has.

bool is_present(std::int32_t day) { return day != PurchaseArrays::no_day; }
bool is_present(std::int64_t minor) { return minor != no_amount; }
bool is_present(double number) { return !std::isnan(number); }
bool is_present(std::string_view text) { return !text.empty(); }
bool is_present(std::uint8_t) { return true; }

const char* fault_of(std::int32_t day) {
  return Day{day} < Day::first() || Day{day} > Day::last() ? "is outside the calendar" : nullptr;
}
const char* fault_of(double number) { return std::isinf(number) ? "is infinite" : nullptr; }
const char* fault_of(std::string_view text) { return is_utf8(text) ? nullptr : "is not UTF-8"; }
template <typename T>
const char* fault_of(T) {
  return nullptr;
}

/// What is wrong with cell `row`; nullptr if nothing is.
const char* fault_of(const TableRows::Cells& cells, bool is_required, std::size_t row) {
  return std::visit(
      [&](const auto& values) -> const char* {
        if (is_present(values[row])) return fault_of(values[row]);
        return is_required ? "is missing" : nullptr;
      },
      cells.values);
}

bool has_client(const TableRows& rows, std::size_t row) {
  if (!rows.client_present.empty() && rows.client_present[row] == 0) return false;
  const auto* texts = std::get_if<std::span<const std::string_view>>(&rows.clients);
  return texts == nullptr || !(*texts)[row].empty();
}

/// The column that holds cells such as `T`.
template <typename T>
using ColumnOf =
    std::conditional_t<std::is_same_v<T, std::string_view>, TextColumn, std::vector<T>>;

/// Adds the accepted cells to a field.
template <typename T>
void append(StagedField& field, std::span<const T> values,
            const std::vector<std::uint8_t>& accepted) {
  auto& column = std::get<ColumnOf<T>>(field.values);
  for (std::size_t i = 0; i < accepted.size(); ++i) {
    if (accepted[i] == 0) continue;
    field.present.push_back(is_present(values[i]));
    column.push_back(is_present(values[i]) ? values[i] : T{});
  }
}

/// So many cells without a value.
void pad(StagedField& field, std::size_t rows) {
  field.present.resize(rows, 0);
  std::visit(
      [rows]<typename Column>(Column& column) {
        if constexpr (std::is_same_v<Column, TextColumn>) {
          column.offsets.resize(rows + 1, column.offsets.back());
          column.bytes.resize(static_cast<std::size_t>(column.offsets.back()));
        } else {
          column.resize(rows);
        }
      },
      field.values);
}

}  // namespace

StagedField::StagedField(std::string_view name_, FieldType type_, bool required)
    : name(name_), type(type_), is_required(required), values(no_values(type_)) {}

StagedTable::StagedTable(RecordTable table, const ImportOptions& options)
    : table_(table), options_(options) {
  for (const RecordField& field : record_fields(table)) {
    fields_.emplace_back(field.name, field.type, field.required);
  }
}

std::size_t StagedTable::attribute(std::string_view name) {
  const std::size_t own = record_fields(table_).size();
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    if (fields_[i].name != name) continue;
    if (i >= own) return i;
    throw Error(Status::invalid_argument, in_quotes(name) + " is a field, not an attribute",
                std::string(name));
  }
  if (table_ != RecordTable::clients || name.empty() || name == "client" || !is_utf8(name)) {
    throw Error(Status::invalid_argument,
                table_ != RecordTable::clients ? "only clients have attributes"
                                               : "an attribute cannot be called " + in_quotes(name),
                "attributes");
  }
  fields_.emplace_back(name, FieldType::text, false);
  pad(fields_.back(), rows_.size());
  return fields_.size() - 1;
}

std::vector<std::uint8_t> StagedTable::accept(const TableRows& rows, Tally& tally) const {
  std::vector<std::uint8_t> accepted(rows.rows, 1);
  const auto* texts = std::get_if<std::span<const std::string_view>>(&rows.clients);
  const auto refuse = [&](std::size_t i, RowPolicy policy, DropReason reason,
                          std::string_view column, const char* why) {
    const std::int64_t row = tally.rows_read + static_cast<std::int64_t>(i);
    if (policy == RowPolicy::reject) {
      throw Error(Status::invalid_data,
                  std::string(column) + " in row " + std::to_string(row) + " " + why,
                  std::string(column), row);
    }
    accepted[i] = 0;
    tally.of(reason).add(row);
  };
  const std::optional<Day> end = options_.observed_until;
  for (std::size_t i = 0; i < rows.rows; ++i) {
    if (!has_client(rows, i)) {
      refuse(i, options_.guests, DropReason::guest, rows.client_name, "is missing");
      continue;
    }
    if (texts != nullptr && !is_utf8((*texts)[i])) {
      refuse(i, RowPolicy::reject, DropReason::invalid, rows.client_name, "is not UTF-8");
    }
    for (const TableRows::Cells& cells : rows.cells) {
      const char* fault = fault_of(cells, fields_[cells.field].is_required, i);
      if (fault == nullptr) continue;
      refuse(i, options_.invalid_rows, DropReason::invalid, cells.name, fault);
      break;
    }
    for (const TableRows::Cells& cells : rows.cells) {
      if (accepted[i] == 0 || cells.field != 0 || !end) continue;
      const auto& days = std::get<std::span<const std::int32_t>>(cells.values);
      if (!is_present(days[i]) || Day{days[i]} <= *end) continue;
      refuse(i, options_.after_observed, DropReason::after_observed_until, cells.name,
             "is after the end of observation");
    }
    if (accepted[i] != 0 && !rows.rounded.empty() && rows.rounded[i] != 0) {
      tally.rounded.add(tally.rows_read + static_cast<std::int64_t>(i));
    }
  }
  return accepted;
}

void StagedTable::take(const TableRows& rows) {
  for (std::size_t f = 0; f < fields_.size(); ++f) {
    bool is_there = false;
    for (const TableRows::Cells& cells : rows.cells) is_there = is_there || cells.field == f;
    if (fields_[f].is_required && !is_there) {
      throw Error(Status::invalid_argument, "the table needs a column for " + fields_[f].name,
                  fields_[f].name);
    }
  }
  std::visit(
      [&]<typename Id>(std::span<const Id> ids) {
        if (rows_.empty()) clients_ = ColumnOf<Id>();
        if (std::holds_alternative<ColumnOf<Id>>(clients_) || ids.empty()) return;
        throw Error(Status::invalid_data,
                    "client ids are numbers in one lot of rows and texts in another", "client");
      },
      rows.clients);
  Tally tally = tally_;
  const std::vector<std::uint8_t> accepted = accept(rows, tally);
  tally.rows_read += static_cast<std::int64_t>(rows.rows);
  const Mark start = mark();
  try {
    std::visit(
        [&]<typename Id>(std::span<const Id> ids) {
          auto& column = std::get<ColumnOf<Id>>(clients_);
          for (std::size_t i = 0; i < rows.rows; ++i) {
            if (accepted[i] == 0) continue;
            column.push_back(ids[i]);
            rows_.push_back(tally_.rows_read + static_cast<std::int64_t>(i));
          }
        },
        rows.clients);
    for (const TableRows::Cells& cells : rows.cells) {
      StagedField& field = fields_[cells.field];
      field.is_given = true;
      std::visit([&](const auto& values) { append(field, values, accepted); }, cells.values);
    }
    for (StagedField& field : fields_) pad(field, rows_.size());
  } catch (...) {
    restore(start);
    throw;
  }
  tally_ = tally;
}

void StagedTable::restore(const Mark& mark) {
  rows_.resize(mark.rows);
  if (auto* numbers = std::get_if<std::vector<std::int64_t>>(&clients_)) {
    numbers->resize(mark.rows);
  } else {
    auto& texts = std::get<TextColumn>(clients_);
    texts.offsets.resize(mark.rows + 1);
    texts.bytes.resize(static_cast<std::size_t>(texts.offsets.back()));
  }
  for (StagedField& field : fields_) pad(field, mark.rows);
  tally_ = mark.tally;
}

}  // namespace tenure
