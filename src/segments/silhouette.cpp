#include "segments/silhouette.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "base/parallel.hpp"

namespace tenure::segment {

double mean_silhouette(const FeatureSpace& space, std::span<const std::int32_t> cluster,
                       std::size_t clusters, std::size_t most_clients, const Execution& execution) {
  const std::size_t taken = std::min(space.rows(), most_clients);
  std::vector<std::size_t> clients(taken);
  std::vector<double> sizes(clusters), widths(taken);
  for (std::size_t i = 0; i < taken; ++i) {
    clients[i] = i * space.rows() / taken;
    sizes[static_cast<std::size_t>(cluster[clients[i]])] += 1.0;
  }
  constexpr std::size_t clients_a_part = 64;
  parallel_for(taken, clients_a_part, execution, "measuring silhouettes",
               [&](std::size_t begin, std::size_t end) {
                 std::vector<double> sums(clusters);
                 for (std::size_t i = begin; i < end; ++i) {
                   std::ranges::fill(sums, 0.0);
                   for (const std::size_t other : clients) {
                     sums[static_cast<std::size_t>(cluster[other])] += std::sqrt(squared_distance(
                         space.row(clients[i]), space.row(other), space.columns()));
                   }
                   const auto own = static_cast<std::size_t>(cluster[clients[i]]);
                   if (sizes[own] < 2.0) continue;
                   const double a = sums[own] / (sizes[own] - 1.0);
                   double b = std::numeric_limits<double>::infinity();
                   for (std::size_t j = 0; j < clusters; ++j) {
                     if (j != own && sizes[j] > 0.0) b = std::min(b, sums[j] / sizes[j]);
                   }
                   const double larger = std::max(a, b);
                   if (std::isfinite(b) && larger > 0.0) widths[i] = (b - a) / larger;
                 }
               });
  double sum = 0.0;
  for (const double width : widths) sum += width;
  return sum / static_cast<double>(taken);
}

}  // namespace tenure::segment
