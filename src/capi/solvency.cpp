#include <limits>
#include <utility>

#include "capi/conversions.hpp"
#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include <tenure/c/solvency.h>
#include <tenure/solvency.hpp>

using namespace tenure::capi;

namespace {

tenure_solvency_options default_solvency_options() {
  const tenure::SolventRevenueOptions defaults;
  tenure_solvency_options c = blank_struct<tenure_solvency_options>();
  c.horizon = std::numeric_limits<double>::infinity();
  c.discount_rate = 0.10;
  c.discount_kind = TENURE_EFFECTIVE;
  c.discount_period = TENURE_YEAR;
  c.solvency = defaults.solvency;
  c.period = static_cast<int32_t>(defaults.period);
  return c;
}

tenure::SolventRevenueOptions to_solvency_options(const tenure_solvency_options* options) {
  const auto given = read_struct(options, default_solvency_options(), "options");
  return {.horizon = optional_horizon(given.horizon),
          .discount = discount_rate(given.discount_rate, given.discount_kind, given.discount_period,
                                    "options.discount_"),
          .solvency = given.solvency,
          .period = time_unit(given.period, "options.period"),
          .solvencies = array(given.solvencies, given.solvency_count, "options.solvencies",
                              "options.solvency_count")};
}

}  // namespace

tenure_status tenure_solvency_options_init(tenure_solvency_options* options, size_t size) {
  return init_struct(options, size, default_solvency_options());
}

tenure_status tenure_solvent_revenue(const tenure_model* purchases, const tenure_model* spend,
                                     const tenure_summary* summary,
                                     const tenure_solvency_options* options,
                                     const tenure_execution* execution,
                                     tenure_solvency_totals* totals, size_t totals_size,
                                     tenure_table** clients, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> clients_out(clients);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    tenure::SolventRevenueResult result = tenure::solvent_revenue(
        value_of(purchases, "purchases"), value_of(spend, "spend"), value_of(summary, "summary"),
        to_solvency_options(options), to_execution(execution));
    clients_out.set(std::move(result.clients));
    totals_out.set({result.revenue, result.solvent_revenue, result.not_valued});
    clients_out.deliver();
  });
}
