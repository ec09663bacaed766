#include <utility>

#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include <tenure/c/value.h>
#include <tenure/concentration.hpp>

using namespace tenure::capi;

namespace {

tenure_concentration_options default_concentration_options() {
  const tenure::ConcentrationOptions defaults;
  return {sizeof(tenure_concentration_options), defaults.a_share, defaults.b_share};
}

tenure::ConcentrationOptions to_concentration_options(const tenure_concentration_options* options) {
  const auto given = read_struct(options, default_concentration_options(), "options");
  return {.a_share = given.a_share, .b_share = given.b_share};
}

}  // namespace

tenure_status tenure_concentration_options_init(tenure_concentration_options* options,
                                                size_t size) {
  return init_struct(options, size, default_concentration_options());
}

tenure_status tenure_concentration(const double* values, int64_t n,
                                   const tenure_concentration_options* options,
                                   tenure_concentration_totals* totals, size_t totals_size,
                                   tenure_table** clients, tenure_table** classes,
                                   tenure_table** lorenz, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> clients_out(clients);
    HandleOut<tenure_table> classes_out(classes);
    HandleOut<tenure_table> lorenz_out(lorenz);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    tenure::ConcentrationResult result =
        tenure::concentration(array(values, n, "values"), to_concentration_options(options));
    clients_out.set(std::move(result.clients));
    classes_out.set(std::move(result.classes));
    lorenz_out.set(std::move(result.lorenz));
    totals_out.set({.total = result.total,
                    .negative = result.negative,
                    .gini = result.gini,
                    .gini_unbiased = result.gini_unbiased,
                    .top_tenth_share = result.top_tenth_share,
                    .top_fifth_share = result.top_fifth_share,
                    .herfindahl = result.herfindahl,
                    .effective_clients = result.effective_clients,
                    .entropy = result.entropy,
                    .hoover = result.hoover});
    for (auto* out : {&clients_out, &classes_out, &lorenz_out}) out->deliver();
  });
}

tenure_status tenure_rate_concentration_of(const tenure_model* purchases, double window,
                                           tenure_rate_concentration* out, size_t out_size,
                                           tenure_error** err) {
  return guarded(err, [&] {
    StructOut result(out, out_size, "out");
    const tenure::RateConcentration rates =
        tenure::rate_concentration(value_of(purchases, "purchases"), window);
    result.set({rates.gini, rates.top_fifth_share, rates.seen_top_fifth_share});
  });
}
