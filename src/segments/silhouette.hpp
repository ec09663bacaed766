/// Silhouettes: how much nearer clients are to their own cluster than to the next.
#pragma once

#include <cstdint>
#include <span>

#include "segments/features.hpp"

namespace tenure::segment {

/// Mean width over at most `most_clients`, evenly spread over the rows, measured among themselves:
/// (b - a) / max(a, b), a being a client's mean distance to his own cluster and b the least one to
/// another; 0 for one who is alone (P. J. Rousseeuw 1987).
[[nodiscard]] double mean_silhouette(const FeatureSpace& space,
                                     std::span<const std::int32_t> cluster, std::size_t clusters,
                                     std::size_t most_clients, const Execution& execution);

}  // namespace tenure::segment
