/// Portfolio: every client's purchases, clean, sorted and immutable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <tenure/execution.hpp>
#include <tenure/table.hpp>
#include <tenure/units.hpp>

struct ArrowArrayStream;

namespace tenure {

// What is done with rows that are not plain purchases. The defaults are those of ImportOptions.
enum class SameDay : std::int32_t {
  merge = 0,  ///< a client's rows of one day are one purchase (the field's custom)
  order = 1,  ///< of those, only the rows with the same order id: two orders a day are two
  keep = 2,   ///< every row is a purchase
};
enum class RowPolicy : std::int32_t {
  keep = 0,
  drop = 1,    ///< left out and counted in the report
  reject = 2,  ///< an error that names the row
};

/// Which instant a day begins and how an instant becomes a day. A timestamp without zone is
/// wall-clock time; an instant (timestamp with zone) needs a zone here, it is never inferred.
struct DayRule {
  /// From `utc_second` on, local time is UTC + `offset_seconds`.
  struct Offset {
    std::int64_t utc_second;
    std::int32_t offset_seconds;
    friend bool operator==(const Offset&, const Offset&) = default;
  };
  std::vector<Offset> offsets;     ///< ascending; empty: no zone was given
  std::int32_t day_starts_at = 0;  ///< minutes after local midnight at which a day begins

  [[nodiscard]] static DayRule utc();
  [[nodiscard]] static DayRule fixed(std::int32_t offset_minutes);
  /// A POSIX rule such as "EST5EDT,M3.2.0,M11.1.0" (hours west of Greenwich), for the years 1970 to
  /// 2100; before them the standard time of 1970, after them that of 2100.
  [[nodiscard]] static DayRule posix(std::string_view rule);
  friend bool operator==(const DayRule&, const DayRule&) = default;
};

/// How a purchase log is read. Every policy here is written into the Portfolio.
struct ImportOptions {
  SameDay same_day = SameDay::merge;
  /// Negative amounts. `keep`: recorded and taken off the client's spend, from the latest
  /// purchase on or before their day backwards; a return is never a purchase.
  RowPolicy returns = RowPolicy::keep;
  /// Zero amounts. `keep`: they are purchases, as in the CDNOW literature.
  RowPolicy zero_amounts = RowPolicy::keep;
  /// Rows without a client. `keep` is not possible: a guest has no history.
  RowPolicy guests = RowPolicy::drop;
  /// Rows with no day, or with an amount or cost that is missing or not finite.
  RowPolicy invalid_rows = RowPolicy::reject;
  /// Rows after `observed_until`. `keep` is not possible.
  RowPolicy after_observed = RowPolicy::drop;
  /// Rows equal in every column to another row of the same order id (needs order ids):
  /// `drop` makes reading the same rows twice harmless.
  RowPolicy duplicates = RowPolicy::keep;
  /// Last day of observation; default: the last day in the log, invalid rows aside. No clock is
  /// read.
  std::optional<Day> observed_until;
  Currency currency;
  DayRule day_rule;
  friend bool operator==(const ImportOptions&, const ImportOptions&) = default;
};

/// Column names of a purchase log in a table or stream; empty: the log has no such column.
struct PurchaseColumns {
  std::string client = "client";
  std::string day = "date";
  std::string amount;
  std::string cost;    ///< cost of goods of the row, same unit as amount
  std::string margin;  ///< instead of cost: amount - cost
  std::string order_id;
  std::string category;
  std::string channel;
  std::string quantity;
  /// Amounts, costs and margins are integers that count minor units, not currency units.
  bool minor_units = false;
};

/// A purchase log as plain arrays; optional columns are empty spans. Amounts in currency units.
/// A value that is missing is an empty text, a NaN, or `no_day`.
struct PurchaseArrays {
  static constexpr std::int32_t no_day = INT32_MIN;

