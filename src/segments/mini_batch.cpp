#include "segments/mini_batch.hpp"

#include <utility>

#include "base/execution_share.hpp"
#include "segments/lloyd.hpp"

namespace tenure::segment {

FeatureSpace drawn_clients(const FeatureSpace& space, std::size_t size,
                           math::RandomStream& random) {
  std::vector<double> values;
  values.reserve(size * space.columns());
  for (std::size_t i = 0; i < size; ++i) {
    const auto client =
        static_cast<std::size_t>(random.uniform() * static_cast<double>(space.rows()));
    values.insert(values.end(), space.row(client), space.row(client) + space.columns());
  }
  return space.with_values(std::move(values));
}

std::vector<double> mini_batch_centres(const FeatureSpace& space, std::vector<double> centres,
                                       std::size_t size, int steps, math::RandomStream& random,
                                       const Execution& execution) {
  const std::size_t columns = space.columns(), k = centres.size() / columns;
  std::vector<double> seen(k);  // clients ever nearest to each centre
  for (int step = 0; step < steps; ++step) {
    const Execution part = share_of(execution, static_cast<double>(step) / steps,
                                    static_cast<double>(step + 1) / steps);
    const FeatureSpace batch = drawn_clients(space, size, random);
    const Partition nearest = assign(batch, centres, part);
    for (std::size_t i = 0; i < size; ++i) {
      const auto j = static_cast<std::size_t>(nearest.cluster[i]);
      seen[j] += 1.0;
      for (std::size_t c = 0; c < columns; ++c) {
        double& coordinate = centres[j * columns + c];
        coordinate += (batch.row(i)[c] - coordinate) / seen[j];
      }
    }
  }
  return centres;
}

}  // namespace tenure::segment
