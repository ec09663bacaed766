/// When the cash of purchases is counted if not at each purchase: periods, and a day in each.
#pragma once

#include <vector>

#include <tenure/value.hpp>

namespace tenure::value {

/// One period, in units from now.
struct CashPeriod {
  double end;      ///< its beginning is the end of the one before, or 0
  double paid_at;  ///< when its cash is counted
};

/// The periods of `length` units in (0, horizon]; a last one that the horizon cuts is shorter and
/// has its own start, middle and end. `timing` is not Timing::at_purchase.
[[nodiscard]] std::vector<CashPeriod> cash_periods(double horizon, double length, Timing timing);

}  // namespace tenure::value
