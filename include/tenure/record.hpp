/// Record: what is known of clients beside their purchases.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <tenure/portfolio.hpp>
#include <tenure/privacy.hpp>
#include <tenure/table.hpp>

namespace tenure {

/// A table beside the purchases. One row a client in `clients`, one row an event in the others.
enum class RecordTable : std::int32_t { clients = 0, contacts = 1, invoices = 2, contracts = 3 };

/// What the cells of a column are. Amounts are in currency units.
enum class FieldType : std::int32_t { day = 0, amount = 1, number = 2, text = 3, flag = 4 };

/// A column that a table can have beside "client".
struct RecordField {
  std::string_view name;
  FieldType type;
  bool required = false;  ///< of every row; a row without it is invalid
};

/// clients:   acquired (day), acquisition_cost (amount), acquisition_channel (text), no_profiling,
///            no_contact, erase (flags: see ClientFlag), and attributes under any other name.
/// contacts:  day (required), nature (text: "visit", "call", "mail", "complaint", "resolution" or
///            any other word), channel (text), started_by (text: "client" or another word), cost
///            (amount), satisfaction (number, on any scale).
/// invoices:  issued (day, required), due (day), paid (day; absent: not yet), amount (required;
///            below 0: a credit note).
/// contracts: start (day, required), end (day; absent: it runs), renewal_months (number).
/// Events are ordered by their first field.
[[nodiscard]] std::span<const RecordField> record_fields(RecordTable table);

/// Which columns of a stream are a table.
struct RecordColumns {
  std::string client = "client";
  std::vector<std::pair<std::string, std::string>> fields;  ///< name of the field, of the column
  std::vector<std::string> attributes;  ///< of clients: columns kept as texts under their names
  bool minor_units = false;             ///< amounts are integers that count minor units
};

/// One column as an array. A cell without a value is `PurchaseArrays::no_day`, a NaN, an empty
/// text, or 0 of a flag.
struct RecordCells {
  std::string_view field;  ///< or the name of an attribute
  std::variant<std::span<const std::int32_t>, std::span<const double>,
               std::span<const std::string_view>, std::span<const std::uint8_t>>
      values;
};

/// A table as plain arrays; a single row is arrays of one.
struct RecordArrays {
  std::variant<std::span<const std::int64_t>, std::span<const std::string_view>> clients;
  std::span<const std::uint8_t> client_present;  ///< 0 where a row has no client; empty: all have
  std::vector<RecordCells> fields;
  std::vector<RecordCells> attributes;  ///< of clients; texts
};

/// A portfolio and the tables beside it, each sorted by client and then by day. Its clients are
/// those of any table: who never bought is one of them. Cheap to copy.
class Record {
 public:
  /// A file written by `save`; throws as Portfolio::load does.
  [[nodiscard]] static Record load(const std::string& path);
  /// Portfolio and tables in one file, written beside `path`, then renamed onto it.
  void save(const std::string& path) const;

  /// With the flags that its clients table gave.
  [[nodiscard]] const Portfolio& portfolio() const noexcept;
  [[nodiscard]] std::size_t clients() const noexcept;
  [[nodiscard]] ClientIds client_ids() const;  ///< ascending
  /// Of each client, his position in the portfolio; -1 for who never bought.
  [[nodiscard]] std::span<const std::int64_t> portfolio_rows() const noexcept;
  /// What a client asked for, whether he ever bought or not.
  [[nodiscard]] bool has_flag(std::size_t client, ClientFlag flag) const noexcept;
  /// Whether a table was given.
  [[nodiscard]] bool has(RecordTable table) const;
  /// client and the fields that were given. No rows if it was not.
  [[nodiscard]] const Table& table(RecordTable table) const;
  /// Rows of client i in `table`: offsets[i] to offsets[i + 1].
  [[nodiscard]] std::span<const std::uint64_t> offsets(RecordTable table) const;
  [[nodiscard]] const ImportReport& report(RecordTable table) const;
  /// One row a client, what is recorded of him in all tables: client, purchases, revenue and
  /// cost_of_goods (net of returns; if the log has them), and of the tables that were given:
  /// acquired, acquisition_cost, contacts, complaints (contacts of that nature), contact_cost,
  /// invoiced, paid, contracts (running at the end of observation). A listing, not a score: those
  /// who opted out of profiling are in it.
  [[nodiscard]] Table client_table() const;

  struct Data;  // src/history/record_data.hpp
  explicit Record(std::shared_ptr<const Data> data);
  [[nodiscard]] const Data& data() const noexcept { return *data_; }

 private:
  std::shared_ptr<const Data> data_;
};

/// Collects tables beside a portfolio, in any number of lots. The portfolio's policies for guests,
/// invalid rows and rows after the end of observation (if that was given, not taken from the log)
/// hold for all of them; its currency and day rule too.
class RecordBuilder {
 public:
  explicit RecordBuilder(Portfolio portfolio);
  ~RecordBuilder();
  RecordBuilder(RecordBuilder&&) noexcept;
  RecordBuilder& operator=(RecordBuilder&&) noexcept;

  /// All rows enter or none; consumes the stream: it is released whatever happens. Types as in
  /// Portfolio::from_arrow; flags are booleans or integers. Throws Error(invalid_argument) naming a
  /// field or column that is not there, Error(invalid_data) naming column and row.
  void read(RecordTable table, ArrowArrayStream* stream, const RecordColumns& columns);
  void read(RecordTable table, const RecordArrays& rows);
  [[nodiscard]] std::int64_t rows_read(RecordTable table) const;

  /// Joins what was read, which stays. A client who comes twice in the clients table is an invalid
  /// row: an error, or the first one counts.
  [[nodiscard]] Record build() const;

 private:
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

/// As those of a Portfolio, on all tables. The last active contact is the client's own act: a
/// purchase or return, a contact that he started (started_by "client"), a payment, a contract that
/// runs. Of who did none of these the clock starts with the first day known of him.
[[nodiscard]] Record erase(const Record& record, const ClientIds& clients);
[[nodiscard]] Table due_for_erasure(const Record& record, const RetentionClock& clock = {});
[[nodiscard]] Record erase_due(const Record& record, const RetentionClock& clock = {});

}  // namespace tenure
