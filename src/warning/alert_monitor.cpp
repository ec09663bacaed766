#include <utility>

#include "base/execution_share.hpp"
#include "base/optional_column.hpp"
#include "base/parallel.hpp"
#include "history/client_column.hpp"
#include "warning/alert_options.hpp"
#include "warning/monitor_state.hpp"
#include "warning/monitor_update.hpp"
#include "warning/signs.hpp"

namespace tenure {

AlertMonitor::AlertMonitor(std::unique_ptr<State> state) : state_(std::move(state)) {}
AlertMonitor::~AlertMonitor() = default;
AlertMonitor::AlertMonitor(AlertMonitor&&) noexcept = default;
AlertMonitor& AlertMonitor::operator=(AlertMonitor&&) noexcept = default;

AlertMonitor AlertMonitor::create(const Portfolio& portfolio, const AlertOptions& options,
                                  const Execution& execution) {
  const warning::Basis basis = warning::basis_of(portfolio, options, execution);
  const warning::WaitsChart charts(basis.law);
  const Portfolio::Data& data = portfolio.data();
  auto state = std::make_unique<State>();
  state->law = basis.law;
  state->date = basis.date;
  state->has_amounts = data.has_amounts;
  state->decimals = data.options.currency.decimals;
  state->excluded = warning::opted_out(portfolio);

  std::vector<std::size_t> bought;
  for (const std::size_t place : basis.places) {
    if (!warning::purchase_days(data, place, basis.date.since_epoch).empty()) {
      bought.push_back(place);
    }
  }
  State::Base& base = state->base;
  base.ids = select(data.ids, bought);
  base.charts.resize(bought.size());
  base.amounts.resize(bought.size());
  constexpr std::size_t clients_a_chunk = 1024;
  parallel_for(
      bought.size(), clients_a_chunk, share_of(execution, 0.4, 1.0), "drawing charts",
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          const auto days = warning::purchase_days(data, bought[i], basis.date.since_epoch);
          base.charts[i] = warning::chart_of(charts, days);
          charts.set_overdue(base.charts[i]);
          base.amounts[i] = warning::amounts_until(data, bought[i], basis.date.since_epoch);
        }
      });
  return AlertMonitor(std::move(state));
}

Table AlertMonitor::update(const Portfolio& purchases, Day date) {
  warning::MonitorUpdate update(*state_, purchases, date);
  Table alerts = update.alerts();
  std::move(update).commit(*state_);
  return alerts;
}

Table AlertMonitor::charts() const {
  const State::Base& base = state_->base;
  const std::size_t rows = base.charts.size();
  std::vector<std::int32_t> first, last, alarm, overdue;
  std::vector<std::int64_t> purchases;
  std::vector<double> value;
  OptionalColumn threshold(rows);
  std::vector<std::uint8_t> has_alarm, is_alarmed, has_overdue, is_overdue;
  for (std::size_t i = 0; i < rows; ++i) {
    const warning::Chart& chart = base.charts[i];
    first.push_back(chart.first_day);
    last.push_back(chart.last_day);
    purchases.push_back(chart.repeats + 1);
    value.push_back(chart.value);
    threshold.set(i, chart.threshold);
    has_alarm.push_back(chart.alarm_day != warning::no_alarm);
    alarm.push_back(has_alarm.back() != 0 ? chart.alarm_day : 0);
    is_alarmed.push_back(chart.alarm_day <= state_->date.since_epoch);
    has_overdue.push_back(chart.overdue_day != warning::no_alarm);
    overdue.push_back(has_overdue.back() != 0 ? chart.overdue_day : 0);
    is_overdue.push_back(chart.overdue_day <= state_->date.since_epoch);
  }
  Table::Builder table;
  add_client_column(table, view_of(base.ids));
  table.excluded_clients(excluded_clients())
      .day("first_day", std::move(first))
      .day("last_day", std::move(last))
      .int64("purchases", std::move(purchases))
      .float64("chart", std::move(value));
  std::move(threshold).add_to(table, "threshold");
  return table.day("alarm_day", std::move(alarm), std::move(has_alarm))
      .boolean("is_alarmed", std::move(is_alarmed))
      .day("overdue_day", std::move(overdue), std::move(has_overdue))
      .boolean("is_overdue", std::move(is_overdue))
      .build();
}

Day AlertMonitor::date() const noexcept { return state_->date; }
std::size_t AlertMonitor::clients() const noexcept { return state_->base.charts.size(); }
std::size_t AlertMonitor::excluded_clients() const noexcept {
  return count_of(view_of(state_->excluded));
}

}  // namespace tenure
