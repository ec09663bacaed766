/// Acquisition against retention: where the next unit of the budget earns more.
#pragma once

#include <limits>
#include <string>

#include <tenure/allocation.hpp>
#include <tenure/budget.hpp>

namespace tenure {

struct AcquisitionOptions {
  double margin = 0;         ///< of a client, a period; above 0
  double discount_rate = 0;  ///< a period, above 0
  /// Share of prospects that an acquisition spending a prospect wins, and share of clients that a
  /// retention spending a client keeps each period. Exponential; max_saved of retention below 1.
  ResponseCurve acquisition = {}, retention = {};
  /// Of both kinds of spending, a prospect: acquisition + share won x retention.
  double budget = std::numeric_limits<double>::infinity();
};

/// The best spending on a prospect and on a client, and its proof.
struct AcquisitionPlan {
  double acquisition_spend = 0;  ///< a prospect
  double retention_spend = 0;    ///< a client, a period
  double acquisition_rate = 0, retention_rate = 0;
  double client_value = 0;  ///< V = (margin (1 + d) - retention_spend) / (1 + d - retention_rate)
  double customer_equity = 0;  ///< a prospect: acquisition_rate V - acquisition_spend
  double shadow_price = 0;  ///< equity that one more unit of the budget adds; 0: it does not bind
  /// Cost of the last client won and of the last one kept. Without a binding budget both are V:
  /// that certifies the optimum.
  double marginal_acquisition_cost = 0, marginal_retention_cost = 0;
  /// Spending over the number won or kept: what "five times cheaper" compares.
  double average_acquisition_cost = 0, average_retention_cost = 0;
  double average_ratio = 0;  ///< of acquisition to retention; 0 where nothing is spent on retention
  Certificate certificate;   ///< of the equity a prospect; gap: what the dual cannot exclude
  std::string reading;       ///< what the costs say about the next unit, and what they do not
};

/// Greatest customer equity a prospect. Unspent budget is not lost: beyond the free optimum more
/// spending lowers the equity, and is left.
/// R. C. Blattberg & J. Deighton (1996), "Manage marketing by the customer equity test", Harvard
/// Business Review 74; P. D. Berger & N. N. Bechwati (2001), "The allocation of promotion budget to
/// maximize customer equity", Omega 29; P. E. Pfeifer (2005), "The optimal ratio of acquisition and
/// retention costs", Journal of Targeting, Measurement and Analysis for Marketing 13.
[[nodiscard]] AcquisitionPlan balance_acquisition(const AcquisitionOptions& options);

}  // namespace tenure
