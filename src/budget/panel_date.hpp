/// What the panel's models and log say of the clients who had bought by one date.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include <tenure/client_panel.hpp>
#include <tenure/summary.hpp>

namespace tenure::budget {

/// Parallel to the clients of the summary.
struct PanelDate {
  std::vector<std::size_t> position;  ///< in the portfolio
  std::size_t periods = 0;
  std::vector<double> revenue, profit;  ///< client by client, `periods` each, the oldest first
  std::vector<double> contacts;         ///< cost in the last period
  std::vector<double> p_alive, p_leaving;
  std::vector<std::optional<double>> expected_revenue;
  double margin = 1;  ///< of the revenue to come
  /// Of the clients who opted out of profiling: sums over the last period, no row of their own.
  double others_revenue = 0, others_profit = 0, others_contacts = 0;
};

[[nodiscard]] PanelDate panel_at(const Portfolio& portfolio, const FittedModel& purchases,
                                 const FittedModel& spend, Day date, const Summary& summary,
                                 const PanelCosts& costs, const PanelOptions& options,
                                 const Execution& execution);

}  // namespace tenure::budget
