/// Rows of a table beside the purchases that were read and accepted, in the order read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "history/client_ids.hpp"
#include "history/import_report.hpp"
#include <tenure/record.hpp>

namespace tenure {

/// The cells of a column, whose alternative is that of its FieldType: days, minor units, numbers,
/// texts, flags.
using FieldValues = std::variant<std::vector<std::int32_t>, std::vector<std::int64_t>,
                                 std::vector<double>, TextColumn, std::vector<std::uint8_t>>;

struct StagedField {
  StagedField(std::string_view name, FieldType type, bool required);
  std::string name;
  FieldType type;
  bool is_required;
  bool is_given = false;  ///< in some lot; the cells of the others are absent
  FieldValues values;
  std::vector<std::uint8_t> present;
};

/// A lot of rows in the one form in which they are taken in, whatever they came from.
struct TableRows {
  /// The cells of one field. Absent: `no_day`, `no_amount`, NaN, "".
  struct Cells {
    std::size_t field;      ///< of the StagedTable
    std::string_view name;  ///< what the caller calls it
    std::variant<std::span<const std::int32_t>, std::span<const std::int64_t>,
                 std::span<const double>, std::span<const std::string_view>,
                 std::span<const std::uint8_t>>
        values;
  };
  std::size_t rows = 0;
  std::string_view client_name = "client";
  std::variant<std::span<const std::int64_t>, std::span<const std::string_view>> clients;
  std::span<const std::uint8_t> client_present;  ///< empty: all
  std::span<const std::uint8_t> rounded;         ///< an amount was; empty: none
  std::vector<Cells> cells;
};

class StagedTable {
 public:
  StagedTable(RecordTable table, const ImportOptions& options);

  /// The position of an attribute, which is added if it is new. Throws Error(invalid_argument) if
  /// this table has none, or the name is that of a field.
  std::size_t attribute(std::string_view name);

  /// Takes in all rows by the policies, or throws and takes none.
  void take(const TableRows& rows);

  struct Mark {
    std::size_t rows;
    Tally tally;
  };
  [[nodiscard]] Mark mark() const { return {rows_.size(), tally_}; }
  void restore(const Mark& mark);

  [[nodiscard]] RecordTable table() const noexcept { return table_; }
  [[nodiscard]] const ImportOptions& options() const noexcept { return options_; }
  [[nodiscard]] const std::vector<StagedField>& fields() const noexcept { return fields_; }
  [[nodiscard]] const Tally& tally() const noexcept { return tally_; }
  [[nodiscard]] ClientIds clients() const { return view_of(clients_); }
  /// Of each line, the row it was read from.
  [[nodiscard]] const std::vector<std::int64_t>& rows() const noexcept { return rows_; }

 private:
  [[nodiscard]] std::vector<std::uint8_t> accept(const TableRows& rows, Tally& tally) const;

  RecordTable table_;
  ImportOptions options_;
  std::vector<StagedField> fields_;
  OwnedClientIds clients_;
  std::vector<std::int64_t> rows_;
  Tally tally_;
};

}  // namespace tenure
