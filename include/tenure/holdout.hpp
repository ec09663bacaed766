/// A holdout that was counted elsewhere, for summaries that were not made of a portfolio.
#pragma once

#include <span>

#include <tenure/summary.hpp>

namespace tenure {

/// What the clients of a summary bought after its calibration period.
struct HoldoutPurchases {
  double length = 0.0;                     ///< of the holdout, in units of the summary
  std::span<const double> frequency = {};  ///< purchases of each client, whole numbers
  std::span<const double> spend = {};  ///< the value of them all, net of returns; empty: unknown
};

/// The summary with a holdout, so that models can be compared by what they predict of it.
/// Throws Error(invalid_argument) if the summary has one already, and unless the length is above 0
/// and there is a number for each client; Error(invalid_data) naming column, row and value unless
/// purchases are whole and from 0 and spend is finite and from 0, of nobody without purchases.
[[nodiscard]] Summary with_holdout(const Summary& summary, const HoldoutPurchases& holdout);

}  // namespace tenure
