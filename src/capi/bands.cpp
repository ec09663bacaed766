#include <utility>

#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include <tenure/bands.hpp>
#include <tenure/c/clusters.h>

using namespace tenure::capi;

namespace {

tenure_band_options default_band_options() {
  const tenure::BandOptions defaults;
  auto c = blank_struct<tenure_band_options>();
  c.max_bands = defaults.max_bands;
  c.loss = defaults.loss;
  c.cost_per_band = defaults.cost_per_band;
  return c;
}

tenure::BandOptions to_band_options(const tenure_band_options* options) {
  const auto given = read_struct(options, default_band_options(), "options");
  return {.max_bands = given.max_bands, .loss = given.loss, .cost_per_band = given.cost_per_band};
}

}  // namespace

tenure_status tenure_band_options_init(tenure_band_options* options, size_t size) {
  return init_struct(options, size, default_band_options());
}

tenure_status tenure_value_bands(const double* values, int64_t n,
                                 const tenure_band_options* options,
                                 const tenure_execution* execution, tenure_band_totals* totals,
                                 size_t totals_size, tenure_table** clients, tenure_table** bands,
                                 tenure_table** numbers, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> clients_out(clients);
    HandleOut<tenure_table> bands_out(bands);
    HandleOut<tenure_table> numbers_out(numbers);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    tenure::BandResult result = tenure::value_bands(
        array(values, n, "values"), to_band_options(options), to_execution(execution));
    clients_out.set(std::move(result.clients));
    bands_out.set(std::move(result.bands));
    numbers_out.set(std::move(result.numbers));
    totals_out.set({.chosen = result.chosen, .is_least = result.is_least});
    for (auto* out : {&clients_out, &bands_out, &numbers_out}) out->deliver();
  });
}
