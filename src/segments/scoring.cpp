#include "segments/scoring.hpp"

#include <algorithm>
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

Bins bins_by_rank(std::span<const double> values, int bins) {
  return bins_by_rank_within(Bins(values.size(), 0), values, bins);
}

Bins bins_by_rank_within(const Bins& groups, std::span<const double> values, int bins) {
  std::map<std::int64_t, std::vector<std::size_t>> members;  // from least to greatest value
  for (const std::size_t i : ascending_order(values)) members[groups[i]].push_back(i);
  Bins result(values.size());
  for (const auto& [group, order] : members) {
    const std::size_t size = order.size() / static_cast<std::size_t>(bins);
    const std::size_t larger = order.size() % static_cast<std::size_t>(bins);
    const std::size_t in_larger = larger * (size + 1);
    for (std::size_t place = 0; place < order.size(); ++place) {
      const std::size_t bin =
          place < in_larger ? place / (size + 1) : larger + (place - in_larger) / size;
      result[order[place]] = static_cast<std::int64_t>(bin) + 1;
    }
  }
  return result;
}

}  // namespace tenure::segment
