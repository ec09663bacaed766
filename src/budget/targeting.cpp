#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include "base/ranks.hpp"
#include <tenure/targeting.hpp>

namespace tenure {
namespace {

void check(const CampaignOffer& offer) {
  check_probability("accept", offer.accept);
  check_cost("contact", offer.contact);
  check_cost("incentive", offer.incentive);
}

/// What a client who would leave brings, before the cost of a client targeted.
double gain_of_a_leaver(double value, const CampaignOffer& offer) {
  return offer.accept * value + offer.incentive * (1.0 - offer.accept);
}

/// Sums of `values` over those of a rank at most each one's.
std::vector<double> cumulative_by_rank(const std::vector<double>& values,
                                       const std::vector<std::int64_t>& rank) {
  std::vector<std::size_t> by_rank(values.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    by_rank[static_cast<std::size_t>(rank[i] - 1)] = i;
  std::vector<double> result(values.size());
  double sum = 0.0;
  for (const std::size_t i : by_rank) result[i] = sum += values[i];
  return result;
}

}  // namespace

Table profit_lift(std::span<const double> risk_untreated, std::span<const double> risk_treated,
                  std::span<const double> value, std::span<const double> cost) {
  const std::size_t n = risk_untreated.size();
  check_length("risk_treated", risk_treated.size(), n);
  check_length("value", value.size(), n);
  if (cost.size() != 1) check_length("cost", cost.size(), n);
  check_rows("risk_untreated", risk_untreated, check_probability);
  check_rows("risk_treated", risk_treated, check_probability);
  check_rows("value", value, check_amount);
  check_rows("cost", cost, check_cost);
  std::vector<double> lift(n), profit(n);
  std::vector<std::uint8_t> target(n);
  for (std::size_t i = 0; i < n; ++i) {
    lift[i] = risk_untreated[i] - risk_treated[i];
    profit[i] = lift[i] * value[i] - cost[cost.size() == 1 ? 0 : i];
    target[i] = profit[i] > 0.0;
  }
  std::vector<std::int64_t> rank = descending_ranks(profit);
  std::vector<double> cumulative = cumulative_by_rank(profit, rank);
  return Table::Builder()
      .float64("lift", std::move(lift))
      .float64("profit_lift", std::move(profit))
      .boolean("target", std::move(target))
      .int64("rank", std::move(rank))
      .int64("risk_rank", descending_ranks(risk_untreated))
      .float64("cumulative_profit", std::move(cumulative))
      .build();
}

Table retention_targets(std::span<const double> risk, std::span<const double> value,
                        const CampaignOffer& offer) {
  check_length("value", value.size(), risk.size());
  check_rows("risk", risk, check_probability);
  check_rows("value", value, check_amount);
  check(offer);
  const std::size_t n = risk.size();
  const double cost = offer.contact + offer.incentive;
  std::vector<double> threshold(n), profit(n);
  std::vector<std::uint8_t> has_threshold(n), target(n);
  for (std::size_t i = 0; i < n; ++i) {
    const double gain = gain_of_a_leaver(value[i], offer);
    profit[i] = risk[i] * gain - cost;
    target[i] = profit[i] > 0.0;
    has_threshold[i] = gain > 0.0 && cost < gain;
    if (has_threshold[i]) threshold[i] = cost / gain;
  }
  std::vector<std::int64_t> rank = descending_ranks(profit);
  return Table::Builder()
      .float64("threshold", std::move(threshold), std::move(has_threshold))
      .float64("expected_profit", std::move(profit))
      .boolean("target", std::move(target))
      .int64("rank", std::move(rank))
      .build();
}

double campaign_profit(const CampaignPlan& plan) {
  check_cost("clients", plan.clients);
  check_probability("targeted_share", plan.targeted_share);
  check_probability("loss_rate", plan.loss_rate);
  check_at_least_0("lift", plan.lift);
  check_amount("value", plan.value);
  check_amount("fixed_cost", plan.fixed_cost);
  check(plan.offer);
  if (plan.loss_rate * plan.lift > 1.0) {
    refuse("lift", "at most 1 / loss_rate: more than all targeted clients cannot leave", plan.lift);
  }
  const double leavers = plan.loss_rate * plan.lift;
  const double each = gain_of_a_leaver(plan.value, plan.offer) * leavers - plan.offer.incentive -
                      plan.offer.contact;
  return plan.clients * plan.targeted_share * each - plan.fixed_cost;
}

}  // namespace tenure
