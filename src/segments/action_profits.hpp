/// What the best action for each group of clients brings.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tenure::segment {

inline constexpr std::size_t no_action = static_cast<std::size_t>(-1);

struct ActionChoice {
  std::size_t action = no_action;  ///< the first of equally good ones; none unless it has a profit
  double profit = 0;
};

/// Sums of profits by group and action. `profits`: rows of `actions` numbers, a client after the
/// other; who is not `reachable` (if that is not empty) has no profit from any.
class ActionProfits {
 public:
  ActionProfits(std::span<const double> profits, std::size_t actions,
                std::span<const std::uint8_t> reachable);

  /// Best actions of the groups, numbered from 0.
  template <class Group>
  [[nodiscard]] std::vector<ActionChoice> best(std::span<const Group> group,
                                               std::size_t groups) const {
    std::vector<double> sums(groups * actions_);
    for (std::size_t i = 0; i < group.size(); ++i) {
      add(i, sums.data() + static_cast<std::size_t>(group[i]) * actions_);
    }
    std::vector<ActionChoice> choices;
    for (std::size_t g = 0; g < groups; ++g) {
      choices.push_back(choose(sums.data() + g * actions_));
    }
    return choices;
  }
  /// Profit of `action` in each group.
  [[nodiscard]] std::vector<double> of_action(std::size_t action,
                                              std::span<const std::int64_t> group,
                                              std::size_t groups) const;
  /// With the best action for each client.
  [[nodiscard]] double one_to_one(std::size_t clients) const;

 private:
  void add(std::size_t client, double* sums) const;
  [[nodiscard]] ActionChoice choose(const double* sums) const;

  std::span<const double> profits_;
  std::size_t actions_;
  std::span<const std::uint8_t> reachable_;
};

}  // namespace tenure::segment
