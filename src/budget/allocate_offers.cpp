#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include "budget/certificate.hpp"
#include "budget/many_limits.hpp"
#include "budget/offer_rows.hpp"
#include "budget/offers.hpp"
#include "budget/one_budget.hpp"

namespace tenure {
namespace {

using namespace budget;

void check_offer_groups(const std::string& argument, std::span<const std::int64_t> groups,
                        std::size_t rows, std::size_t most) {
  check_length(argument, groups.size(), rows);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i] >= 0 && static_cast<std::size_t>(groups[i]) < most) continue;
    throw Error(Status::invalid_argument,
                argument + " must be a position in its limits, 0 to " + std::to_string(most) +
                    " exclusive, not " + std::to_string(groups[i]),
                argument, static_cast<std::int64_t>(i));
  }
}

void check_limits(const OfferLimits& limits, std::size_t clients, std::size_t offers) {
  check_limit("budget", limits.budget);
  check_limit("contacts", limits.contacts);
  check_rows("channel_capacity", limits.channel_capacity, check_limit);
  check_rows("segment_floor", limits.segment_floor, check_cost);
  check_rows("segment_ceiling", limits.segment_ceiling, check_limit);
  if (!limits.channel_capacity.empty()) {
    check_offer_groups("channel", limits.channel, offers, limits.channel_capacity.size());
  }
  const std::size_t floors = limits.segment_floor.size();
  const std::size_t ceilings = limits.segment_ceiling.size();
  if (floors > 0 && ceilings > 0) check_length("segment_ceiling", ceilings, floors);
  if (floors + ceilings > 0) {
    check_offer_groups("segment", limits.segment, clients, std::max(floors, ceilings));
  }
  for (std::size_t s = 0; s < std::min(floors, ceilings); ++s) {
    if (limits.segment_floor[s] > limits.segment_ceiling[s]) {
      refuse("segment_floor", "at most the segment's ceiling", limits.segment_floor[s],
             static_cast<std::int64_t>(s));
    }
  }
}

void check_floors(const Offers& offers, const OfferLimits& limits) {
  std::vector<double> most(limits.segment_floor.size());
  for (std::size_t i = 0; !most.empty() && i < offers.clients(); ++i) {
    double dearest = 0.0;
    for (std::int32_t j = 0; j < static_cast<std::int32_t>(offers.count()); ++j) {
      dearest = std::max(dearest, offers.cost(i, j));
    }
    most[static_cast<std::size_t>(limits.segment[i])] += dearest;
  }
  double sum = 0.0;
  for (std::size_t s = 0; s < most.size(); ++s) {
    sum += limits.segment_floor[s];
    if (limits.segment_floor[s] > most[s]) {
      refuse("segment_floor", "at most what the segment's dearest offers cost",
             limits.segment_floor[s], static_cast<std::int64_t>(s));
    }
  }
  if (sum > limits.budget) refuse("segment_floor", "at most the budget in all", sum);
}

bool has_budget_alone(const OfferLimits& limits) {
  const auto no_limit = [](double limit) { return std::isinf(limit); };
  return std::isinf(limits.contacts) && std::ranges::all_of(limits.channel_capacity, no_limit) &&
         std::ranges::all_of(limits.segment_ceiling, no_limit) &&
         std::ranges::all_of(limits.segment_floor, [](double floor) { return floor == 0.0; });
}

OfferPlan solve(const Offers& offers, const OfferRows& rows, const OfferLimits& limits,
                const Execution& execution) {
  if (has_budget_alone(limits)) {
    OfferPlan plan = climb_hulls(offers, limits.budget, execution);
    search_core(offers, limits.budget, execution, plan);
    return plan;
  }
  OfferPlan plan = price_limits(offers, rows, execution);
  if (!round_to_limits(offers, rows, plan)) {
    throw Error(Status::invalid_argument, "no allocation was found that keeps to all limits",
                "limits");
  }
  return plan;
}

Table constraint_table(const OfferRows& rows, const Offers& offers, const OfferPlan& plan) {
  const Eigen::VectorXd used = rows.matrix() * rows.use_of(offers, plan.choices);
  // Prices that the descent has brought as near to 0 as this are of limits that do not bind.
  constexpr double kNoPrice = 1e-9;
  const double price_of_all = std::abs(plan.bound) * kNoPrice;
  ConstraintTable constraints;
  for (std::size_t r = 0; r < rows.rows().size(); ++r) {
    const auto& row = rows.rows()[r];
    const bool priced = plan.prices[r] * std::max(row.limit, 1.0) > price_of_all;
    constraints.add(row.name, row.limit, std::abs(used[static_cast<Eigen::Index>(r)]),
                    priced ? plan.prices[r] : 0.0);
  }
  return constraints.build();
}

}  // namespace

Allocation allocate_offers(std::span<const double> cost, std::span<const double> gain,
                           std::size_t offers, const OfferLimits& limits,
                           const Execution& execution) {
  constexpr std::size_t kMostOffers = 1'000'000;
  if (offers == 0 || offers > kMostOffers) {
    throw Error(Status::invalid_argument, "offers must be 1 to 1000000", "offers");
  }
  if (gain.size() % offers != 0) {
    throw Error(Status::invalid_argument,
                "gain must have " + std::to_string(offers) + " entries a client", "gain");
  }
  if (cost.size() != offers) check_length("cost", cost.size(), gain.size());
  check_rows("cost", cost, check_cost);
  check_rows("gain", gain, check_amount);
  const Offers all(cost, gain, offers, limits.sunk);
  check_limits(limits, all.clients(), offers);
  check_floors(all, limits);

  const OfferRows rows(limits);
  OfferPlan plan = solve(all, rows, limits, execution);

  const std::size_t n = all.clients();
  std::vector<std::int64_t> offer(n);
  std::vector<std::uint8_t> has_offer(n);
  std::vector<double> spent(n), gained(n);
  Certificate sums;
  for (std::size_t i = 0; i < n; ++i) {
    has_offer[i] = plan.choices[i] != kNoOffer;
    offer[i] = has_offer[i] ? plan.choices[i] : 0;
    spent[i] = all.cost(i, plan.choices[i]);
    gained[i] = all.gain(i, plan.choices[i]);
    sums.gain += gained[i];
    sums.spent += spent[i];
    sums.objective += all.value(i, plan.choices[i]);
  }
  return {.clients = Table::Builder()
                         .int64("offer", std::move(offer), std::move(has_offer))
                         .float64("cost", std::move(spent))
                         .float64("gain", std::move(gained))
                         .build(),
          .constraints = constraint_table(rows, all, plan),
          .certificate = certify(sums.gain, sums.spent, sums.objective, plan.bound)};
}

}  // namespace tenure
