#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include "base/ranks.hpp"
#include "budget/certificate.hpp"
#include <tenure/win_back.hpp>

namespace tenure {
namespace {

using namespace budget;

void check(const WinBackInput& input) {
  const std::size_t n = input.probability.size();
  check_length("second_value", input.second_value.size(), n);
  check_length("incentive", input.incentive.size(), n);
  check_length("contact", input.contact.size(), n);
  check_rows("probability", input.probability, check_probability);
  check_rows("second_value", input.second_value, check_amount);
  check_rows("incentive", input.incentive, check_cost);
  check_rows("contact", input.contact, check_cost);
  if (!input.clients.empty()) {
    check_length("clients", input.clients.size(), n);
    check_rows("clients", input.clients, check_cost);
  }
  if (!input.decay.empty()) {
    check_length("decay", input.decay.size(), n);
    check_rows("decay", input.decay, check_above_0);
  }
  check_limit("budget", input.budget);
}

/// A column in which a cell may be absent.
struct Optional {
  explicit Optional(std::size_t n) : values(n), has(n) {}
  void set(std::size_t i, double value) {
    if (!std::isfinite(value)) return;
    values[i] = value;
    has[i] = 1;
  }
  std::vector<double> values;
  std::vector<std::uint8_t> has;
};

/// Rows filled with attempts by falling return, each as far as the budget goes.
struct Filling {
  std::vector<double> attempts;
  double spent = 0.0, earned = 0.0, bound = 0.0, price = 0.0;
};

Filling fill(const WinBackInput& input, const std::vector<double>& net,
             const std::vector<double>& cost, const std::vector<std::int64_t>& rank) {
  const std::size_t n = net.size();
  std::vector<std::size_t> by_rank(n);
  for (std::size_t i = 0; i < n; ++i) by_rank[static_cast<std::size_t>(rank[i] - 1)] = i;
  Filling result{.attempts = std::vector<double>(n)};
  bool is_split = false;
  for (const std::size_t i : by_rank) {
    if (!(net[i] > 0.0)) continue;
    const double wanted = input.clients.empty() ? 1.0 : input.clients[i];
    const double left = input.budget - result.spent;
    double attempts = wanted;
    if (wanted * cost[i] > left) {
      attempts = std::min(wanted, std::floor(left / cost[i]));
      if (!is_split) {
        // The linear relaxation ends here, with a part of a client.
        is_split = true;
        result.price = net[i] / cost[i];
        result.bound = result.earned + result.price * left;
      }
    }
    result.attempts[i] = attempts;
    result.spent += attempts * cost[i];
    result.earned += attempts * net[i];
  }
  if (!is_split) result.bound = result.earned;
  return result;
}

}  // namespace

double second_lifetime_value(double margin, double retention, double discount_rate) {
  check_amount("margin", margin);
  check_probability("retention", retention);
  check_above_0("discount_rate", discount_rate);
  // Subtracted first: a small rate is not lost beside 1, nor is a large one multiplied.
  const double value = margin / (1.0 - retention + discount_rate) * (1.0 + discount_rate);
  if (!std::isfinite(value)) {
    refuse("discount_rate", "such that the value is finite", discount_rate);
  }
  return value;
}

WinBackPlan win_back(const WinBackInput& input) {
  check(input);
  const std::size_t n = input.probability.size();
  std::vector<double> net(n), cost(n), profit(n), order(n);
  Optional roi(n), break_even(n), largest(n), lapse(n);
  for (std::size_t i = 0; i < n; ++i) {
    const double p = input.probability[i];
    const double margin = input.second_value[i] - input.incentive[i];
    net[i] = p * margin - input.contact[i];
    cost[i] = p * input.incentive[i] + input.contact[i];
    profit[i] = net[i] * (input.clients.empty() ? 1.0 : input.clients[i]);
    roi.set(i, net[i] / cost[i]);
    // Attempts that cost nothing beside what they bring come first, if they bring anything.
    if (!std::isfinite(net[i] / cost[i])) cost[i] = 0.0;
    order[i] = cost[i] > 0.0 ? net[i] / cost[i]
                             : std::copysign(std::numeric_limits<double>::max(), net[i]);
    if (margin > 0.0 && input.contact[i] <= margin) break_even.set(i, input.contact[i] / margin);
    const double most = input.second_value[i] - input.contact[i] / p;
    if (p > 0.0 && most >= 0.0) largest.set(i, most);
    if (input.decay.empty() || !(input.contact[i] > 0.0)) continue;
    const double chances = margin > 0.0 ? p * margin / input.contact[i] : 0.0;
    lapse.set(i, chances > 1.0 ? std::log(chances) / input.decay[i] : 0.0);
  }
  std::vector<std::int64_t> rank = descending_ranks(order);
  Filling plan = fill(input, net, cost, rank);
  std::vector<double> spent(n), earned(n);
  for (std::size_t i = 0; i < n; ++i) {
    spent[i] = plan.attempts[i] * cost[i];
    earned[i] = plan.attempts[i] * net[i];
  }
  ConstraintTable constraints;
  constraints.add("budget", input.budget, plan.spent, plan.price);
  return {
      .rows = Table::Builder()
                  .float64("net", std::move(net))
                  .float64("roi", std::move(roi.values), std::move(roi.has))
                  .float64("break_even_probability", std::move(break_even.values),
                           std::move(break_even.has))
                  .float64("largest_incentive", std::move(largest.values), std::move(largest.has))
                  .float64("last_useful_lapse", std::move(lapse.values), std::move(lapse.has))
                  .float64("profit", std::move(profit))
                  .int64("rank", std::move(rank))
                  .float64("attempts", std::move(plan.attempts))
                  .float64("spent", std::move(spent))
                  .float64("earned", std::move(earned))
                  .build(),
      .constraints = constraints.build(),
      .certificate = certify(plan.earned + plan.spent, plan.spent, plan.earned, plan.bound)};
}

}  // namespace tenure
