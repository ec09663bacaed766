#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include "base/ranks.hpp"
#include <tenure/uplift.hpp>

namespace tenure {
namespace {

struct Client {
  double potential = 0.0, speed = 0.0;
  double alone = 0.0;  ///< what would be spent on him alone
};

/// The same spending on each of some clients, and their gain.
struct Common {
  double spend = 0.0, gain = 0.0;
};

/// Total marginal gain falls: the spending is where it is what a unit for each costs.
Common best_common(std::span<const Client> clients) {
  const auto excess = [&](double x) {
    double sum = 0.0;
    for (const Client& c : clients) sum += c.potential * c.speed * std::exp(-c.speed * x);
    return sum - static_cast<double>(clients.size());
  };
  // Beyond what is best for any of them it is best for none to have more.
  double lo = 0.0, hi = clients.back().alone;
  if (clients.front().alone == hi || excess(0.0) <= 0.0) {
    lo = excess(0.0) <= 0.0 ? 0.0 : hi;
  } else {
    for (int halving = 0; halving < 100; ++halving) {
      const double middle = lo + 0.5 * (hi - lo);
      if (middle <= lo || middle >= hi) break;
      (excess(middle) > 0.0 ? lo : hi) = middle;
    }
  }
  Common common{.spend = lo};
  for (const Client& c : clients) common.gain += c.potential * -std::expm1(-c.speed * lo);
  return common;
}

std::vector<Client> ordered(std::span<const double> potential, std::span<const double> speed) {
  std::vector<double> alone;
  for (std::size_t i = 0; i < potential.size(); ++i) {
    const double first = potential[i] * speed[i];
    alone.push_back(first > 1.0 ? std::log(first) / speed[i] : 0.0);
  }
  std::vector<Client> clients;
  for (const std::size_t i : ascending_order(alone)) {
    clients.push_back({std::max(0.0, potential[i]), speed[i], alone[i]});
  }
  return clients;
}

struct Outcome {
  double spend = 0.0, profit = 0.0;
};

Outcome outcome_of(const std::vector<Client>& clients, std::size_t segments) {
  Outcome sum;
  std::size_t begin = 0;
  for (std::size_t s = 0; s < segments; ++s) {
    const std::size_t end = begin + (clients.size() - begin) / (segments - s);
    const auto segment = std::span(clients).subspan(begin, end - begin);
    const Common common = best_common(segment);
    const double spend = common.spend * static_cast<double>(segment.size());
    sum.spend += spend;
    sum.profit += common.gain - spend;
    begin = end;
  }
  return sum;
}

void check(std::span<const double> potential, std::span<const double> speed,
           std::span<const std::int64_t> segments, double segment_cost) {
  check_length("speed", speed.size(), potential.size());
  check_rows("potential", potential, check_amount);
  check_rows("speed", speed, check_above_0);
  for (std::size_t i = 0; i < speed.size(); ++i) {
    if (std::isfinite(potential[i] * speed[i])) continue;
    refuse("speed", "such that its product with the potential is finite", speed[i],
           static_cast<std::int64_t>(i));
  }
  check_cost("segment_cost", segment_cost);
  for (std::size_t k = 0; k < segments.size(); ++k) {
    if (segments[k] >= 1 && segments[k] <= std::ssize(potential)) continue;
    refuse("segments", "1 to the number of clients", static_cast<double>(segments[k]),
           static_cast<std::int64_t>(k));
  }
}

}  // namespace

Table segmentation_profit(std::span<const double> potential, std::span<const double> speed,
                          std::span<const std::int64_t> segments, double segment_cost) {
  check(potential, speed, segments, segment_cost);
  const std::vector<Client> clients = ordered(potential, speed);
  const double one_to_one = outcome_of(clients, clients.size()).profit;
  std::vector<double> spend, profit, cost, net, share;
  std::vector<std::uint8_t> has_share, best;
  for (const std::int64_t k : segments) {
    const Outcome outcome = outcome_of(clients, static_cast<std::size_t>(k));
    spend.push_back(outcome.spend);
    profit.push_back(outcome.profit);
    cost.push_back(segment_cost * static_cast<double>(k));
    net.push_back(profit.back() - cost.back());
    has_share.push_back(one_to_one > 0.0);
    share.push_back(one_to_one > 0.0 ? outcome.profit / one_to_one : 0.0);
  }
  best.assign(net.size(), 0);
  if (!net.empty()) {
    best[static_cast<std::size_t>(std::ranges::max_element(net) - net.begin())] = 1;
  }
  return Table::Builder()
      .int64("segments", {segments.begin(), segments.end()})
      .float64("spend", std::move(spend))
      .float64("profit", std::move(profit))
      .float64("cost", std::move(cost))
      .float64("net", std::move(net))
      .float64("share", std::move(share), std::move(has_share))
      .boolean("best", std::move(best))
      .build();
}

}  // namespace tenure
