#include "segments/rank_separation.hpp"

#include <cmath>
#include <cstddef>
#include <span>
#include <utility>

#include "base/ranks.hpp"

namespace tenure::segment {
namespace {

/// Ranks from 0, equal values at their mean rank.
std::vector<double> mean_ranks(std::span<const double> values) {
  const std::vector<std::size_t> order = ascending_order(values);
  std::vector<double> ranks(values.size());
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    for (end = begin; end < order.size() && values[order[end]] == values[order[begin]];) ++end;
    for (std::size_t i = begin; i < end; ++i) {
      ranks[order[i]] = 0.5 * static_cast<double>(begin + end - 1);
    }
  }
  return ranks;
}

/// One feature: the mean rank of each segment, less that of all and in standard deviations of all.
struct Standardised {
  std::vector<double> mean_of_segment;  ///< empty where all clients are alike
  std::optional<double> between_share;
};

Standardised standardise(std::span<const double> values, const SegmentMembers& groups) {
  const std::vector<double> ranks = mean_ranks(values);
  const auto n = static_cast<double>(ranks.size());
  const double centre = 0.5 * (n - 1.0);
  double total = 0.0;
  for (const double rank : ranks) total += (rank - centre) * (rank - centre);
  Standardised result;
  if (total == 0.0) return result;

  const double sd = std::sqrt(total / n);
  double between = 0.0;
  for (const auto& members : groups.members) {
    double sum = 0.0;
    for (const std::size_t i : members) sum += ranks[i] - centre;
    const double mean = sum / static_cast<double>(members.size());
    between += sum * mean;
    result.mean_of_segment.push_back(mean / sd);
  }
  result.between_share = between / total;
  return result;
}

}  // namespace

RankSeparation rank_separation(const Measures& measures, const SegmentMembers& groups) {
  RankSeparation result;
  const std::size_t segments = groups.size();
  std::vector<double> squared(segments * segments);
  for (const auto& [name, values] :
       {std::pair<std::string_view, std::span<const double>>("recency", measures.recency),
        std::pair<std::string_view, std::span<const double>>("frequency", measures.purchases),
        std::pair<std::string_view, std::span<const double>>("monetary", measures.monetary)}) {
    if (values.empty()) continue;
    const Standardised feature = standardise(values, groups);
    result.features.push_back({name, feature.between_share});
    if (feature.mean_of_segment.empty()) continue;
    for (std::size_t a = 0; a < segments; ++a) {
      for (std::size_t b = 0; b < segments; ++b) {
        const double difference = feature.mean_of_segment[a] - feature.mean_of_segment[b];
        squared[a * segments + b] += difference * difference;
      }
    }
  }
  result.nearest.resize(segments);
  for (std::size_t a = 0; a < segments; ++a) {
    for (std::size_t b = 0; b < segments; ++b) {
      if (a == b) continue;
      const double distance = std::sqrt(squared[a * segments + b]);
      auto& nearest = result.nearest[a];
      if (!nearest || distance < nearest->distance) nearest = Neighbour{distance, b};
    }
  }
  return result;
}

}  // namespace tenure::segment
