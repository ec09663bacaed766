/// What a Portfolio holds: every recorded row, sorted by client, day and then all other columns,
/// so that nothing depends on the order in which the log was read. Rows that are one purchase by
/// the same-day policy stay apart here; purchases.hpp puts them together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "history/client_ids.hpp"
#include "history/lines.hpp"
#include <tenure/portfolio.hpp>

namespace tenure {

struct Portfolio::Data {
  ImportOptions options;
  ImportReport report;

  OwnedClientIds ids;                     ///< ascending
  std::vector<std::uint64_t> offsets{0};  ///< lines of client i: offsets[i] to offsets[i + 1]
  Lines lines;
  TextColumn orders, categories, channels;  ///< by code, ascending; the first is ""

  Day first_day;                                   ///< of the lines
  Day observed_until;                              ///< the option, or the last day read
  std::int32_t last_day = PurchaseArrays::no_day;  ///< of all rows read, dropped ones too
  bool has_amounts = false, has_costs = false, has_returns = false;
  std::size_t purchases = 0;  ///< after the same-day policy

  [[nodiscard]] std::size_t clients() const noexcept { return offsets.size() - 1; }
};

}  // namespace tenure
