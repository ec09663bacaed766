#include <utility>

#include "capi/execution.hpp"
#include "capi/features.hpp"
#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/scalar_out.hpp"
#include "capi/structs.hpp"
#include <tenure/c/clusters.h>
#include <tenure/clusters.hpp>

using namespace tenure::capi;

namespace {

tenure_k_means_options default_k_means_options() {
  const tenure::KMeansOptions defaults;
  auto c = blank_struct<tenure_k_means_options>();
  c.clusters = defaults.clusters;
  c.restarts = defaults.restarts;
  c.max_iterations = defaults.max_iterations;
  c.tolerance = defaults.tolerance;
  c.batch_size = defaults.batch_size;
  c.seed = defaults.seed;
  return c;
}

tenure::KMeansOptions to_k_means_options(const tenure_k_means_options* options,
                                         std::size_t columns) {
  const auto given = read_struct(options, default_k_means_options(), "options");
  tenure::KMeansOptions result{.clusters = given.clusters,
                               .restarts = given.restarts,
                               .max_iterations = given.max_iterations,
                               .tolerance = given.tolerance,
                               .batch_size = given.batch_size,
                               .seed = given.seed};
  if (given.initial_centres != nullptr) {
    result.initial_centres =
        matrix(given.initial_centres, given.clusters, static_cast<int64_t>(columns),
               "options.initial_centres", "options.clusters", "features.columns");
  }
  return result;
}

tenure_cluster_number_options default_number_options() {
  const tenure::ClusterNumberOptions defaults;
  auto c = blank_struct<tenure_cluster_number_options>();
  c.from = defaults.from;
  c.to = defaults.to;
  c.references = defaults.references;
  c.resamples = defaults.resamples;
  c.silhouette_clients = defaults.silhouette_clients;
  c.cost_per_cluster = defaults.cost_per_cluster;
  return c;
}

tenure::ClusterNumberOptions to_number_options(const tenure_cluster_number_options* numbers,
                                               const tenure_k_means_options* options,
                                               const tenure::Features& features) {
  const auto given = read_struct(numbers, default_number_options(), "numbers");
  tenure::ClusterNumberOptions result;
  result.from = given.from;
  result.to = given.to;
  result.references = given.references;
  result.resamples = given.resamples;
  result.silhouette_clients = given.silhouette_clients;
  if (given.action_profits != nullptr) {
    const std::size_t rows = features.columns > 0 ? features.values.size() / features.columns : 0;
    result.action_profits = matrix(given.action_profits, static_cast<int64_t>(rows), given.actions,
                                   "numbers.action_profits", "features.rows", "numbers.actions");
    result.actions = static_cast<std::size_t>(given.actions);
  }
  result.cost_per_cluster = given.cost_per_cluster;
  // The number of clusters varies here: centres to start from have no meaning.
  auto runs = read_struct(options, default_k_means_options(), "options");
  runs.initial_centres = nullptr;
  result.k_means = to_k_means_options(&runs, features.columns);
  return result;
}

}  // namespace

tenure_status tenure_k_means_options_init(tenure_k_means_options* options, size_t size) {
  return init_struct(options, size, default_k_means_options());
}

tenure_status tenure_k_means(const tenure_features* features, const tenure_k_means_options* options,
                             const tenure_execution* execution, tenure_k_means_totals* totals,
                             size_t totals_size, tenure_table** clients, tenure_table** clusters,
                             tenure_table** centres, tenure_table** measures, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> clients_out(clients);
    HandleOut<tenure_table> clusters_out(clusters);
    HandleOut<tenure_table> centres_out(centres);
    HandleOut<tenure_table> measures_out(measures);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    const FeaturesIn given(features, "features");
    tenure::KMeansResult result = tenure::k_means(
        given.get(), to_k_means_options(options, given.get().columns), to_execution(execution));
    clients_out.set(std::move(result.clients));
    clusters_out.set(std::move(result.clusters));
    centres_out.set(std::move(result.centres));
    measures_out.set(std::move(result.features));
    totals_out.set({.objective = result.objective,
                    .total = result.total,
                    .calinski_harabasz = result.calinski_harabasz,
                    .iterations = result.iterations,
                    .converged = result.converged,
                    .distances = result.distances});
    for (auto* out : {&clients_out, &clusters_out, &centres_out, &measures_out}) out->deliver();
  });
}

tenure_status tenure_adjusted_rand_index(const int64_t* groups, const int64_t* other_groups,
                                         int64_t client_count, double* out, tenure_error** err) {
  return make_scalar(out, err, [&] {
    return tenure::adjusted_rand_index(
        array(groups, client_count, "groups", "client_count"),
        array(other_groups, client_count, "other_groups", "client_count"));
  });
}

tenure_status tenure_cluster_number_options_init(tenure_cluster_number_options* options,
                                                 size_t size) {
  return init_struct(options, size, default_number_options());
}

tenure_status tenure_cluster_numbers(const tenure_features* features,
                                     const tenure_cluster_number_options* numbers,
                                     const tenure_k_means_options* options,
                                     const tenure_execution* execution, tenure_table** out,
                                     tenure_error** err) {
  return make_handle(out, err, [&] {
    const FeaturesIn given(features, "features");
    return tenure::cluster_numbers(given.get(), to_number_options(numbers, options, given.get()),
                                   to_execution(execution));
  });
}
