/// The panel of each client: how his revenue and profit move, what is still to come, what keeping
/// him may cost and has cost, and whether he has earned back what it cost to win him.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include <tenure/budget.hpp>
#include <tenure/model.hpp>
#include <tenure/portfolio.hpp>
#include <tenure/table.hpp>
#include <tenure/trends.hpp>
#include <tenure/units.hpp>

namespace tenure {

/// Costs that the purchases do not hold, currency units. Clients are told by their position in
/// Portfolio::client_ids().
struct PanelCosts {
  std::span<const double> acquisition = {};  ///< one a client of the portfolio; empty: not known
  // Contacts, in any order: parallel columns.
  std::span<const std::int64_t> contact_client = {};
  std::span<const std::int32_t> contact_day = {};  ///< days since 1970-01-01
  std::span<const double> contact_cost = {};
};

struct PanelOptions {
  TimeUnit period = TimeUnit::year;  ///< of the evolution and of the retention spending
  std::int32_t periods = 3;          ///< looked back on, 1 to 1000, each ending with its date
  TrendOptions trend = {};
  std::optional<double> horizon =
      {};  ///< of the revenue to come, units of the models; absent: ever
  DiscountRate discount = DiscountRate::effective(0.10, TimeUnit::year);
  double solvency = 1;  ///< chance to remain solvent a year, in (0, 1]
  /// One chance a client of the portfolio instead, in [0, 1]; empty: `solvency` for all.
  std::span<const double> solvencies = {};
  /// Share of revenue that is profit, in (0, 1]: of the revenue to come, and of past revenue if the
  /// log has no costs. Absent: what the costs show up to the date, 1 without costs.
  std::optional<double> margin = {};
  /// What retention efforts save; absent: no ceiling and no optimum.
  std::optional<ResponseCurve> response = {};
  /// The risk that efforts fight is that of leaving within it, units of the models; absent: a year.
  std::optional<double> risk_horizon = {};
};

struct PanelResult {
  /// One row a date and client who had bought by then, unless he opted out of profiling.
  /// client, date;
  /// 1 revenue (of the last period) and revenue_before, revenue_ratio, ... as in trends();
  /// 2 p_alive, expected_revenue (discounted, while he is alive and solvent);
  /// 3 profit (revenue less cost of goods and contacts) and profit_before, ... as in trends();
  /// 4 p_leaving (alive now, gone at the risk horizon), value_at_stake (what expected_revenue
  /// leaves,
  ///   given that he is alive), with a response retention_ceiling, retention_optimum and
  ///   retention_break_even, with contacts retention_spent (in the last period);
  /// 5 with acquisition costs acquisition_cost, acquisition_left (not earned back yet by the margin
  /// of
  ///   his purchases), payback_day (when it was).
  Table clients;
  /// date, clients, revenue, profit, expected_revenue, not_valued (clients without one), and, where
  /// `clients` has them, retention_optimum, retention_spent, acquisition_cost, acquisition_left:
  /// sums; those of what was recorded (revenue, profit, retention_spent) with the clients who opted
  /// out of profiling, who have no row.
  Table dates;
};

/// The panel at each of `dates`, ascending: what was known on that day of the log, seen through the
/// models as they are. The portfolio must have amounts.
[[nodiscard]] PanelResult client_panel(const Portfolio& portfolio, const FittedModel& purchases,
                                       const FittedModel& spend, std::span<const Day> dates,
                                       const PanelCosts& costs = {},
                                       const PanelOptions& options = {},
                                       const Execution& execution = {});

}  // namespace tenure
