#include "segments/action_profits.hpp"

namespace tenure::segment {

ActionProfits::ActionProfits(std::span<const double> profits, std::size_t actions,
                             std::span<const std::uint8_t> reachable)
    : profits_(profits), actions_(actions), reachable_(reachable) {}

std::vector<double> ActionProfits::of_action(std::size_t action,
                                             std::span<const std::int64_t> group,
                                             std::size_t groups) const {
  std::vector<double> sums(groups);
  if (action == no_action) return sums;
  std::vector<double> own(actions_);
  for (std::size_t i = 0; i < group.size(); ++i) {
    own.assign(actions_, 0.0);
    add(i, own.data());
    sums[static_cast<std::size_t>(group[i])] += own[action];
  }
  return sums;
}

double ActionProfits::one_to_one(std::size_t clients) const {
  double sum = 0.0;
  std::vector<double> own(actions_);
  for (std::size_t i = 0; i < clients; ++i) {
    own.assign(actions_, 0.0);
    add(i, own.data());
    sum += choose(own.data()).profit;
  }
  return sum;
}

void ActionProfits::add(std::size_t client, double* sums) const {
  if (!reachable_.empty() && reachable_[client] == 0) return;
  for (std::size_t a = 0; a < actions_; ++a) sums[a] += profits_[client * actions_ + a];
}

ActionChoice ActionProfits::choose(const double* sums) const {
  ActionChoice best;
  for (std::size_t a = 0; a < actions_; ++a) {
    if (sums[a] > best.profit) best = {a, sums[a]};
  }
  return best;
}

}  // namespace tenure::segment
