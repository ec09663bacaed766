/// Rows of a log that were read and accepted, in the order read: what a Portfolio is made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "base/byte_stream.hpp"
#include "history/import_report.hpp"
#include "history/lines.hpp"
#include "history/staged_clients.hpp"
#include "history/text_index.hpp"
#include <tenure/portfolio.hpp>

namespace tenure {

/// What a log calls its columns: errors use the caller's words.
struct ColumnNames {
  std::string_view client = "client", day = "day", amount = "amount", cost = "cost",
                   quantity = "quantity";
};

/// A piece of a log in the one form in which rows are taken in, whatever they came from.
struct RowSlice {
  std::size_t rows = 0;
  std::int64_t first_row = 0;  ///< of all rows read
  ColumnNames names;
  StagedClients::Ids clients;
  std::span<const std::uint8_t> client_present;  ///< empty: all
  std::span<const std::int32_t> days;            ///< PurchaseArrays::no_day: none
  bool has_amounts = false, has_costs = false;
  std::span<const std::int64_t> amounts, costs;      ///< minor units; no_amount: none
  std::span<const double> amount_units, cost_units;  ///< as they were read, if read as double
  std::span<const std::uint8_t> rounded;             ///< amount or cost was rounded; empty: none
  std::span<const std::string_view> orders, categories, channels;  ///< empty text: none
  std::span<const double> quantities;                              ///< NaN: none
};

class StagedRows {
 public:
  explicit StagedRows(const ImportOptions& options);
  /// The lines of a portfolio, to which more are to be added.
  StagedRows(const Portfolio::Data& data, const ImportOptions& options);

  /// Gives slice i of consecutive ones; called from several threads, once for each i.
  using ReadSlice = std::function<const RowSlice&(std::size_t i)>;
  /// Takes in all rows of `count` slices of one log by the policies. If it throws, of the bad rows
  /// the first is told, and `restore` must follow.
  void take(std::size_t count, const ReadSlice& read, const Execution& execution);
  void merge(StagedRows&& other);

  /// What `restore` needs to undo everything taken since. Ids entered since stay in the indexes;
  /// without lines they have no effect.
  struct Mark {
    std::size_t lines, gaps;
    Tally tally;
    std::optional<bool> has_amounts, has_costs;
  };
  [[nodiscard]] Mark mark() const;
  void restore(const Mark& mark) noexcept;
  /// How many rows are to come in all, if it is known before the first one.
  void expect(std::size_t rows) { expected_ = rows; }

  /// As bytes and back; not of rows that are added to a portfolio. Reading throws
  /// Error(corrupt_data) for what `write_to` did not write, Error(unsupported_version).
  void write_to(ByteSink& sink) const;
  [[nodiscard]] static StagedRows read_from(ByteSource& source);

  /// Takes the lines out, divided by client into so many parts that know their rows' numbers; what
  /// was counted stays.
  [[nodiscard]] std::vector<StagedRows> split_off(std::size_t parts, const Execution& execution);
  /// Adds the lines of a part, which follow those of the parts added before.
  void rejoin(const StagedRows& part);
  /// Before parts that were put together are arranged: what they know of the log they come from.
  void complete(const Tally& of_log, bool has_orders);
  [[nodiscard]] std::size_t lines() const noexcept { return lines_.size(); }
  [[nodiscard]] bool has_orders() const noexcept { return !lines_.order.empty(); }
  /// Of memory, about.
  [[nodiscard]] std::size_t bytes() const noexcept;

  [[nodiscard]] const ImportOptions& options() const noexcept { return options_; }
  [[nodiscard]] const Tally& tally() const noexcept { return tally_; }
  [[nodiscard]] std::shared_ptr<const Portfolio::Data> arrange(const Execution& execution) &&;

 private:
  friend class Arrangement;

  /// Between lines and the rows they came from: from `line` on, row = line + skipped.
  struct Gap {
    std::size_t line;
    std::int64_t skipped;
  };
  /// -1 for a line of the portfolio these rows are added to.
  [[nodiscard]] std::int64_t row_of(std::size_t line) const;
  /// What the policies say of a slice.
  struct Verdict {
    const RowSlice* slice = nullptr;
    std::size_t first_line = 0;
    std::vector<std::uint8_t> accepted;  ///< by row
    std::size_t lines = 0;               ///< accepted rows
    Tally tally;                         ///< of this slice alone
  };
  void check_columns(const RowSlice& slice) const;
  void classify(Verdict& verdict) const;
  void make_room(const RowSlice& like, std::size_t lines);
  void fill_numbers(const Verdict& verdict);
  void append_texts(const Verdict& verdict);
  void note_gaps(const Verdict& verdict);
  [[nodiscard]] bool are_lines_by_the_policies() const;
  /// All lines of `other`, whose row r becomes row r + `row_offset`. All or nothing.
  void append_lines(const StagedRows& other, std::int64_t row_offset);
  [[nodiscard]] StagedRows at(const std::vector<std::uint32_t>& lines) const;

  ImportOptions options_;
  Tally tally_;
  std::optional<bool> has_amounts_, has_costs_;  // known from the first row on
  StagedClients clients_;                        // by line
  TextIndex orders_, categories_, channels_;
  Lines lines_;
  std::vector<Gap> gaps_;
  std::size_t expected_ = 0;
  std::vector<Verdict> verdicts_;  // scratch, by slice

  // Of the portfolio these rows are added to.
  std::size_t earlier_lines_ = 0;
  std::int64_t earlier_first_merged_ = -1;
};

}  // namespace tenure
