/// What a PartialSummary holds: stretches of days by client and day, those of one client apart, so
/// that another part may still come between them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "history/client_ids.hpp"
#include "history/stretch.hpp"
#include <tenure/partial_summary.hpp>

namespace tenure {

struct PartialSummary::Data {
  ImportOptions import;
  SummaryOptions options;
  bool has_amounts = false, has_costs = false;
  std::int32_t last_day = PurchaseArrays::no_day;  ///< of all rows read, dropped ones too

  OwnedClientIds ids;                     ///< ascending
  std::vector<std::uint64_t> offsets{0};  ///< stretches of client i: offsets[i] to offsets[i + 1]
  std::vector<Stretch> stretches;         ///< of a client: ascending in day, apart from each other

  [[nodiscard]] std::size_t clients() const noexcept { return offsets.size() - 1; }
  /// Where the observation of all parts ends.
  [[nodiscard]] Day observed_until() const;
};

}  // namespace tenure
