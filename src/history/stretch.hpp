/// What a stretch of days tells of a client, in a form in which stretches can be joined: the same
/// size whatever happened in them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/fixed_point_sum.hpp"
#include "history/interval_logs.hpp"
#include "history/purchases.hpp"
#include <tenure/portfolio.hpp>
#include <tenure/units.hpp>

namespace tenure {

/// What a client's days are divided by.
struct StretchBounds {
  Day calibration_end;
  Day end;  ///< of the observation
  TimeUnit unit;
};

/// Amounts in minor units, net of the returns within the stretch.
struct Stretch {
  std::int32_t first_row_day = 0, last_row_day = 0;  ///< returns included
  bool is_excluded = false;                          ///< he opted out of profiling
  // Calibration period.
  std::int64_t purchases = 0;
  std::int32_t first_day = 0, last_day = 0;  ///< of the purchases, if there are any
  std::int64_t first_spend = 0;              ///< of the first purchase
  std::int64_t repeat_spend = 0;             ///< of the others
  /// What returns could not be taken off the purchases before them: an earlier stretch's purchases
  /// are next.
  std::int64_t overdue = 0;
  std::int64_t cost = 0;
  FixedPointSum log_interpurchase;  ///< ln of the times between purchases, zero times left out
  // Holdout period.
  std::int64_t holdout_purchases = 0, holdout_spend = 0, holdout_overdue = 0;
};

/// Of a client whose first row is within the bounds; `spare` saves allocations.
[[nodiscard]] Stretch stretch_of(const Portfolio::Data& data, std::size_t client,
                                 const StretchBounds& bounds, const IntervalLogs& logs,
                                 std::vector<Purchase>& spare);

/// Adds a stretch of later days of the same client. Throws Error(invalid_data) if amounts overflow.
void join(Stretch& earlier, const Stretch& later, const IntervalLogs& logs);

}  // namespace tenure
