/// k-means from several starts, on measures that are ready to be compared.
#pragma once

#include "segments/features.hpp"
#include "segments/lloyd.hpp"

namespace tenure::segment {

/// Throws Error(invalid_argument) naming the option that is outside its domain.
void check_k_means(const KMeansOptions& options);

/// The partition of the least objective, its clusters from the one with most clients downwards.
/// `initial_centres`: on the compared scale; empty: seeds.
[[nodiscard]] Partition k_means_partition(const FeatureSpace& space, const KMeansOptions& options,
                                          const std::vector<double>& initial_centres,
                                          const Execution& execution);

/// Sum of squared distances of all clients to their mean.
[[nodiscard]] double total_squares(const FeatureSpace& space);

/// T. Calinski & J. Harabasz (1974); 0 where it does not exist.
[[nodiscard]] double calinski_harabasz(const Partition& partition, double total);

}  // namespace tenure::segment
