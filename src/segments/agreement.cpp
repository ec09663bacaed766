#include "segments/agreement.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include <tenure/clusters.hpp>
#include <tenure/error.hpp>

namespace tenure {
namespace segment {
namespace {

/// How many clients are in each group, and in each pair of groups.
template <class Group>
struct Crossing {
  Crossing(std::span<const Group> a, std::span<const Group> b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      in_a[a[i]] += 1.0;
      in_b[b[i]] += 1.0;
      in_both[{a[i], b[i]}] += 1.0;
    }
  }
  std::map<Group, double> in_a, in_b;
  std::map<std::pair<Group, Group>, double> in_both;
};

double pairs(double clients) { return 0.5 * clients * (clients - 1.0); }

template <class Counts>
double pairs_within(const Counts& counts) {
  double sum = 0.0;
  for (const auto& [group, clients] : counts) sum += pairs(clients);
  return sum;
}

template <class Group>
double adjusted_rand_of(std::span<const Group> a, std::span<const Group> b) {
  const Crossing<Group> crossing(a, b);
  const double together = pairs_within(crossing.in_both);
  const double in_a = pairs_within(crossing.in_a), in_b = pairs_within(crossing.in_b);
  const double all = pairs(static_cast<double>(a.size()));
  const double by_chance = all > 0.0 ? in_a * in_b / all : 0.0;
  const double most = 0.5 * (in_a + in_b);
  return most == by_chance ? 1.0 : (together - by_chance) / (most - by_chance);
}

}  // namespace

std::vector<double> best_jaccard(std::span<const std::int32_t> a, std::span<const std::int32_t> b,
                                 std::size_t groups) {
  const Crossing<std::int32_t> crossing(a, b);
  std::vector<double> best(groups);
  for (const auto& [group, clients] : crossing.in_both) {
    const double either = crossing.in_a.at(group.first) + crossing.in_b.at(group.second) - clients;
    double& index = best[static_cast<std::size_t>(group.first)];
    index = std::max(index, clients / either);
  }
  return best;
}

double adjusted_rand(std::span<const std::int32_t> a, std::span<const std::int32_t> b) {
  return adjusted_rand_of(a, b);
}

}  // namespace segment

double adjusted_rand_index(std::span<const std::int64_t> groups,
                           std::span<const std::int64_t> other_groups) {
  if (groups.size() != other_groups.size()) {
    throw Error(Status::invalid_argument,
                "adjusted_rand_index: " + std::to_string(groups.size()) + " clients and " +
                    std::to_string(other_groups.size()),
                "other_groups");
  }
  return segment::adjusted_rand_of(groups, other_groups);
}

}  // namespace tenure
