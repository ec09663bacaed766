/// How far apart groups of clients are.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "segments/features.hpp"

namespace tenure::segment {

/// Of each group: the distance of its mean to the nearest other mean, over the sum of the two
/// groups' radii (roots of mean squared distances to the mean), taken where that is least; 0 for a
/// group without clients and if there is no other. Groups of no extent have the greatest double.
[[nodiscard]] std::vector<double> separations(const FeatureSpace& space,
                                              std::span<const std::int64_t> group,
                                              std::size_t groups);

}  // namespace tenure::segment
