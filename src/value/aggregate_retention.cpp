// Who has signed n contracts is more likely to renew than a newcomer, so that a base that is valued
// at its mean rate, for ever, is valued as if those who stay were no better than those who left.
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "value/one_rate.hpp"
#include <tenure/contracts.hpp>
#include <tenure/error.hpp>
#include <tenure/retention_value.hpp>

namespace tenure {
namespace {

[[noreturn]] void refuse_check(const char* argument, const std::string& why,
                               std::int64_t row = -1) {
  throw Error(Status::invalid_argument, "check_aggregate_retention: " + why, argument, row);
}

void check(std::span<const double> contracts, std::span<const double> clients,
           const AggregateRetentionOptions& options) {
  if (contracts.size() != clients.size()) {
    refuse_check("clients", std::to_string(contracts.size()) + " cohorts, but " +
                                std::to_string(clients.size()) + " numbers of clients");
  }
  double sum = 0.0;
  for (std::size_t i = 0; i < clients.size(); ++i) {
    if (!(clients[i] >= 0.0 && std::isfinite(clients[i]))) {
      refuse_check("clients", "a cohort of " + to_text(clients[i]) + " clients",
                   static_cast<std::int64_t>(i));
    }
    sum += clients[i];
  }
  if (!(sum > 0.0)) refuse_check("clients", "there are no clients");
  if (!(options.margin > 0.0 && std::isfinite(options.margin))) {
    refuse_check("margin", "the margin must be above 0 and finite, not " + to_text(options.margin));
  }
  if (options.retention && !(*options.retention > 0.0 && *options.retention < 1.0)) {
    refuse_check("retention",
                 "the rate must be between 0 and 1, not " + to_text(*options.retention));
  }
}

/// Of those who were there a period ago, the share that is still: who has signed n contracts now
/// was one of n_before = n_now / r(n - 1) then.
double rate_of_last_period(const FittedModel& model, std::span<const double> contracts,
                           std::span<const double> clients) {
  double before = 0.0, stayed = 0.0;
  for (std::size_t i = 0; i < contracts.size(); ++i) {
    if (contracts[i] < 2.0) continue;
    const double renewed = contracts[i] - 1.0;
    stayed += clients[i];
    before += clients[i] / retention_rates(model, {&renewed, 1}).front();
  }
  if (!(before > 0.0)) {
    refuse_check("retention", "nobody has renewed yet: the rate of the base must be given");
  }
  return stayed / before;
}

}  // namespace

AggregateRetention check_aggregate_retention(const FittedModel& model,
                                             std::span<const double> contracts,
                                             std::span<const double> clients,
                                             const AggregateRetentionOptions& options) {
  check(contracts, clients, options);
  std::vector<double> rates = retention_rates(model, contracts);
  std::vector<double> residual = discounted_residual_lifetime(model, contracts, options.discount);
  AggregateRetention result;
  result.retention =
      options.retention ? *options.retention : rate_of_last_period(model, contracts, clients);
  const double v = std::exp(-options.discount.force_per(model.unit()));
  if (!(result.retention * v < 1.0)) {
    refuse_check("discount", "for ever, at this discount, the value has no bound");
  }
  const double one_rate = options.margin * result.retention / (1.0 - result.retention * v);
  std::vector<double> worth(clients.size());
  for (std::size_t i = 0; i < clients.size(); ++i) {
    worth[i] = options.margin * clients[i] * residual[i];
    result.value += worth[i];
    result.one_rate_value += clients[i] * one_rate;
  }
  if (!std::isfinite(result.value) || !std::isfinite(result.one_rate_value)) {
    refuse_check("margin", "the value of the base is too large");
  }
  result.shortfall = 1.0 - result.one_rate_value / result.value;
  result.warning = value::one_rate_warning(result.retention, result.one_rate_value, result.value);
  result.cohorts = Table::Builder()
                       .float64("contracts", {contracts.begin(), contracts.end()})
                       .float64("clients", {clients.begin(), clients.end()})
                       .float64("retention", std::move(rates))
                       .float64("residual_lifetime", std::move(residual))
                       .float64("value", std::move(worth))
                       .build();
  return result;
}

}  // namespace tenure
