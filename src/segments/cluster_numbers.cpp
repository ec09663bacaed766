#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "base/execution_share.hpp"
#include "base/text.hpp"
#include "math/random.hpp"
#include "segments/action_profits.hpp"
#include "segments/agreement.hpp"
#include "segments/k_means_runs.hpp"
#include "segments/mini_batch.hpp"
#include "segments/silhouette.hpp"
#include <tenure/error.hpp>

namespace tenure {
namespace {

using segment::FeatureSpace;
using segment::Partition;

// Streams of random numbers that no start of k-means uses.
constexpr std::uint64_t reference_streams = std::uint64_t{1} << 40;
constexpr std::uint64_t resample_streams = std::uint64_t{2} << 40;

void check(const ClusterNumberOptions& options, std::size_t clients) {
  const auto refuse = [](const std::string& message, const char* argument) {
    throw Error(Status::invalid_argument, "cluster_numbers: " + message, argument);
  };
  if (options.from < 1 || options.to < options.from) refuse("1 <= from <= to", "from");
  if (static_cast<std::size_t>(options.to) >= clients) {
    refuse(std::to_string(options.to) + " clusters of " + std::to_string(clients) + " clients",
           "to");
  }
  constexpr int most_samples = 10'000;
  if (options.references < 0 || options.references > most_samples) {
    refuse("references must be 0 to 10000, not " + std::to_string(options.references),
           "references");
  }
  if (options.resamples < 0 || options.resamples > most_samples) {
    refuse("resamples must be 0 to 10000, not " + std::to_string(options.resamples), "resamples");
  }
  if (options.silhouette_clients < 2) {
    refuse("silhouettes need two clients", "silhouette_clients");
  }
  if (options.actions > options.action_profits.size() ||
      (options.actions > 0 && options.action_profits.size() / options.actions != clients) ||
      (options.actions == 0 && !options.action_profits.empty())) {
    refuse("there must be a profit for each client and action", "action_profits");
  }
  for (std::size_t i = 0; i < options.action_profits.size(); ++i) {
    if (std::isfinite(options.action_profits[i])) continue;
    throw Error(Status::invalid_argument, "cluster_numbers: a profit is not finite",
                "action_profits", static_cast<std::int64_t>(i / options.actions));
  }
  constexpr double most = 1e300;
  if (!(options.cost_per_cluster >= 0.0 && options.cost_per_cluster <= most)) {
    refuse("cost_per_cluster must be 0 or more, not " + to_text(options.cost_per_cluster),
           "cost_per_cluster");
  }
}

/// As many clients, uniform over the box of the data.
FeatureSpace without_clusters(const FeatureSpace& space, std::uint64_t seed, std::uint64_t number) {
  const std::size_t columns = space.columns();
  std::vector<double> least(space.row(0), space.row(0) + columns), most = least;
  for (std::size_t i = 0; i < space.rows(); ++i) {
    for (std::size_t c = 0; c < columns; ++c) {
      least[c] = std::min(least[c], space.row(i)[c]);
      most[c] = std::max(most[c], space.row(i)[c]);
    }
  }
  math::RandomStream random(seed, reference_streams + number);
  std::vector<double> values(space.values().size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::size_t c = i % columns;
    values[i] = least[c] + random.uniform() * (most[c] - least[c]);
  }
  return space.with_values(std::move(values));
}

struct Gap {
  double gap = 0, error = 0;
};

/// Clusters may be so many that no client is off his centre.
double log_of(double objective) {
  return std::log(std::max(objective, std::numeric_limits<double>::min()));
}

Gap measure_gap(const std::vector<FeatureSpace>& references, const KMeansOptions& options,
                double objective, const Execution& execution) {
  std::vector<double> logs;
  const auto n = static_cast<double>(references.size());
  for (std::size_t b = 0; b < references.size(); ++b) {
    const auto at = static_cast<double>(b) / n;
    const Partition found =
        segment::k_means_partition(references[b], options, {}, share_of(execution, at, at, "gap"));
    logs.push_back(log_of(found.objective));
  }
  double mean = 0.0, variance = 0.0;
  for (const double log : logs) mean += log / n;
  for (const double log : logs) variance += (log - mean) * (log - mean) / n;
  return {mean - log_of(objective), std::sqrt(variance * (1.0 + 1.0 / n))};
}

struct Stability {
  double mean = 0, least = 0, adjusted_rand = 0;
};

/// Clusters found among clients drawn anew, beside those of all clients, on the drawn ones.
Stability measure_stability(const FeatureSpace& space, const Partition& all,
                            const ClusterNumberOptions& options, const KMeansOptions& runs,
                            const Execution& execution) {
  const std::size_t k = all.clusters();
  std::vector<double> jaccard(k);
  Stability stability;
  const double weight = 1.0 / options.resamples;
  for (int b = 0; b < options.resamples; ++b) {
    math::RandomStream random(runs.seed, resample_streams + static_cast<std::uint64_t>(b));
    const FeatureSpace sample = segment::drawn_clients(space, space.rows(), random);
    // The clusters of all clients, carried to the drawn ones by the nearest centre.
    const Execution part = share_of(execution, b * weight, b * weight, "stability");
    const Partition before = segment::assign(sample, all.centres, part);
    const Partition after = segment::k_means_partition(sample, runs, {}, part);
    const std::vector<double> best = segment::best_jaccard(before.cluster, after.cluster, k);
    for (std::size_t j = 0; j < k; ++j) jaccard[j] += best[j] * weight;
    stability.adjusted_rand += segment::adjusted_rand(before.cluster, after.cluster) * weight;
  }
  for (const double each : jaccard) stability.mean += each / static_cast<double>(k);
  stability.least = std::ranges::min(jaccard);
  return stability;
}

double net_profit(const Partition& found, const ClusterNumberOptions& options) {
  const segment::ActionProfits profits(options.action_profits, options.actions, {});
  double net = -options.cost_per_cluster * static_cast<double>(found.clusters());
  const std::span<const std::int32_t> cluster(found.cluster);
  for (const auto& best : profits.best(cluster, found.clusters())) net += best.profit;
  return net;
}

std::vector<std::uint8_t> mark(std::size_t rows, std::size_t row) {
  std::vector<std::uint8_t> marks(rows);
  if (row < rows) marks[row] = 1;
  return marks;
}

std::size_t place_of_greatest(const std::vector<double>& values) {
  return static_cast<std::size_t>(std::ranges::max_element(values) - values.begin());
}

/// The number whose worst cluster is the most stable, the greater one of equals.
std::size_t last_most_stable(const std::vector<double>& least) {
  const double most = std::ranges::max(least);
  std::size_t place = least.size() - 1;
  while (least[place] < most) --place;
  return place;
}

std::size_t first_by_gap(const std::vector<double>& gap, const std::vector<double>& error) {
  for (std::size_t i = 0; i + 1 < gap.size(); ++i) {
    if (gap[i] >= gap[i + 1] - error[i + 1]) return i;
  }
  return gap.size();
}

}  // namespace

Table cluster_numbers(const Features& features, const ClusterNumberOptions& options,
                      const Execution& execution) {
  KMeansOptions runs = options.k_means;
  runs.clusters = options.to;
  runs.initial_centres = {};
  segment::check_k_means(runs);
  const FeatureSpace space(features);
  check(options, space.rows());
  const double total = segment::total_squares(space);
  std::vector<FeatureSpace> references;
  for (int b = 0; b < options.references; ++b) {
    references.push_back(without_clusters(space, runs.seed, static_cast<std::uint64_t>(b)));
  }

  std::vector<std::int64_t> clusters;
  std::vector<double> objective, silhouette, calinski, gap, gap_error, stability, least, rand,
      profit;
  for (int k = options.from; k <= options.to; ++k) {
    const double all = options.to - options.from + 1, done = k - options.from;
    const auto part = [&](double from, double to) {
      return share_of(execution, (done + from) / all, (done + to) / all);
    };
    runs.clusters = k;
    const Partition found = segment::k_means_partition(space, runs, {}, part(0.0, 0.2));
    const Gap gaps =
        references.empty() ? Gap{} : measure_gap(references, runs, found.objective, part(0.2, 0.5));
    const Stability stable = measure_stability(space, found, options, runs, part(0.5, 0.9));
    clusters.push_back(k);
    objective.push_back(found.objective);
    silhouette.push_back(segment::mean_silhouette(
        space, found.cluster, found.clusters(),
        static_cast<std::size_t>(options.silhouette_clients), part(0.9, 1.0)));
    calinski.push_back(segment::calinski_harabasz(found, total));
    gap.push_back(gaps.gap);
    gap_error.push_back(gaps.error);
    stability.push_back(stable.mean);
    least.push_back(stable.least);
    rand.push_back(stable.adjusted_rand);
    profit.push_back(net_profit(found, options));
  }

  const std::size_t rows = clusters.size();
  const std::size_t by_silhouette = place_of_greatest(silhouette);
  const std::size_t by_calinski = place_of_greatest(calinski);
  const std::size_t by_gap = options.references > 0 ? first_by_gap(gap, gap_error) : rows;
  const std::size_t by_stability = options.resamples > 0 ? last_most_stable(least) : rows;
  const std::size_t by_profit = options.actions > 0 ? place_of_greatest(profit) : rows;
  Table::Builder table;
  table.int64("clusters", std::move(clusters))
      .float64("objective", std::move(objective))
      .float64("silhouette", std::move(silhouette))
      .float64("calinski_harabasz", std::move(calinski));
  if (options.references > 0) {
    table.float64("gap", std::move(gap)).float64("gap_error", std::move(gap_error));
  }
  if (options.resamples > 0) {
    table.float64("stability", std::move(stability))
        .float64("least_stability", std::move(least))
        .float64("adjusted_rand", std::move(rand));
  }
  if (options.actions > 0) table.float64("net_profit", std::move(profit));
  return table.boolean("by_silhouette", mark(rows, by_silhouette))
      .boolean("by_calinski_harabasz", mark(rows, by_calinski))
      .boolean("by_gap", mark(rows, by_gap))
      .boolean("by_stability", mark(rows, by_stability))
      .boolean("by_profit", mark(rows, by_profit))
      .build();
}

}  // namespace tenure
