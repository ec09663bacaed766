#include <cstddef>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "capi/conversions.hpp"
#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/response_curve.hpp"
#include "capi/structs.hpp"
#include <tenure/c/client_panel.h>
#include <tenure/client_panel.hpp>

using namespace tenure::capi;

namespace {

tenure::PanelCosts to_panel_costs(const tenure_panel_costs* costs) {
  const auto given = read_struct(costs, blank_struct<tenure_panel_costs>(), "costs");
  const char* const count = "costs.contact_count";
  return {
      .acquisition = array(given.acquisition, given.acquisition_count, "costs.acquisition",
                           "costs.acquisition_count"),
      .contact_client =
          array(given.contact_client, given.contact_count, "costs.contact_client", count),
      .contact_day = array(given.contact_day, given.contact_count, "costs.contact_day", count),
      .contact_cost = array(given.contact_cost, given.contact_count, "costs.contact_cost", count)};
}

tenure_panel_options default_panel_options() {
  const tenure::PanelOptions defaults;
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  tenure_panel_options c = blank_struct<tenure_panel_options>();
  c.period = static_cast<int32_t>(defaults.period);
  c.periods = defaults.periods;
  c.lag = defaults.trend.lag;
  c.level = defaults.trend.level;
  c.horizon = std::numeric_limits<double>::infinity();
  c.discount_rate = 0.10;
  c.discount_kind = TENURE_EFFECTIVE;
  c.discount_period = TENURE_YEAR;
  c.solvency = defaults.solvency;
  c.margin = none;
  c.risk_horizon = none;
  return c;
}

tenure::PanelOptions to_panel_options(const tenure_panel_options* options) {
  const auto given = read_struct(options, default_panel_options(), "options");
  tenure::PanelOptions result{.period = time_unit(given.period, "options.period"),
                              .periods = given.periods,
                              .trend = {.lag = given.lag, .level = given.level},
                              .horizon = optional_horizon(given.horizon),
                              .discount = discount_rate(given.discount_rate, given.discount_kind,
                                                        given.discount_period, "options.discount_"),
                              .solvency = given.solvency,
                              .solvencies = array(given.solvencies, given.solvency_count,
                                                  "options.solvencies", "options.solvency_count"),
                              .margin = optional_number(given.margin),
                              .risk_horizon = optional_number(given.risk_horizon)};
  if (given.response != nullptr) {
    result.response = to_response_curve(given.response, "options.response");
  }
  return result;
}

std::vector<tenure::Day> to_days(std::span<const int32_t> dates) {
  constexpr auto most =
      static_cast<std::size_t>((tenure::Day::last() - tenure::Day::first()).count) + 1;
  if (dates.size() > most) refuse("date_count", " is more than there are days");
  std::vector<tenure::Day> days;
  for (const int32_t date : dates) days.push_back(tenure::Day{date});
  return days;
}

}  // namespace

tenure_status tenure_panel_costs_init(tenure_panel_costs* costs, size_t size) {
  return init_struct(costs, size, blank_struct<tenure_panel_costs>());
}

tenure_status tenure_panel_options_init(tenure_panel_options* options, size_t size) {
  return init_struct(options, size, default_panel_options());
}

tenure_status tenure_client_panel(const tenure_portfolio* portfolio, const tenure_model* purchases,
                                  const tenure_model* spend, const int32_t* dates,
                                  int64_t date_count, const tenure_panel_costs* costs,
                                  const tenure_panel_options* options,
                                  const tenure_execution* execution, tenure_table** clients,
                                  tenure_table** by_date, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> clients_out(clients);
    HandleOut<tenure_table> by_date_out(by_date);
    const std::vector<tenure::Day> days = to_days(array(dates, date_count, "dates", "date_count"));
    tenure::PanelResult result =
        tenure::client_panel(value_of(portfolio, "portfolio"), value_of(purchases, "purchases"),
                             value_of(spend, "spend"), days, to_panel_costs(costs),
                             to_panel_options(options), to_execution(execution));
    clients_out.set(std::move(result.clients));
    by_date_out.set(std::move(result.dates));
    clients_out.deliver();
    by_date_out.deliver();
  });
}
