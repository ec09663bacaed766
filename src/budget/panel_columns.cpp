#include "budget/panel_columns.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "history/earnings.hpp"

namespace tenure::budget {

PanelColumns::PanelColumns(const Portfolio& portfolio, const PanelCosts& costs,
                           const PanelOptions& options, std::size_t rows, std::size_t dates)
    : portfolio_(portfolio),
      costs_(costs),
      options_(options),
      date_(rows),
      payback_day_(rows),
      is_paid_back_(rows),
      revenue_(rows, static_cast<std::size_t>(options.periods), options.trend),
      profit_(rows, static_cast<std::size_t>(options.periods), options.trend),
      alive_(rows),
      leaving_(rows),
      spent_(rows),
      acquisition_(rows),
      left_(rows),
      expected_(rows),
      stake_(rows),
      ceiling_(rows),
      optimum_(rows),
      break_even_(rows) {
  for (auto* sum : {&sums_.revenue, &sums_.profit, &sums_.expected, &sums_.optimum, &sums_.spent,
                    &sums_.acquisition, &sums_.left}) {
    sum->resize(dates);
  }
  sums_.clients.resize(dates);
  sums_.not_valued.resize(dates);
  sums_.date.resize(dates);
}

void PanelColumns::add(Day date, const PanelDate& of) {
  const std::size_t d = dates_done_++;
  sums_.date[d] = date.since_epoch;
  sums_.clients[d] = static_cast<std::int64_t>(of.position.size());
  sums_.revenue[d] = of.others_revenue;
  sums_.profit[d] = of.others_profit;
  sums_.spent[d] = of.others_contacts;
  for (std::size_t i = 0; i < of.position.size(); ++i) {
    const std::size_t row = rows_done_++;
    const auto revenue = std::span(of.revenue).subspan(i * of.periods, of.periods);
    const auto profit = std::span(of.profit).subspan(i * of.periods, of.periods);
    date_[row] = date.since_epoch;
    revenue_.set(row, revenue);
    profit_.set(row, profit);
    alive_[row] = of.p_alive[i];
    leaving_[row] = of.p_leaving[i];
    spent_[row] = of.contacts[i];
    expected_.set(row, of.expected_revenue[i]);
    sums_.revenue[d] += revenue.back();
    sums_.profit[d] += profit.back();
    sums_.expected[d] += of.expected_revenue[i].value_or(0.0);
    sums_.not_valued[d] += !of.expected_revenue[i].has_value();
    sums_.spent[d] += of.contacts[i];
    add_retention(row, of, i);
    if (!costs_.acquisition.empty()) add_acquisition(row, date, of, i);
  }
}

void PanelColumns::add_retention(std::size_t row, const PanelDate& of, std::size_t client) {
  if (!of.expected_revenue[client] || !(of.p_alive[client] > 0.0)) return;
  const double stake = *of.expected_revenue[client] * of.margin / of.p_alive[client];
  stake_.set(row, stake);
  if (!options_.response || !std::isfinite(stake)) return;
  const RetentionLimits limits = retention_limits(of.p_leaving[client], stake, *options_.response);
  ceiling_.set(row, limits.ceiling);
  optimum_.set(row, limits.optimum);
  break_even_.set(row, limits.break_even);
  sums_.optimum[dates_done_ - 1] += limits.optimum;
}

void PanelColumns::add_acquisition(std::size_t row, Day date, const PanelDate& of,
                                   std::size_t client) {
  const std::size_t position = of.position[client];
  const double cost = costs_.acquisition[position];
  const Earnings earned = earnings_of(portfolio_, position, cost, date, of.margin);
  acquisition_[row] = cost;
  left_[row] = earned.day ? 0.0 : std::max(0.0, cost - earned.total);
  is_paid_back_[row] = earned.day.has_value();
  if (earned.day) payback_day_[row] = earned.day->since_epoch;
  sums_.acquisition[dates_done_ - 1] += cost;
  sums_.left[dates_done_ - 1] += left_[row];
}

PanelResult PanelColumns::result(Table::Builder ids, std::size_t excluded) && {
  const bool has_contacts = !costs_.contact_client.empty();
  const bool has_acquisition = !costs_.acquisition.empty();
  Table::Builder clients = std::move(ids);
  clients.excluded_clients(excluded).day("date", std::move(date_));
  std::move(revenue_).add_to(clients, "revenue", "revenue_");
  clients.float64("p_alive", std::move(alive_));
  std::move(expected_).add_to(clients, "expected_revenue");
  std::move(profit_).add_to(clients, "profit", "profit_");
  clients.float64("p_leaving", std::move(leaving_));
  std::move(stake_).add_to(clients, "value_at_stake");

  Table::Builder dates;
  dates.excluded_clients(excluded)
      .day("date", std::move(sums_.date))
      .int64("clients", std::move(sums_.clients))
      .float64("revenue", std::move(sums_.revenue))
      .float64("profit", std::move(sums_.profit))
      .float64("expected_revenue", std::move(sums_.expected))
      .int64("not_valued", std::move(sums_.not_valued));
  if (options_.response) {
    std::move(ceiling_).add_to(clients, "retention_ceiling");
    std::move(optimum_).add_to(clients, "retention_optimum");
    std::move(break_even_).add_to(clients, "retention_break_even");
    dates.float64("retention_optimum", std::move(sums_.optimum));
  }
  if (has_contacts) {
    clients.float64("retention_spent", std::move(spent_));
    dates.float64("retention_spent", std::move(sums_.spent));
  }
  if (has_acquisition) {
    clients.float64("acquisition_cost", std::move(acquisition_))
        .float64("acquisition_left", std::move(left_))
        .day("payback_day", std::move(payback_day_), std::move(is_paid_back_));
    dates.float64("acquisition_cost", std::move(sums_.acquisition))
        .float64("acquisition_left", std::move(sums_.left));
  }
  return {clients.build(), dates.build()};
}

}  // namespace tenure::budget
