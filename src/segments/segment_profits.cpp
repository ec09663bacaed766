#include "segments/segment_profits.hpp"

#include <algorithm>

namespace tenure::segment {

SegmentProfits::SegmentProfits(const SegmentMembers& groups, std::span<const double> values,
                               std::size_t actions)
    : actions_(actions), profit_(groups.size() * actions) {
  for (std::size_t s = 0; s < groups.size(); ++s) {
    for (const std::size_t client : groups.members[s]) {
      for (std::size_t a = 0; a < actions; ++a) {
        profit_[s * actions + a] += values[client * actions + a];
      }
    }
  }
}

std::size_t SegmentProfits::best(std::size_t segment) const {
  std::size_t best = 0;
  for (std::size_t a = 1; a < actions_; ++a) {
    if (at(segment, a) > at(segment, best)) best = a;
  }
  return best;
}

double SegmentProfits::gain_apart(std::size_t segment, std::size_t other) const {
  const std::size_t own = best(segment), others = best(other);
  // What both lose by the one action that costs them least: each term is 0 or more.
  const auto loss = [&](std::size_t a) {
    return (at(segment, own) - at(segment, a)) + (at(other, others) - at(other, a));
  };
  double least = loss(0);
  for (std::size_t a = 1; a < actions_; ++a) least = std::min(least, loss(a));
  return least;
}

}  // namespace tenure::segment