  std::variant<std::span<const std::int64_t>, std::span<const std::string_view>> clients;
  std::span<const std::uint8_t> client_present;  ///< 0 where a row has no client; empty: all have
  std::span<const std::int32_t> days;            ///< days since 1970-01-01
  std::variant<std::span<const double>, std::span<const std::int64_t>> amounts;  ///< units | minor
  std::variant<std::span<const double>, std::span<const std::int64_t>> costs;
  std::span<const std::string_view> order_ids;
  std::span<const std::string_view> categories;
  std::span<const std::string_view> channels;
  std::span<const double> quantities;
};

/// What happened to every row read: read = kept + merged + the dropped ones.
struct ImportReport {
  struct Dropped {
    std::string reason;  ///< "guest", "return", "zero_amount", "invalid", "after_observed_until",
                         ///< "duplicate"; "erased": kept or merged once, gone with their client
    std::int64_t rows;
    std::int64_t first_row;  ///< zero-based, in the order read; -1 for "erased"
  };
  std::int64_t rows_read = 0;
  std::int64_t kept = 0;    ///< purchases, and returns that were recorded
  std::int64_t merged = 0;  ///< rows that became part of another row's purchase
  std::vector<Dropped> dropped;
  std::int64_t first_merged_row = -1;
  std::int64_t returns_recorded = 0;  ///< among kept
  /// Recorded returns larger than the client's purchases before them: the rest counts nowhere.
  std::int64_t returns_unmatched = 0;
  std::int64_t amounts_rounded = 0;  ///< amounts finer than the currency's minor unit
  std::int64_t first_rounded_row = -1;
  std::int64_t clients = 0;
  [[nodiscard]] std::int64_t rows_dropped() const;
  [[nodiscard]] Table table() const;  ///< outcome, rows, first_row
};

/// The ids of clients, in the portfolio's order: ascending, texts by bytes.
using ClientIds = std::variant<std::span<const std::int64_t>, TextView>;

/// What a client asked for, a bit each; privacy.hpp sets them.
enum class ClientFlag : std::uint8_t {
  no_profiling = 1,  ///< counted in totals, never scored: no Summary has a row of him
  no_contact = 2,    ///< never a target
  erase = 4,         ///< his data are to go
};

/// All clients and their rows, sorted by client and day. Cheap to copy: copies share the data.
class Portfolio {
 public:
  [[nodiscard]] static Portfolio from_arrays(const PurchaseArrays& log,
                                             const ImportOptions& options = {},
                                             const Execution& execution = {});
  /// Consumes the stream: it is released whatever happens. Ids integer or utf8; days date,
  /// timestamp, ISO text or the integer YYYYMMDD; amounts float, decimal or integer; dictionaries
  /// of all of these.
  [[nodiscard]] static Portfolio from_arrow(ArrowArrayStream* stream,
                                            const PurchaseColumns& columns,
                                            const ImportOptions& options = {},
                                            const Execution& execution = {});
  /// A file written by `save`. Throws Error(io_error), Error(corrupt_data) if the file is not as
  /// it was written, Error(unsupported_version) if a newer library wrote it.
  [[nodiscard]] static Portfolio load(const std::string& path);

  /// Written beside `path`, flushed to the disk, then renamed onto it.
  void save(const std::string& path) const;

  /// A new portfolio with more rows under the same policies; nothing is read again. The result
  /// equals one import of all rows. `observed_until` may only move forward; rows that were dropped
  /// as later than the old one do not come back.
  [[nodiscard]] Portfolio append(const PurchaseArrays& more, std::optional<Day> observed_until = {},
                                 const Execution& execution = {}) const;
  [[nodiscard]] Portfolio append(ArrowArrayStream* more, const PurchaseColumns& columns,
                                 std::optional<Day> observed_until = {},
                                 const Execution& execution = {}) const;

