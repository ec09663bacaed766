#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <tuple>
#include <utility>

#include "base/parallel.hpp"
#include "budget/chunk_sums.hpp"
#include "budget/one_budget.hpp"

namespace tenure::budget {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// A step up the upper hull of a client's offers.
struct Step {
  double slope = 0.0;  ///< value a unit of cost; infinite for what costs nothing
  double cost = 0.0, value = 0.0;
  std::size_t client = 0;
  std::int32_t to = kNoOffer;
  std::int32_t place = 0;  ///< among the steps of the client

  /// The order of climbing, the same for every number of threads.
  friend bool operator<(const Step& a, const Step& b) {
    return std::tie(b.slope, a.client, a.place) < std::tie(a.slope, b.client, b.place);
  }
};

/// The step before a client's first one.
Step start_of(std::size_t client) { return {.slope = kInfinity, .client = client}; }

/// The step after `last`; its offer is kNoOffer at the top of the hull.
Step next_step(const Offers& offers, const Step& last) {
  const std::size_t client = last.client;
  const double cost = offers.cost(client, last.to);
  const double value = offers.value(client, last.to);
  Step best{.client = client, .place = last.place + 1};
  for (std::int32_t j = 0; j < static_cast<std::int32_t>(offers.count()); ++j) {
    const double more_value = offers.value(client, j) - value;
    const double more_cost = offers.cost(client, j) - cost;
    if (!(more_value > 0.0) || more_cost < 0.0) continue;
    const double slope = more_cost > 0.0 ? more_value / more_cost : kInfinity;
    // Of equal slopes the longest step: the others lie on it.
    if (slope > best.slope || (slope == best.slope && more_value > best.value)) {
      best = {slope, more_cost, more_value, client, j, best.place};
    }
  }
  best.slope = std::min(best.slope, last.slope);  // by rounding a hull may seem to turn up
  return best;
}

/// Slopes between which the budget ends: steps above `hi` are taken, below `lo` are not.
struct Bracket {
  double lo = 0.0, hi = kInfinity;
};

/// From every 2^k-th client, when there are many.
Bracket guess(const Offers& offers, double budget) {
  constexpr std::size_t kSample = 65'536;
  constexpr double kMargin = 0.03;  // some standard errors of the sample's total
  const std::size_t stride = offers.clients() / kSample;
  if (stride < 4) return {};
  std::vector<Step> steps;
  for (std::size_t i = 0; i < offers.clients(); i += stride) {
    for (Step step = next_step(offers, start_of(i)); step.to != kNoOffer;
         step = next_step(offers, step)) {
      steps.push_back(step);
    }
  }
  std::ranges::sort(steps, std::less<>{});
  Bracket bracket;
  double spent = 0.0;
  for (const Step& step : steps) {
    spent += step.cost * static_cast<double>(stride);
    if (spent < (1.0 - kMargin) * budget) bracket.hi = step.slope;
    if (spent > (1.0 + kMargin) * budget) {
      bracket.lo = step.slope;
      break;
    }
  }
  return bracket;
}

/// Where every client stands at the upper slope of a bracket, and the steps within it.
struct Climb {
  Choices choices;
  OfferTotals base;
  double within = 0.0;  ///< cost of the steps
  std::vector<Step> steps;
};

Climb climb(const Offers& offers, const Bracket& bracket, const Execution& execution) {
  const std::size_t n = offers.clients();
  Climb result;
  result.choices.assign(n, kNoOffer);
  struct Part {
    OfferTotals base;
    std::vector<Step> steps;
  };
  std::vector<Part> parts(n == 0 ? 0 : (n - 1) / kClientsAChunk + 1);
  parallel_for(n, kClientsAChunk, execution, "allocating", [&](std::size_t begin, std::size_t end) {
    Part& part = parts[begin / kClientsAChunk];
    for (std::size_t i = begin; i < end; ++i) {
      for (Step step = next_step(offers, start_of(i));
           step.to != kNoOffer && step.slope >= bracket.lo; step = next_step(offers, step)) {
        if (step.slope > bracket.hi || std::isinf(step.slope)) {
          result.choices[i] = step.to;
          part.base += {step.cost, step.value};
        } else {
          part.steps.push_back(step);
        }
      }
    }
  });
  for (Part& part : parts) {
    result.base += part.base;
    result.steps.insert(result.steps.end(), part.steps.begin(), part.steps.end());
    part.steps = {};
  }
  for (const Step& step : result.steps) result.within += step.cost;
  return result;
}

}  // namespace

OfferTotals totals_of(const Offers& offers, const Choices& choices, const Execution& execution) {
  return chunk_sums<OfferTotals>(
      choices.size(), execution, "allocating", [&](std::size_t begin, std::size_t end) {
        OfferTotals sum;
        for (std::size_t i = begin; i < end; ++i) {
          sum += {offers.cost(i, choices[i]), offers.value(i, choices[i])};
        }
        return sum;
      });
}

OfferPlan climb_hulls(const Offers& offers, double budget, const Execution& execution) {
  const Bracket bracket = std::isfinite(budget) ? guess(offers, budget) : Bracket{.hi = 0.0};
  Climb found = climb(offers, bracket, execution);
  const bool too_high = found.base.cost > budget;
  const bool too_low = found.base.cost + found.within <= budget && bracket.lo > 0.0;
  if (too_high || too_low) found = climb(offers, {}, execution);  // the guess was wrong
  std::ranges::sort(found.steps, std::less<>{});

  OfferPlan plan{.choices = std::move(found.choices), .prices = {0.0}};
  OfferTotals taken = found.base;
  std::size_t step = 0;
  for (; step < found.steps.size() && taken.cost + found.steps[step].cost <= budget; ++step) {
    const Step& next = found.steps[step];
    plan.choices[next.client] = next.to;
    taken += {next.cost, next.value};
  }
  plan.bound = taken.value;
  if (step == found.steps.size()) return plan;
  plan.prices[0] = found.steps[step].slope;
  plan.bound += plan.prices[0] * (budget - taken.cost);

  // What still fits, of clients whose earlier steps were all taken.
  std::vector<std::size_t> stopped;
  for (; step < found.steps.size() && stopped.size() < 1'000; ++step) {
    const Step& next = found.steps[step];
    if (std::ranges::find(stopped, next.client) != stopped.end()) continue;
    if (taken.cost + next.cost > budget) {
      stopped.push_back(next.client);
      continue;
    }
    plan.choices[next.client] = next.to;
    taken += {next.cost, next.value};
  }
  return plan;
}

}  // namespace tenure::budget
