#include "segments/scoring.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/ranks.hpp"

namespace tenure::segment {
namespace {

/// Where quantile number i of `of` lies among `count` sorted values: between `below` and the next
/// one, `share` of the way. Whole numbers, so that a quantile that is a value is exactly that one.
struct Place {
  std::size_t below;
  double share;
};

Place place_of_quantile(std::size_t count, int i, int of) {
  const std::size_t parts = static_cast<std::size_t>(of);
  const std::size_t steps = (count - 1) * static_cast<std::size_t>(i);
  return {steps / parts, static_cast<double>(steps % parts) / static_cast<double>(of)};
}

/// `count` places cut into bins of equally many, the first ones one larger if need be.
class Tiles {
 public:
  Tiles(std::size_t count, int bins)
      : larger_(static_cast<double>(count % static_cast<std::size_t>(bins))),
        size_(static_cast<double>(count / static_cast<std::size_t>(bins))) {}

  /// From 1; `place` from 0 to count - 1, between two places for a mean of them.
  [[nodiscard]] std::int64_t bin_of(double place) const {
    const double in_larger = larger_ * (size_ + 1.0);
    const double bin = place < in_larger ? std::floor(place / (size_ + 1.0))
                                         : larger_ + std::floor((place - in_larger) / size_);
    return static_cast<std::int64_t>(bin) + 1;
  }

 private:
  double larger_, size_;
};

std::vector<double> sorted_copy(std::span<const double> values) {
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  return sorted;
}

}  // namespace

double type_7_quantile(std::span<const double> sorted, int i, int of) {
  const auto [below, share] = place_of_quantile(sorted.size(), i, of);
  if (share == 0.0) return sorted[below];
  return sorted[below] + share * (sorted[below + 1] - sorted[below]);
}

std::vector<double> quantile_cuts(std::span<const double> values, int bins) {
  std::vector<double> cuts;
  if (values.empty()) return cuts;
  const std::vector<double> sorted = sorted_copy(values);
  for (int i = 1; i < bins; ++i) cuts.push_back(type_7_quantile(sorted, i, bins));
  return cuts;
}

Bins bins_by_quantile(std::span<const double> values, int bins) {
  if (values.empty()) return {};
  const std::vector<double> sorted = sorted_copy(values);
  // No value lies between a quantile and the order statistic below it, so that comparing with the
  // latter is the same, and exact whatever the unit.
  std::vector<double> below;
  for (int i = 1; i < bins; ++i) {
    below.push_back(sorted[place_of_quantile(sorted.size(), i, bins).below]);
  }
  return bins_by_cuts(values, below);
}

Bins bins_by_cuts(std::span<const double> values, std::span<const double> cuts) {
  Bins result;
  result.reserve(values.size());
  for (const double value : values) {
    result.push_back(std::ranges::lower_bound(cuts, value) - cuts.begin() + 1);
  }
  return result;
}

Bins bins_by_rank(std::span<const double> values, int bins, RankTies ties) {
  return bins_by_rank_within(Bins(values.size(), 0), values, bins, ties);
}

Bins bins_by_rank_within(const Bins& groups, std::span<const double> values, int bins,
                         RankTies ties) {
  std::map<std::int64_t, std::vector<std::size_t>> members;  // from least to greatest value
  for (const std::size_t i : ascending_order(values)) members[groups[i]].push_back(i);
  Bins result(values.size());
  for (const auto& [group, order] : members) {
    const Tiles tiles(order.size(), bins);
    for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
      end = begin + 1;
      if (ties == RankTies::averaged) {
        while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
      }
      const double place = 0.5 * static_cast<double>(begin + end - 1);
      for (std::size_t i = begin; i < end; ++i) result[order[i]] = tiles.bin_of(place);
    }
  }
  return result;
}

}  // namespace tenure::segment
