#include <utility>

#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/structs.hpp"
#include <tenure/c/cycles.h>
#include <tenure/cycles.hpp>

using namespace tenure::capi;

namespace {

tenure_cycle_options default_cycle_options() {
  return {sizeof(tenure_cycle_options), tenure::CycleOptions{}.alarm_level};
}

tenure::CycleOptions to_cycle_options(const tenure_cycle_options* options) {
  return {.alarm_level = read_struct(options, default_cycle_options(), "options").alarm_level};
}

}  // namespace

tenure_status tenure_cycle_options_init(tenure_cycle_options* options, size_t size) {
  return init_struct(options, size, default_cycle_options());
}

tenure_status tenure_cycles(const tenure_model* purchases, const tenure_summary* summary,
                            const tenure_cycle_options* options, const tenure_execution* execution,
                            tenure_cycle_totals* totals, size_t totals_size, tenure_table** clients,
                            tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> clients_out(clients);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    tenure::CycleResult result =
        tenure::cycles(value_of(purchases, "purchases"), value_of(summary, "summary"),
                       to_cycle_options(options), to_execution(execution));
    clients_out.set(std::move(result.clients));
    totals_out.set({result.regularity, result.clients_used});
    clients_out.deliver();
  });
}
