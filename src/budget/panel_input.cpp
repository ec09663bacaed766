#include "budget/panel_input.hpp"

#include <cmath>
#include <cstddef>
#include <string>

#include "base/text.hpp"
#include <tenure/error.hpp>

namespace tenure::budget {
namespace {

[[noreturn]] void refuse(const char* argument, const std::string& why, std::int64_t row = -1) {
  throw Error(Status::invalid_argument, "client_panel: " + why, argument, row);
}

void check_rows(std::size_t rows, std::size_t expected, const char* argument, const char* of) {
  if (rows == expected) return;
  refuse(argument, std::to_string(rows) + " rows of " + argument + " for " +
                       std::to_string(expected) + " " + of);
}

void check_amounts(std::span<const double> amounts, const char* argument) {
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    if (amounts[i] >= 0.0 && std::isfinite(amounts[i])) continue;
    refuse(argument,
           std::string(argument) + " must be at least 0 and finite, not " + to_text(amounts[i]),
           static_cast<std::int64_t>(i));
  }
}

void check_contacts(const PanelCosts& costs, std::size_t clients) {
  const std::size_t contacts = costs.contact_client.size();
  check_rows(costs.contact_day.size(), contacts, "contact_day", "contacts");
  check_rows(costs.contact_cost.size(), contacts, "contact_cost", "contacts");
  check_amounts(costs.contact_cost, "contact_cost");
  for (std::size_t i = 0; i < contacts; ++i) {
    const std::int64_t client = costs.contact_client[i];
    if (client >= 0 && static_cast<std::uint64_t>(client) < clients) continue;
    refuse("contact_client",
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
    refuse("dates", dates[i].to_string() + " does not come after " + dates[i - 1].to_string(),
           static_cast<std::int64_t>(i));
  }
  constexpr std::int32_t most_periods = 1000;
  if (options.periods < 1 || options.periods > most_periods) {
    refuse("periods", "1 to 1000 periods, not " + std::to_string(options.periods));
  }
  if (options.trend.lag < 1) {
    refuse("lag", "the lag must be at least 1, not " + std::to_string(options.trend.lag));
  }
  if (!(options.trend.level > 0.0 && options.trend.level < 1.0)) {
    refuse("level", "the level must be between 0 and 1, not " + to_text(options.trend.level));
  }
  if (options.margin && !(*options.margin > 0.0 && *options.margin <= 1.0)) {
    refuse("margin", "the margin must be above 0 and at most 1, not " + to_text(*options.margin));
  }
  if (!costs.acquisition.empty()) {
    check_rows(costs.acquisition.size(), portfolio.clients(), "acquisition", "clients");
    check_amounts(costs.acquisition, "acquisition");
  }
  if (!options.solvencies.empty()) {
    check_rows(options.solvencies.size(), portfolio.clients(), "solvencies", "clients");
  }
  check_contacts(costs, portfolio.clients());
}

}  // namespace tenure::budget