  [[nodiscard]] std::size_t clients() const noexcept;
  [[nodiscard]] std::size_t purchases() const noexcept;  ///< after the same-day policy
  [[nodiscard]] ClientIds client_ids() const;
  /// Of each client, the sum of his ClientFlag bits; empty when no client has any.
  [[nodiscard]] std::span<const std::uint8_t> flags() const noexcept;
  [[nodiscard]] bool has_flag(std::size_t client, ClientFlag flag) const noexcept;
  /// Clients who opted out of profiling: counted here, scored nowhere.
  [[nodiscard]] std::size_t excluded_clients() const noexcept;
  // Of an empty log without the option `observed_until`: 1970-01-01.
  [[nodiscard]] Day first_day() const;
  [[nodiscard]] Day observed_until() const;
  [[nodiscard]] bool has_amounts() const noexcept;
  [[nodiscard]] bool has_costs() const noexcept;
  [[nodiscard]] const ImportOptions& options() const noexcept;
  [[nodiscard]] const ImportReport& report() const noexcept;
  /// Every recorded row: client, day, purchase (its number in the client's history, the same for
  /// rows that are one purchase, 0 for a return), amount, cost, order_id, category, channel,
  /// quantity: those the log has.
  [[nodiscard]] Table purchase_table() const;

  struct Data;   // src/history/portfolio_data.hpp
  struct Flags;  // src/history/client_flags.hpp
  explicit Portfolio(std::shared_ptr<const Data> data, std::shared_ptr<const Flags> flags = {});
  Portfolio(const Portfolio& rows, std::shared_ptr<const Flags> flags);
  [[nodiscard]] const Data& data() const noexcept { return *data_; }
  /// nullptr when nobody asked for anything.
  [[nodiscard]] const std::shared_ptr<const Flags>& flag_data() const noexcept { return flags_; }

 private:
  std::shared_ptr<const Data> data_;
  std::shared_ptr<const Flags> flags_;
};

/// Rows pushed one at a time, or in several builders that are merged, in one process or, as bytes,
/// in many: the portfolio does not depend on order or partition. Of the report only the numbers of
/// rows do, which are those of the builders one after the other.
class PortfolioBuilder {
 public:
  /// One row of a purchase log; amounts in currency units. An absent client is a guest. The first
  /// row says whether the log has amounts and costs: the others must have them too, or none.
  struct Row {
    std::variant<std::monostate, std::int64_t, std::string_view> client;
    Day day;
    std::optional<double> amount;
    std::optional<double> cost;
    std::optional<std::string_view> order_id;
    std::optional<std::string_view> category;
    std::optional<std::string_view> channel;
    std::optional<double> quantity;
  };

  explicit PortfolioBuilder(const ImportOptions& options = {});
  ~PortfolioBuilder();
  PortfolioBuilder(PortfolioBuilder&&) noexcept;
  PortfolioBuilder& operator=(PortfolioBuilder&&) noexcept;

  /// Throws and leaves the builder as it was if the row is bad and the policy is `reject`.
  void push(const Row& row);
  void push(const PurchaseArrays& rows);
  /// Consumes the stream: it is released whatever happens. All rows enter or none.
  void push(ArrowArrayStream* stream, const PurchaseColumns& columns);
  /// Takes all rows of `other`, whose options must be equal; `other` is left empty.
  void merge(PortfolioBuilder&& other);
  /// The rows and options as bytes of a stated version, checksummed, the same on every machine.
  [[nodiscard]] std::vector<std::byte> to_bytes() const;
  /// Throws Error(corrupt_data) for what is not as `to_bytes` wrote it, Error(unsupported_version)
  /// for what a newer library wrote.
  [[nodiscard]] static PortfolioBuilder from_bytes(std::span<const std::byte> bytes);
  [[nodiscard]] std::int64_t rows_read() const noexcept;
  [[nodiscard]] const ImportOptions& options() const noexcept;
  /// Builds and empties the builder.
  [[nodiscard]] Portfolio build(const Execution& execution = {});

 private:
  struct Rows;
  std::unique_ptr<Rows> rows_;
};

}  // namespace tenure
