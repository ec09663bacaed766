#include "segments/k_means_seeds.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string>

#include "base/parallel.hpp"
#include "segments/chunks.hpp"
#include <tenure/error.hpp>

namespace tenure::segment {
namespace {

/// Squared distances of all clients to the nearest centre so far, with their sums by chunk.
class Distances {
 public:
  Distances(const FeatureSpace& space, const Execution& execution)
      : space_(space),
        execution_(execution),
        squares_(space.rows(), std::numeric_limits<double>::infinity()),
        sums_(chunk_count(space.rows())) {}

  [[nodiscard]] double total() const { return std::accumulate(sums_.begin(), sums_.end(), 0.0); }

  /// A client with probability proportional to his squared distance; `place` in (0, 1).
  [[nodiscard]] std::size_t draw(double place) const {
    double left = place * total();
    std::size_t chunk = 0;
    while (chunk + 1 < sums_.size() && left >= sums_[chunk]) left -= sums_[chunk++];
    std::size_t last = chunk * clients_a_chunk;  // the last one with a distance, by rounding
    const std::size_t end = std::min(last + clients_a_chunk, squares_.size());
    for (std::size_t i = last; i < end; ++i) {
      if (!(squares_[i] > 0.0)) continue;
      last = i;
      if ((left -= squares_[i]) < 0.0) break;
    }
    return last;
  }

  /// What the total would be with each of these clients as a further centre.
  [[nodiscard]] std::vector<double> totals_with(const std::vector<std::size_t>& clients) const {
    std::vector<double> sums(clients.size() * sums_.size());
    parallel_for(space_.rows(), clients_a_chunk, execution_, stage,
                 [&](std::size_t begin, std::size_t end) {
                   double* chunk = &sums[begin / clients_a_chunk * clients.size()];
                   for (std::size_t i = begin; i < end; ++i) {
                     for (std::size_t c = 0; c < clients.size(); ++c) {
                       chunk[c] += std::min(squares_[i], to(i, clients[c]));
                     }
                   }
                 });
    std::vector<double> totals(clients.size());
    for (std::size_t i = 0; i < sums.size(); ++i) totals[i % clients.size()] += sums[i];
    return totals;
  }

  void add(std::size_t client) {
    parallel_for(space_.rows(), clients_a_chunk, execution_, stage,
                 [&](std::size_t begin, std::size_t end) {
                   double sum = 0.0;
                   for (std::size_t i = begin; i < end; ++i) {
                     squares_[i] = std::min(squares_[i], to(i, client));
                     sum += squares_[i];
                   }
                   sums_[begin / clients_a_chunk] = sum;
                 });
  }

 private:
  static constexpr const char* stage = "seeding clusters";

  [[nodiscard]] double to(std::size_t client, std::size_t centre) const {
    return squared_distance(space_.row(client), space_.row(centre), space_.columns());
  }

  const FeatureSpace& space_;
  const Execution& execution_;
  std::vector<double> squares_, sums_;
};

}  // namespace

std::vector<double> seed_centres(const FeatureSpace& space, std::size_t k,
                                 math::RandomStream& random, const Execution& execution) {
  const auto draws = 2 + static_cast<std::size_t>(std::log(static_cast<double>(k)));
  std::vector<double> centres;
  centres.reserve(k * space.columns());
  Distances distances(space, execution);
  const auto take = [&](std::size_t client) {
    distances.add(client);
    centres.insert(centres.end(), space.row(client), space.row(client) + space.columns());
  };
  take(static_cast<std::size_t>(random.uniform() * static_cast<double>(space.rows())));
  while (centres.size() < k * space.columns()) {
    if (!(distances.total() > 0.0)) {
      throw Error(Status::invalid_argument,
                  "clusters: " + std::to_string(k) + " clusters, but only " +
                      std::to_string(centres.size() / space.columns()) +
                      " clients differ from each other",
                  "clusters");
    }
    std::vector<std::size_t> drawn(draws);
    for (std::size_t& client : drawn) client = distances.draw(random.uniform());
    const std::vector<double> totals = distances.totals_with(drawn);
    take(drawn[static_cast<std::size_t>(std::ranges::min_element(totals) - totals.begin())]);
  }
  return centres;
}

}  // namespace tenure::segment
