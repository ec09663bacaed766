/// Lloyd's algorithm, without the distances that cannot change anything.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "segments/features.hpp"

namespace tenure::segment {

struct Partition {
  std::vector<std::int32_t> cluster;  ///< of each client: the nearest centre
  std::vector<double> centres;        ///< rows of coordinates
  std::vector<double> sizes;
  double objective = 0;  ///< sum of squared distances of clients to their centres
  int iterations = 0;
  bool converged = false;
  std::int64_t distances = 0;  ///< between a client and a centre, that were computed

  [[nodiscard]] std::size_t clusters() const noexcept { return sizes.size(); }
  [[nodiscard]] const double* centre(std::size_t number) const {
    return &centres[number * (centres.size() / sizes.size())];
  }
};

/// Moves `centres` to the means of the clients nearest to them until no client changes his cluster
/// or the centres' squared moves add up to at most `tolerance`. A cluster that loses its last
/// client gets the one who is farthest from his centre.
[[nodiscard]] Partition lloyd(const FeatureSpace& space, std::vector<double> centres,
                              int max_iterations, double tolerance, const Execution& execution);

/// Every client to the nearest centre; the centres stay.
[[nodiscard]] Partition assign(const FeatureSpace& space, std::vector<double> centres,
                               const Execution& execution);

}  // namespace tenure::segment
