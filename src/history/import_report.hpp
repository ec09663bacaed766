/// The counts of an import while rows are read.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tenure/portfolio.hpp>

namespace tenure {

enum class DropReason : std::uint8_t {
  guest,
  invalid,
  after_observed_until,
  negative_amount,
  zero_amount,
  duplicate,
  erased
};

struct Tally {
  struct Count {
    std::int64_t rows = 0;
    std::int64_t first_row = -1;
    void add(std::int64_t row);
    void add(const Count& later, std::int64_t row_shift);
  };
  std::int64_t rows_read = 0;
  std::array<Count, 7> dropped;  ///< by DropReason
  Count rounded;
  std::int32_t last_day = PurchaseArrays::no_day;

  [[nodiscard]] Count& of(DropReason reason) { return dropped[static_cast<std::size_t>(reason)]; }
  /// Adds the counts of rows that follow those counted here.
  void add(const Tally& later);
  /// Whether the dropped rows of a report have the reasons of DropReason.
  [[nodiscard]] static bool knows_reasons_of(const ImportReport& report);
  /// The counts of an earlier import, to go on from.
  [[nodiscard]] static Tally from(const ImportReport& report, std::int32_t last_day);
  /// Fills rows_read, dropped and amounts_rounded.
  void write_to(ImportReport& report) const;
};

}  // namespace tenure
