/// How far segments lie from each other, in ranks, so that no unit matters.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "segments/measures.hpp"
#include "segments/segment_members.hpp"

namespace tenure::segment {

struct FeatureSpread {
  std::string_view feature;
  std::optional<double> between_share;  ///< absent where all clients are alike
};

struct Neighbour {
  double distance;
  std::size_t segment;
};

struct RankSeparation {
  std::vector<FeatureSpread> features;
  std::vector<std::optional<Neighbour>> nearest;  ///< of each segment; absent if it is alone
};

[[nodiscard]] RankSeparation rank_separation(const Measures& measures,
                                             const SegmentMembers& groups);

}  // namespace tenure::segment
