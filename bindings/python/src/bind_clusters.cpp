#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bindings.hpp"
#include "call.hpp"
#include "features.hpp"
#include "given.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

py::tuple as_tuple(KMeansResult result) {
  return py::make_tuple(
      std::move(result.clients), std::move(result.clusters), std::move(result.centres),
      std::move(result.features),
      py::dict("objective"_a = result.objective, "total"_a = result.total,
               "calinski_harabasz"_a = result.calinski_harabasz, "iterations"_a = result.iterations,
               "converged"_a = result.converged, "distances"_a = result.distances));
}

void bind_numbers(py::module_& m) {
  m.def(
      "cluster_numbers",
      [](const FeaturesIn& features, int from, int to, int references, int resamples,
         std::int64_t silhouette_clients, const std::optional<Array<double>>& action_profits,
         double cost_per_cluster, int restarts, int max_iterations, std::int64_t batch_size,
         Seed seed, Threads threads, py::object progress) {
        ClusterNumberOptions options{.from = from,
                                     .to = to,
                                     .references = references,
                                     .resamples = resamples,
                                     .silhouette_clients = silhouette_clients};
        options.cost_per_cluster = cost_per_cluster;
        if (action_profits) {
          options.action_profits = matrix_of(*action_profits, "action_profits");
          options.actions = static_cast<std::size_t>(action_profits->shape(1));
        }
        options.k_means.restarts = restarts;
        options.k_means.max_iterations = max_iterations;
        options.k_means.batch_size = batch_size;
        options.k_means.seed = seed;
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return cluster_numbers(features.get(), options, execution);
        });
      },
      "features"_a, py::kw_only(), "least"_a, "most"_a, "references"_a, "resamples"_a,
      "silhouette_clients"_a, "action_profits"_a, "cost_per_cluster"_a, "restarts"_a,
      "max_iterations"_a, "batch_size"_a, "seed"_a, "threads"_a, "progress"_a);
}

}  // namespace

void bind_clusters(py::module_& m) {
  py::class_<FeaturesIn>(m, "Features")
      .def(py::init<Array<double>, std::vector<std::string>, const std::vector<std::string>&,
                    const std::string&>(),
           "values"_a, "names"_a, "transforms"_a, "scaling"_a);
  m.def(
      "k_means",
      [](const FeaturesIn& features, int clusters, int restarts, int max_iterations,
         double tolerance, std::int64_t batch_size, Seed seed,
         const std::optional<Array<double>>& initial_centres, Threads threads,
         py::object progress) {
        KMeansOptions options{.clusters = clusters,
                              .restarts = restarts,
                              .max_iterations = max_iterations,
                              .tolerance = tolerance,
                              .batch_size = batch_size,
                              .seed = seed};
        if (initial_centres) {
          options.initial_centres = matrix_of(*initial_centres, "initial_centres");
        }
        return as_tuple(Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return k_means(features.get(), options, execution);
        }));
      },
      "features"_a, py::kw_only(), "clusters"_a, "restarts"_a, "max_iterations"_a, "tolerance"_a,
      "batch_size"_a, "seed"_a, "initial_centres"_a, "threads"_a, "progress"_a);
  m.def(
      "adjusted_rand_index",
      [](const Array<std::int64_t>& groups, const Array<std::int64_t>& other_groups) {
        const auto a = span_of(groups, "groups");
        const auto b = span_of(other_groups, "other_groups");
        return without_gil([&] { return adjusted_rand_index(a, b); });
      },
      "groups"_a, "other_groups"_a);
  bind_numbers(m);
}

}  // namespace tenure::python
