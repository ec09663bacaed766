#include "tenure/contracts.hpp"

#include <cmath>
#include <cstddef>
#include <string>

#include "base/text.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

void check_contracts(const FittedModel& model) {
  if (model.info().kind == ModelKind::contracts) return;
  throw Error(Status::not_supported,
              std::string(model.info().title) + " is not a model of contracts", "model");
}

void check_counts(std::span<const double> counts, double least, const char* argument) {
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (std::isfinite(counts[i]) && counts[i] >= least && counts[i] == std::floor(counts[i])) {
      continue;
    }
    throw Error(Status::invalid_argument,
                std::string(argument) + " " + to_text(counts[i]) + " in row " + std::to_string(i) +
                    " is not a whole number from " + to_text(least),
                argument, static_cast<std::int64_t>(i));
  }
}

/// Clients under contract, each after as many renewals as periods.
Histories under_contract(std::span<const double> renewals) {
  return {
      .frequency = renewals, .recency = renewals, .age = renewals, .mean_spend = {}, .weight = {}};
}
constexpr double kNone = 0.0;
Histories newcomer() { return under_contract({&kNone, 1}); }

/// Who has signed n contracts has renewed n - 1 times.
std::vector<double> renewals_before(std::span<const double> periods) {
  std::vector<double> renewals;
  renewals.reserve(periods.size());
  for (const double period : periods) renewals.push_back(period - 1.0);
  return renewals;
}

}  // namespace

std::vector<double> survival(const FittedModel& model, std::span<const double> renewals) {
  check_contracts(model);
  check_counts(renewals, 0.0, "renewals");
  std::vector<double> result;
  result.reserve(renewals.size());
  for (const double count : renewals) result.push_back(model.p_alive(newcomer(), count).front());
  return result;
}

std::vector<double> retention_rates(const FittedModel& model, std::span<const double> periods) {
  check_contracts(model);
  check_counts(periods, 1.0, "periods");
  const std::vector<double> renewals = renewals_before(periods);
  return model.p_alive(under_contract(renewals), 1.0);
}

double discounted_lifetime(const FittedModel& model, DiscountRate rate) {
  check_contracts(model);
  return 1.0 + model.discounted_purchases(newcomer(), rate).front();
}

std::vector<double> discounted_residual_lifetime(const FittedModel& model,
                                                 std::span<const double> periods,
                                                 DiscountRate rate) {
  check_contracts(model);
  check_counts(periods, 1.0, "periods");
  const std::vector<double> renewals = renewals_before(periods);
  std::vector<double> result = model.discounted_purchases(under_contract(renewals), rate);
  // The model stands a period before the renewal that is due here.
  const double period = std::exp(rate.force_per(model.unit()));
  for (double& value : result) value *= period;
  return result;
}

}  // namespace tenure
