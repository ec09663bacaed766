#include <utility>
#include <vector>

#include "capi/execution.hpp"
#include "capi/features.hpp"
#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include <tenure/c/clusters.h>
#include <tenure/mixtures.hpp>

using namespace tenure::capi;

namespace {

tenure_mixture_options default_mixture_options() {
  const tenure::MixtureOptions defaults;
  auto c = blank_struct<tenure_mixture_options>();
  c.from = defaults.from;
  c.to = defaults.to;
  c.starts = defaults.starts;
  c.max_iterations = defaults.max_iterations;
  c.tolerance = defaults.tolerance;
  c.seed = defaults.seed;
  return c;
}

}  // namespace

tenure_status tenure_mixture_options_init(tenure_mixture_options* options, size_t size) {
  return init_struct(options, size, default_mixture_options());
}

tenure_status tenure_mixture(const tenure_features* features, const tenure_mixture_options* options,
                             const tenure_execution* execution, tenure_mixture_totals* totals,
                             size_t totals_size, tenure_table** models, tenure_table** clients,
                             tenure_table** components, tenure_table** means,
                             tenure_table** covariances, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> models_out(models);
    HandleOut<tenure_table> clients_out(clients);
    HandleOut<tenure_table> components_out(components);
    HandleOut<tenure_table> means_out(means);
    HandleOut<tenure_table> covariances_out(covariances);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    const FeaturesIn given(features, "features");
    const auto read = read_struct(options, default_mixture_options(), "options");
    std::vector<tenure::CovarianceFamily> families;
    for (const int32_t family :
         array(read.families, read.family_count, "options.families", "options.family_count")) {
      families.push_back(enumerator(family, tenure::CovarianceFamily::vvv, "options.families"));
    }
    tenure::MixtureResult result = tenure::mixture(given.get(),
                                                   {.from = read.from,
                                                    .to = read.to,
                                                    .families = families,
                                                    .starts = read.starts,
                                                    .max_iterations = read.max_iterations,
                                                    .tolerance = read.tolerance,
                                                    .seed = read.seed},
                                                   to_execution(execution));
    models_out.set(std::move(result.models));
    clients_out.set(std::move(result.clients));
    components_out.set(std::move(result.components));
    means_out.set(std::move(result.means));
    covariances_out.set(std::move(result.covariances));
    totals_out.set({.log_likelihood = result.log_likelihood,
                    .bic = result.bic,
                    .family = static_cast<int32_t>(result.family),
                    .components = result.components_chosen});
    for (auto* out : {&models_out, &clients_out, &components_out, &means_out, &covariances_out}) {
      out->deliver();
    }
  });
}
