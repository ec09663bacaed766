#include "warning/alert_options.hpp"

#include <algorithm>

#include "base/execution_share.hpp"
#include "cycles/regularity.hpp"
#include "history/client_ids.hpp"
#include "models/summary_input.hpp"
#include "warning/check_within.hpp"
#include "warning/signs.hpp"

namespace tenure::warning {
namespace {

constexpr double least_regularity = 0.05, greatest_regularity = 100.0;

void check_options(const Portfolio& portfolio, const AlertOptions& options) {
  constexpr double small = 1e-9, large = 1e9;
  check_within("false_alarms", options.false_alarms, small, large);
  if (options.overdue_alarms != 0.0) {
    check_within("overdue_alarms", options.overdue_alarms, small, large);
  }
  check_within("slowdown", options.slowdown, 0.05, 0.95);
  if (options.regularity != 0.0) {
    check_within("regularity", options.regularity, least_regularity, greatest_regularity);
  }
  check_within("baskets", options.baskets, least_baskets, 1000.0);
  check_within("false_discovery", options.false_discovery, small, 1.0);
  check_within("contact_days", options.contact_days, 1.0, 36500.0);
  check_within("level", options.level, small, 1.0 - small);
  if (options.method != FalseDiscovery::benjamini_hochberg &&
      options.method != FalseDiscovery::benjamini_yekutieli) {
    throw Error(Status::invalid_argument, "method is no way to adjust p-values", "method");
  }
  if (options.values.empty()) return;
  check_length("values", options.values.size(), portfolio.clients());
  check_rows("values", options.values, check_amount);
}

FittedModel model_of(const Summary& summary, const AlertOptions& options,
                     const Execution& execution) {
  if (options.purchases != nullptr) {
    model::check_purchases_model(*options.purchases, summary);
    return *options.purchases;
  }
  FittedModel fitted = FittedModel::fit("pareto_nbd", summary, {}, execution);
  if (!fitted.result().convergence.usable) {
    throw Error(Status::not_supported,
                "alerts: no purchase model can be learnt from these purchases (" +
                    fitted.result().convergence.message + "); give one",
                "purchases");
  }
  return fitted;
}

double regularity_of(const Summary& summary, const AlertOptions& options) {
  if (options.regularity != 0.0) return options.regularity;
  const double k = cycle::estimate_regularity(summary.frequency(), summary.recency(),
                                              summary.log_interpurchase())
                       .k;
  return std::clamp(k, least_regularity, greatest_regularity);
}

/// Clients who opted out of profiling in neither.
std::vector<std::size_t> places_of(const Portfolio& portfolio, const Record* record) {
  std::vector<std::uint8_t> is_out(portfolio.clients());
  for (std::size_t i = 0; i < is_out.size(); ++i) {
    is_out[i] = portfolio.has_flag(i, ClientFlag::no_profiling);
  }
  if (record != nullptr) {
    check_kind(record->client_ids(), portfolio.client_ids());
    const auto places = positions_in(portfolio.client_ids(), record->client_ids());
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (places[i] < is_out.size() && record->has_flag(i, ClientFlag::no_profiling)) {
        is_out[places[i]] = 1;
      }
    }
  }
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < is_out.size(); ++i) {
    if (is_out[i] == 0) places.push_back(i);
  }
  return places;
}

}  // namespace

Basis basis_of(const Portfolio& portfolio, const AlertOptions& options,
               const Execution& execution) {
  check_options(portfolio, options);
  const Day date = options.date.value_or(portfolio.observed_until());
  const Windows windows = windows_until(date, options.recent, options.before);
  const TimeUnit unit = options.purchases == nullptr ? TimeUnit::week : options.purchases->unit();
  Summary summary = Summary::from_portfolio(portfolio, {.unit = unit, .observed_until = date},
                                            share_of(execution, 0.0, 0.1));
  FittedModel purchases = model_of(summary, options, share_of(execution, 0.1, 0.4));
  const ChartLaw law{.rate = model::gamma_rate_of(purchases),
                     .regularity = regularity_of(summary, options),
                     .unit = unit,
                     .false_alarms = options.false_alarms,
                     .overdue_alarms = options.overdue_alarms,
                     .slowdown = options.slowdown};
  std::vector<std::size_t> places = places_of(portfolio, options.record);
  const std::size_t excluded = portfolio.clients() - places.size();
  return {.date = date,
          .windows = windows,
          .summary = std::move(summary),
          .purchases = std::move(purchases),
          .law = law,
          .places = std::move(places),
          .excluded = excluded};
}

}  // namespace tenure::warning
