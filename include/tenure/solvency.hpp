/// Revenue over the time in which a client is both alive and solvent.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include <tenure/model.hpp>
#include <tenure/summary.hpp>
#include <tenure/table.hpp>
#include <tenure/units.hpp>

namespace tenure {

struct SolventRevenueOptions {
  std::optional<double> horizon = {};  ///< in units of the summary; absent: for ever
  DiscountRate discount = DiscountRate::effective(0.10, TimeUnit::year);
  double solvency = 1;               ///< chance to remain solvent a `period`, in (0, 1]
  TimeUnit period = TimeUnit::year;  ///< of the solvencies
  /// One chance a client instead, in [0, 1]; empty: `solvency` for all.
  std::span<const double> solvencies = {};
};

struct SolventRevenueResult {
  /// client, p_alive, solvency, revenue (discounted, while alive), solvent_revenue (while solvent
  /// too), lost (the difference), status ("ok", "infinite_spend" or "overflow": why there is none).
  Table clients;
  double revenue = 0;  ///< sums over the clients that have one
  double solvent_revenue = 0;
  std::int64_t not_valued = 0;
};

/// Expected revenue of every client, weighted by the joint chance that he is still a client and
/// solvent, which are taken to be independent: insolvency ends a relation at a constant rate, so
/// that it acts as more discount. Cash counts at each purchase, without the first one.
[[nodiscard]] SolventRevenueResult solvent_revenue(const FittedModel& purchases,
                                                   const FittedModel& spend, const Summary& summary,
                                                   const SolventRevenueOptions& options = {},
                                                   const Execution& execution = {});

}  // namespace tenure
