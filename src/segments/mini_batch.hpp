/// k-means on clients drawn anew at each step, for more clients than are worth looking at.
#pragma once

#include <cstddef>
#include <vector>

#include "math/random.hpp"
#include "segments/features.hpp"

namespace tenure::segment {

/// Centres after `steps` batches of `size` clients, each drawn with replacement: a centre is the
/// mean of all clients who were ever nearest to it (D. Sculley 2010, "Web-scale k-means
/// clustering"), a batch being assigned as a whole before its centres move.
[[nodiscard]] std::vector<double> mini_batch_centres(const FeatureSpace& space,
                                                     std::vector<double> centres, std::size_t size,
                                                     int steps, math::RandomStream& random,
                                                     const Execution& execution);

/// `size` clients drawn with replacement, on the same scale.
[[nodiscard]] FeatureSpace drawn_clients(const FeatureSpace& space, std::size_t size,
                                         math::RandomStream& random);

}  // namespace tenure::segment
