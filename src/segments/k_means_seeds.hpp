/// Where k-means starts: k-means++.
#pragma once

#include <cstddef>
#include <vector>

#include "math/random.hpp"
#include "segments/features.hpp"

namespace tenure::segment {

/// Rows of k centres, each a client drawn with probability proportional to his squared distance to
/// the centres before; of 2 + ln k draws the one that leaves the least sum of them is taken
/// (D. Arthur & S. Vassilvitskii 2007, section 4). Throws Error(invalid_argument) if fewer than k
/// clients differ.
[[nodiscard]] std::vector<double> seed_centres(const FeatureSpace& space, std::size_t k,
                                               math::RandomStream& random,
                                               const Execution& execution);

}  // namespace tenure::segment
