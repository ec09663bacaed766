#include "segments/k_means_runs.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include "base/execution_share.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "segments/chunks.hpp"
#include "segments/k_means_seeds.hpp"
#include "segments/mini_batch.hpp"
#include <tenure/error.hpp>

namespace tenure::segment {
namespace {

void check_range(const char* name, double value, double least, double most) {
  if (value >= least && value <= most) return;
  throw Error(Status::invalid_argument,
              "k_means: " + std::string(name) + " must be " + to_text(least) + " to " +
                  to_text(most) + ", not " + to_text(value),
              name);
}

/// One start: its random numbers are its own, whichever thread runs it.
Partition run(const FeatureSpace& space, const KMeansOptions& options, std::uint64_t start,
              std::vector<double> centres, const Execution& execution) {
  math::RandomStream random(options.seed, start);
  const auto k = static_cast<std::size_t>(options.clusters);
  if (options.batch_size > 0) {
    const auto size = static_cast<std::size_t>(options.batch_size);
    if (centres.empty()) {
      // Seeds need no more clients than this either: Sculley starts from drawn ones.
      const FeatureSpace some = drawn_clients(space, std::max(size, 20 * k), random);
      centres = seed_centres(some, k, random, share_of(execution, 0.0, 0.0));
    }
    centres = mini_batch_centres(space, std::move(centres), size, options.max_iterations, random,
                                 share_of(execution, 0.0, 0.9));
    Partition found = assign(space, std::move(centres), share_of(execution, 0.9, 1.0));
    found.iterations = options.max_iterations;
    return found;
  }
  if (centres.empty()) {
    centres = seed_centres(space, k, random, share_of(execution, 0.0, 0.0));
  }
  const double tolerance = options.tolerance * space.mean_variance();
  return lloyd(space, std::move(centres), options.max_iterations, tolerance, execution);
}

/// Renumbers the clusters from the one with most clients downwards, equal ones by their centres.
void order_clusters(Partition& partition, std::size_t columns) {
  const std::size_t k = partition.clusters();
  std::vector<std::size_t> order(k);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    if (partition.sizes[a] != partition.sizes[b]) return partition.sizes[a] > partition.sizes[b];
    return std::lexicographical_compare(partition.centre(a), partition.centre(a) + columns,
                                        partition.centre(b), partition.centre(b) + columns);
  });
  std::vector<std::int32_t> number(k);
  std::vector<double> centres, sizes;
  for (std::size_t to = 0; to < k; ++to) {
    const std::size_t from = order[to];
    number[from] = static_cast<std::int32_t>(to);
    centres.insert(centres.end(), partition.centre(from), partition.centre(from) + columns);
    sizes.push_back(partition.sizes[from]);
  }
  for (std::int32_t& cluster : partition.cluster) {
    cluster = number[static_cast<std::size_t>(cluster)];
  }
  partition.centres = std::move(centres);
  partition.sizes = std::move(sizes);
}

}  // namespace

void check_k_means(const KMeansOptions& options) {
  check_range("clusters", options.clusters, 1, 1'000'000);
  check_range("restarts", options.restarts, 1, 1'000'000);
  check_range("max_iterations", options.max_iterations, 1, 1'000'000);
  check_range("tolerance", options.tolerance, 0, 1);
  check_range("batch_size", static_cast<double>(options.batch_size), 0, 1e9);
}

Partition k_means_partition(const FeatureSpace& space, const KMeansOptions& options,
                            const std::vector<double>& initial_centres,
                            const Execution& execution) {
  if (space.rows() < static_cast<std::size_t>(options.clusters)) {
    throw Error(Status::invalid_argument,
                "k_means: " + std::to_string(options.clusters) + " clusters of " +
                    std::to_string(space.rows()) + " clients",
                "clusters");
  }
  const auto starts =
      initial_centres.empty() ? static_cast<std::size_t>(options.restarts) : std::size_t{1};
  std::optional<Partition> best;
  const auto keep_better = [&best](Partition found) {
    if (!best || found.objective < best->objective) best = std::move(found);
  };
  if (chunk_count(space.rows()) > 1) {
    for (std::size_t start = 0; start < starts; ++start) {
      const auto all = static_cast<double>(starts);
      keep_better(run(space, options, start, initial_centres,
                      share_of(execution, static_cast<double>(start) / all,
                               static_cast<double>(start + 1) / all)));
    }
  } else {  // few clients: a thread a start
    std::vector<Partition> found(starts);
    parallel_for(starts, 1, execution, "clustering", [&](std::size_t begin, std::size_t end) {
      for (std::size_t start = begin; start < end; ++start) {
        found[start] = run(space, options, start, initial_centres, Execution{.threads = 1});
      }
    });
    for (Partition& each : found) keep_better(std::move(each));
  }
  order_clusters(*best, space.columns());
  return *std::move(best);
}

double total_squares(const FeatureSpace& space) {
  return space.mean_variance() * static_cast<double>(space.columns()) *
         static_cast<double>(space.rows());
}

double calinski_harabasz(const Partition& partition, double total) {
  const auto n = static_cast<double>(partition.cluster.size());
  const auto k = static_cast<double>(partition.clusters());
  const bool exists = k > 1.0 && n > k && partition.objective > 0.0 && partition.sizes.back() > 0.0;
  if (!exists) return 0.0;
  return (total - partition.objective) / (k - 1.0) / (partition.objective / (n - k));
}

}  // namespace tenure::segment
