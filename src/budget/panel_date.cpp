#include "budget/panel_date.hpp"

#include <algorithm>

#include "history/client_ids.hpp"
#include "history/period_totals.hpp"
#include <tenure/attrition.hpp>
#include <tenure/solvency.hpp>
#include <tenure/value.hpp>

namespace tenure::budget {
namespace {

/// The ends of the periods that end with `date`, before the first of them included.
std::vector<Day> bounds_of(Day date, const PanelOptions& options) {
  std::vector<Day> bounds;
  for (std::int32_t p = options.periods; p >= 0; --p) {
    bounds.push_back(add_time(date, -static_cast<double>(p), options.period));
  }
  return bounds;
}

/// Cost of contacts of all clients of the portfolio, a column a period.
std::vector<double> contacts_by_period(const PanelCosts& costs, std::span<const Day> bounds,
                                       std::size_t clients) {
  const std::size_t periods = bounds.size() - 1;
  std::vector<double> sums(clients * periods);
  for (std::size_t i = 0; i < costs.contact_client.size(); ++i) {
    const Day day{costs.contact_day[i]};
    const auto end = std::ranges::lower_bound(bounds, day);
    if (end == bounds.begin() || end == bounds.end()) continue;
    const auto period = static_cast<std::size_t>(end - bounds.begin()) - 1;
    sums[static_cast<std::size_t>(costs.contact_client[i]) * periods + period] +=
        costs.contact_cost[i];
  }
  return sums;
}

void add_accounts(PanelDate& result, const Portfolio& portfolio, Day date, const PanelCosts& costs,
                  const PanelOptions& options, const Execution& execution) {
  const std::vector<Day> bounds = bounds_of(date, options);
  const PeriodTotals totals = period_totals(portfolio, bounds, execution);
  const std::vector<double> contacts = contacts_by_period(costs, bounds, portfolio.clients());
  result.periods = totals.periods;
  const auto profit_of = [&](std::size_t cell) {
    const double revenue = totals.revenue[cell];
    const double left = totals.cost.empty() ? revenue * result.margin : revenue - totals.cost[cell];
    return left - contacts[cell];
  };
  for (const std::size_t client : result.position) {
    for (std::size_t p = 0; p < totals.periods; ++p) {
      const std::size_t cell = client * totals.periods + p;
      result.revenue.push_back(totals.revenue[cell]);
      result.profit.push_back(profit_of(cell));
    }
    result.contacts.push_back(contacts[(client + 1) * totals.periods - 1]);
  }
  for (std::size_t client = 0; client < portfolio.clients(); ++client) {
    if (!portfolio.has_flag(client, ClientFlag::no_profiling)) continue;
    const std::size_t last = (client + 1) * totals.periods - 1;
    result.others_revenue += totals.revenue[last];
    result.others_profit += profit_of(last);
    result.others_contacts += contacts[last];
  }
}

void add_expectations(PanelDate& result, const FittedModel& purchases, const FittedModel& spend,
                      const Summary& summary, const PanelOptions& options,
                      const Execution& execution) {
  std::vector<double> solvencies;
  if (!options.solvencies.empty()) {
    for (const std::size_t client : result.position) {
      solvencies.push_back(options.solvencies[client]);
    }
  }
  const SolventRevenueResult paid = solvent_revenue(purchases, spend, summary,
                                                    {.horizon = options.horizon,
                                                     .discount = options.discount,
                                                     .solvency = options.solvency,
                                                     .period = TimeUnit::year,
                                                     .solvencies = solvencies},
                                                    execution);
  const Table& table = paid.clients;
  const auto has_value = table.validity(table.at("solvent_revenue"));
  for (std::size_t i = 0; i < summary.size(); ++i) {
    const bool has = has_value.empty() || has_value[i] != 0;
    result.expected_revenue.push_back(has ? std::optional(table.float64("solvent_revenue")[i])
                                          : std::nullopt);
  }
  const double horizon = options.risk_horizon.value_or(units_per_year(purchases.unit()));
  const Table risks = attrition(purchases, summary, {.horizon = horizon}, execution).clients;
  const auto alive = risks.float64("p_alive"), leaving = risks.float64("p_leaving");
  result.p_alive.assign(alive.begin(), alive.end());
  result.p_leaving.assign(leaving.begin(), leaving.end());
}

}  // namespace

PanelDate panel_at(const Portfolio& portfolio, const FittedModel& purchases,
                   const FittedModel& spend, Day date, const Summary& summary,
                   const PanelCosts& costs, const PanelOptions& options,
                   const Execution& execution) {
  PanelDate result;
  result.position = positions_in(portfolio.client_ids(), summary.client_ids());
  result.margin = options.margin ? *options.margin : observed_margin(summary).value_or(1.0);
  add_accounts(result, portfolio, date, costs, options, execution);
  add_expectations(result, purchases, spend, summary, options, execution);
  return result;
}

}  // namespace tenure::budget
