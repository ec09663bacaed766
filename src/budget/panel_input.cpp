#include "budget/panel_input.hpp"

#include <cmath>
#include <cstddef>
#include <string>

#include "base/check_arguments.hpp"
#include "base/text.hpp"
#include <tenure/error.hpp>

namespace tenure::budget {
namespace {

[[noreturn]] void refuse_panel(const char* argument, const std::string& why,
                               std::int64_t row = -1) {
  throw Error(Status::invalid_argument, "client_panel: " + why, argument, row);
}

void check_contacts(const PanelCosts& costs, std::size_t clients) {
  const std::size_t contacts = costs.contact_client.size();
  check_length("contact_day", costs.contact_day.size(), contacts);
  check_length("contact_cost", costs.contact_cost.size(), contacts);
  check_rows("contact_cost", costs.contact_cost, check_at_least_0);
  for (std::size_t i = 0; i < contacts; ++i) {
    const std::int64_t client = costs.contact_client[i];
    if (client >= 0 && static_cast<std::uint64_t>(client) < clients) continue;
    refuse_panel("contact_client",
                 "there is no client at position " + std::to_string(client) + " of " +
                     std::to_string(clients),
                 static_cast<std::int64_t>(i));
  }
}

}  // namespace

void check_panel(const Portfolio& portfolio, std::span<const Day> dates, const PanelCosts& costs,
                 const PanelOptions& options) {
  for (std::size_t i = 1; i < dates.size(); ++i) {
    if (dates[i - 1] < dates[i]) continue;
    refuse_panel("dates", dates[i].to_string() + " does not come after " + dates[i - 1].to_string(),
                 static_cast<std::int64_t>(i));
  }
  constexpr std::int32_t most_periods = 1000;
  if (options.periods < 1 || options.periods > most_periods) {
    refuse_panel("periods", "1 to 1000 periods, not " + std::to_string(options.periods));
  }
  if (options.trend.lag < 1) {
    refuse_panel("lag", "the lag must be at least 1, not " + std::to_string(options.trend.lag));
  }
  if (!(options.trend.level > 0.0 && options.trend.level < 1.0)) {
    refuse_panel("level", "the level must be between 0 and 1, not " + to_text(options.trend.level));
  }
  if (options.margin && !(*options.margin > 0.0 && *options.margin <= 1.0)) {
    refuse_panel("margin",
                 "the margin must be above 0 and at most 1, not " + to_text(*options.margin));
  }
  if (!costs.acquisition.empty()) {
    check_length("acquisition", costs.acquisition.size(), portfolio.clients());
    check_rows("acquisition", costs.acquisition, check_at_least_0);
  }
  if (!options.solvencies.empty()) {
    check_length("solvencies", options.solvencies.size(), portfolio.clients());
  }
  check_contacts(costs, portfolio.clients());
}

}  // namespace tenure::budget
