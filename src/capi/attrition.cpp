#include <utility>

#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/structs.hpp"
#include <tenure/attrition.hpp>
#include <tenure/c/attrition.h>

using namespace tenure::capi;

namespace {

tenure_attrition_options default_attrition_options() {
  return {sizeof(tenure_attrition_options), tenure::AttritionOptions{}.horizon};
}

tenure::AttritionOptions to_attrition_options(const tenure_attrition_options* options) {
  return {.horizon = read_struct(options, default_attrition_options(), "options").horizon};
}

}  // namespace

tenure_status tenure_attrition_options_init(tenure_attrition_options* options, size_t size) {
  return init_struct(options, size, default_attrition_options());
}

tenure_status tenure_attrition(const tenure_model* purchases, const tenure_summary* summary,
                               const tenure_attrition_options* options,
                               const tenure_execution* execution, tenure_attrition_totals* totals,
                               size_t totals_size, tenure_table** clients, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> clients_out(clients);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    tenure::AttritionResult result =
        tenure::attrition(value_of(purchases, "purchases"), value_of(summary, "summary"),
                          to_attrition_options(options), to_execution(execution));
    clients_out.set(std::move(result.clients));
    totals_out.set({.clients_observed = result.clients_observed,
                    .expected_alive = result.expected_alive,
                    .expected_lost = result.expected_lost,
                    .expected_leaving = result.expected_leaving,
                    .attrition_rate = result.attrition_rate,
                    .attrition_rate_per_year = result.attrition_rate_per_year});
    clients_out.deliver();
  });
}
