/// Clusters: groups of clients who are alike in what is measured of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <tenure/execution.hpp>
#include <tenure/table.hpp>

namespace tenure {

/// What is done with a measure before clients are compared by it.
enum class Transform : std::int32_t {
  none = 0,
  log1p = 1,  ///< ln(1 + x): purchases, spend, days since the last purchase; x above -1
};

/// How measures are brought to one scale, after their transforms.
enum class Scaling : std::int32_t {
  none = 0,
  standard = 1,  ///< less the mean, divided by the standard deviation (of n)
  robust = 2,    ///< less the median, divided by the interquartile range / 1.349
};

/// Measures of clients, and how they are compared. A measure that is the same for all counts
/// nothing. Where half of all values are equal, so that there is no interquartile range, `robust`
/// divides by the standard deviation.
struct Features {
  std::span<const double> values = {};  ///< finite; one client after the other, `columns` each
  std::size_t columns = 1;
  std::span<const std::string_view> names = {};  ///< one a column; empty: "x1", "x2", ...
  std::span<const Transform> transforms = {};    ///< one a column; empty: none
  Scaling scaling = Scaling::none;
};

struct KMeansOptions {
  int clusters = 5;
  int restarts = 10;  ///< seeded by k-means++ each; the least objective is taken
  int max_iterations = 300;
  /// Stop when the centres' squared moves add up to at most this times the mean variance of the
  /// measures. 0: when no client changes his cluster.
  double tolerance = 0;
  /// Above 0: centres are learnt from this many clients drawn at each iteration (Sculley 2010),
  /// for `max_iterations` of them; then every client is assigned once. For millions of clients.
  std::int64_t batch_size = 0;
  std::uint64_t seed = 1;
  /// `clusters` rows of measures in their own units: one start from these, and no restarts.
  std::span<const double> initial_centres = {};
};

struct KMeansResult {
  /// cluster (0: the one with most clients), distance (to its centre, on the compared scale).
  Table clients;
  /// cluster, clients, share, within (sum of squared distances to the centre), radius (root of
  /// their mean).
  Table clusters;
  /// cluster, feature, centre (in the unit of the feature), compared (on the compared scale).
  Table centres;
  Table features;        ///< feature, transform, scaling, centre, scale: how clients were compared
  double objective = 0;  ///< sum of squared distances of clients to their centres
  double total = 0;      ///< the same to the one centre of all
  double calinski_harabasz = 0;  ///< between over within, by degrees of freedom; 0 if one is empty
  int iterations = 0;            ///< of the best start
  bool converged = false;        ///< no client would change his cluster, or within `tolerance`
  std::int64_t distances = 0;    ///< computed by the best start; all would be iterations n k
};

/// k-means with the k-means++ seeds of D. Arthur & S. Vassilvitskii (2007) and the bounds of
/// G. Hamerly (2010), which skip the clients whose nearest centre cannot have changed: the clusters
/// are those of Lloyd's algorithm. The same bits for every thread count.
///
/// Throws Error(invalid_argument) if fewer clients differ than there are clusters.
[[nodiscard]] KMeansResult k_means(const Features& features, const KMeansOptions& options = {},
                                   const Execution& execution = {});

/// Agreement of two groupings of the same clients beyond chance: 1 if they are the same, 0 on
/// average by chance (L. Hubert & P. Arabie 1985). 1 if both make one group of all.
[[nodiscard]] double adjusted_rand_index(std::span<const std::int64_t> groups,
                                         std::span<const std::int64_t> other_groups);

struct ClusterNumberOptions {
  int from = 2;
  int to = 10;
  int references = 10;  ///< data sets without clusters, for the gap; 0: no gap
  int resamples = 20;   ///< bootstrap samples of clients, for the stability; 0: no stability
  /// Clients on whom silhouettes are measured, evenly spread over the rows: their cost grows with
  /// the square.
  std::int64_t silhouette_clients = 2000;
  /// Profit of each action for each client, one client after the other; empty: none is known.
  std::span<const double> action_profits = {};
  std::size_t actions = 0;
  double cost_per_cluster = 0;  ///< of looking after a cluster, whatever its size
  KMeansOptions k_means = {};   ///< its `clusters` and `initial_centres` do not count
};

/// How well each number of clusters fits: clusters, objective, silhouette (mean width, P. Rousseeuw
/// 1987: above .5 clear, below .25 none), calinski_harabasz, gap and gap_error (R. Tibshirani et
/// al. 2001; references uniform over the box of the data), stability (mean over clusters and
/// resamples of the best Jaccard index, C. Hennig 2007: below .6 a cluster is not to be trusted),
/// least_stability (of the worst cluster), adjusted_rand (mean between resamples and all),
/// net_profit (of the best action for each cluster, or none, less the cost of the clusters),
/// by_silhouette, by_calinski_harabasz (the greatest), by_gap (the least number whose gap is at
/// least the next one less its error), by_stability (whose worst cluster is the most stable),
/// by_profit: true in the row each rule chooses, which may be none.
[[nodiscard]] Table cluster_numbers(const Features& features,
                                    const ClusterNumberOptions& options = {},
                                    const Execution& execution = {});

}  // namespace tenure
