#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "history/client_column.hpp"
#include "models/summary_input.hpp"
#include "value/solvent_purchases.hpp"
#include "value/spend_status.hpp"
#include <tenure/error.hpp>
#include <tenure/solvency.hpp>

namespace tenure {
namespace {

[[noreturn]] void refuse_solvent_revenue(const char* argument, const std::string& why,
                                         std::int64_t row = -1) {
  throw Error(Status::invalid_argument, "solvent_revenue: " + why, argument, row);
}

void check(const SolventRevenueOptions& options, std::size_t clients) {
  if (!(options.solvency > 0.0 && options.solvency <= 1.0)) {
    refuse_solvent_revenue("solvency",
                           "the chance to remain solvent must be above 0 and at most 1, not " +
                               to_text(options.solvency));
  }
  if (!options.solvencies.empty() && options.solvencies.size() != clients) {
    refuse_solvent_revenue("solvencies", std::to_string(options.solvencies.size()) +
                                             " solvencies for " + std::to_string(clients) +
                                             " clients");
  }
  for (std::size_t i = 0; i < options.solvencies.size(); ++i) {
    if (options.solvencies[i] >= 0.0 && options.solvencies[i] <= 1.0) continue;
    refuse_solvent_revenue(
        "solvencies", "a chance must be between 0 and 1, not " + to_text(options.solvencies[i]),
        static_cast<std::int64_t>(i));
  }
  if (options.horizon && !(*options.horizon > 0.0 && std::isfinite(*options.horizon))) {
    refuse_solvent_revenue(
        "horizon", "the horizon must be above 0 and finite, not " + to_text(*options.horizon));
  }
  if (!options.horizon && !(options.discount.force_per(TimeUnit::year) > 0.0)) {
    refuse_solvent_revenue(
        "discount", "without discount revenue for ever has no bound: set a horizon or a rate");
  }
}

}  // namespace

SolventRevenueResult solvent_revenue(const FittedModel& purchases, const FittedModel& spend,
                                     const Summary& summary, const SolventRevenueOptions& options,
                                     const Execution& execution) {
  model::check_purchases_model(purchases, summary);
  if (spend.info().kind != ModelKind::spend) {
    refuse_solvent_revenue("spend", std::string(spend.info().title) + " is not a model of spend");
  }
  check(options, summary.size());
  const Histories histories = summary.histories();
  const std::size_t rows = summary.size();
  const TimeUnit unit = purchases.unit();
  const double force = options.discount.force_per(unit);
  const double periods_a_unit = units_per_year(options.period) / units_per_year(unit);
  const Window window = options.horizon ? Window(*options.horizon) : Window();

  std::vector<double> solvency(rows, options.solvency), default_rate(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    if (!options.solvencies.empty()) solvency[i] = options.solvencies[i];
    default_rate[i] = -std::log(solvency[i]) * periods_a_unit;
  }
  const std::vector<double> paid =
      value::solvent_purchases(purchases, histories, force, default_rate, window, execution);
  const std::vector<double> bought =
      purchases.discounted_purchases(histories, options.discount, window, execution);
  const Values per_purchase = spend.expected_spend(histories, execution);

  SolventRevenueResult result;
  std::vector<double> revenue(rows), solvent(rows), lost(rows);
  std::vector<std::uint8_t> has_value(rows);
  TextColumn status;
  for (std::size_t i = 0; i < rows; ++i) {
    const double worth = bought[i] * per_purchase.value[i];
    const Values::Row row = value::status_of(per_purchase, i, worth);
    status.push_back(value::name_of(row));
    if (row != Values::Row::ok) {
      ++result.not_valued;
      continue;
    }
    has_value[i] = true;
    revenue[i] = worth;
    solvent[i] = paid[i] * per_purchase.value[i];
    lost[i] = revenue[i] - solvent[i];
    const double weight = histories.weight.empty() ? 1.0 : histories.weight[i];
    result.revenue += weight * revenue[i];
    result.solvent_revenue += weight * solvent[i];
  }
  Table::Builder clients;
  add_client_column(clients, summary);
  result.clients = clients.float64("p_alive", purchases.p_alive(histories, 0.0, execution))
                       .float64("solvency", std::move(solvency))
                       .float64("revenue", std::move(revenue), has_value)
                       .float64("solvent_revenue", std::move(solvent), has_value)
                       .float64("lost", std::move(lost), std::move(has_value))
                       .text("status", std::move(status))
                       .build();
  return result;
}

}  // namespace tenure
