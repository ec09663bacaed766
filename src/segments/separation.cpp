#include "segments/separation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tenure::segment {

std::vector<double> separations(const FeatureSpace& space, std::span<const std::int64_t> group,
                                std::size_t groups) {
  const std::size_t columns = space.columns();
  std::vector<double> sizes(groups), means(groups * columns), radii(groups);
  for (std::size_t i = 0; i < group.size(); ++i) {
    const auto g = static_cast<std::size_t>(group[i]);
    sizes[g] += 1.0;
    for (std::size_t c = 0; c < columns; ++c) {
      means[g * columns + c] += (space.row(i)[c] - means[g * columns + c]) / sizes[g];
    }
  }
  for (std::size_t i = 0; i < group.size(); ++i) {
    const auto g = static_cast<std::size_t>(group[i]);
    radii[g] += squared_distance(space.row(i), &means[g * columns], columns) / sizes[g];
  }
  for (double& radius : radii) radius = std::sqrt(radius);

  constexpr double apart = std::numeric_limits<double>::max();
  std::vector<double> result(groups);
  for (std::size_t g = 0; g < groups; ++g) {
    if (sizes[g] == 0.0) continue;
    double least = apart;
    bool is_alone = true;
    for (std::size_t other = 0; other < groups; ++other) {
      if (other == g || sizes[other] == 0.0) continue;
      is_alone = false;
      const double distance =
          std::sqrt(squared_distance(&means[g * columns], &means[other * columns], columns));
      const double extent = radii[g] + radii[other];
      const double separation = distance == 0.0 ? 0.0 : extent > 0.0 ? distance / extent : apart;
      least = std::min(least, separation);
    }
    result[g] = is_alone ? 0.0 : least;
  }
  return result;
}

}  // namespace tenure::segment
