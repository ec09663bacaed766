#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "segments/k_means_runs.hpp"
#include <tenure/error.hpp>

namespace tenure {
namespace {

using segment::FeatureSpace;
using segment::Partition;

std::vector<double> initial_centres(const FeatureSpace& space, const KMeansOptions& options) {
  const auto wanted = static_cast<std::size_t>(options.clusters) * space.columns();
  if (!options.initial_centres.empty() && options.initial_centres.size() != wanted) {
    throw Error(Status::invalid_argument,
                "k_means: " + std::to_string(options.initial_centres.size()) +
                    " initial coordinates for " + std::to_string(options.clusters) +
                    " centres of " + std::to_string(space.columns()),
                "initial_centres");
  }
  return space.compared(options.initial_centres, "initial_centres");
}

Table centre_table(const FeatureSpace& space, const Partition& found) {
  std::vector<std::int64_t> cluster;
  TextColumn feature;
  std::vector<double> centre, compared;
  for (std::size_t j = 0; j < found.clusters(); ++j) {
    for (std::size_t c = 0; c < space.columns(); ++c) {
      cluster.push_back(static_cast<std::int64_t>(j));
      feature.push_back(space.name(c));
      compared.push_back(found.centre(j)[c]);
      centre.push_back(space.in_units(c, found.centre(j)[c]));
    }
  }
  return Table::Builder()
      .int64("cluster", std::move(cluster))
      .text("feature", std::move(feature))
      .float64("centre", std::move(centre))
      .float64("compared", std::move(compared))
      .build();
}

void add_tables(const FeatureSpace& space, const Partition& found, KMeansResult& result) {
  const std::size_t n = space.rows(), k = found.clusters();
  std::vector<std::int64_t> cluster(found.cluster.begin(), found.cluster.end());
  std::vector<double> distance(n), within(k);
  for (std::size_t i = 0; i < n; ++i) {
    const auto j = static_cast<std::size_t>(found.cluster[i]);
    const double square = segment::squared_distance(space.row(i), found.centre(j), space.columns());
    distance[i] = std::sqrt(square);
    within[j] += square;
  }
  std::vector<std::int64_t> number, clients;
  std::vector<double> share, radius;
  for (std::size_t j = 0; j < k; ++j) {
    number.push_back(static_cast<std::int64_t>(j));
    clients.push_back(static_cast<std::int64_t>(found.sizes[j]));
    share.push_back(found.sizes[j] / static_cast<double>(n));
    radius.push_back(found.sizes[j] > 0.0 ? std::sqrt(within[j] / found.sizes[j]) : 0.0);
  }
  result.clients = Table::Builder()
                       .int64("cluster", std::move(cluster))
                       .float64("distance", std::move(distance))
                       .build();
  result.clusters = Table::Builder()
                        .int64("cluster", std::move(number))
                        .int64("clients", std::move(clients))
                        .float64("share", std::move(share))
                        .float64("within", std::move(within))
                        .float64("radius", std::move(radius))
                        .build();
}

}  // namespace

KMeansResult k_means(const Features& features, const KMeansOptions& options,
                     const Execution& execution) {
  segment::check_k_means(options);
  const FeatureSpace space(features);
  const Partition found =
      segment::k_means_partition(space, options, initial_centres(space, options), execution);
  KMeansResult result;
  result.objective = found.objective;
  result.total = segment::total_squares(space);
  result.calinski_harabasz = segment::calinski_harabasz(found, result.total);
  result.iterations = found.iterations;
  result.converged = found.converged;
  result.distances = found.distances;
  add_tables(space, found, result);
  result.centres = centre_table(space, found);
  result.features = space.table();
  return result;
}

}  // namespace tenure
