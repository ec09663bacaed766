#include <limits>
#include <string>
#include <utility>

#include "capi/conversions.hpp"
#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include <tenure/c/equity.h>
#include <tenure/equity.hpp>

using namespace tenure::capi;

namespace {

tenure_equity_value default_equity_value() {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  return {sizeof(tenure_equity_value), 0.0, unknown, unknown};
}

tenure::EquityValue to_equity_value(const tenure_equity_value* value, const std::string& name) {
  const auto given = read_needed_struct(value, default_equity_value(), name);
  return {.value = given.value,
          .retention_elasticity = optional_number(given.retention_elasticity),
          .discount_elasticity = optional_number(given.discount_elasticity)};
}

tenure_equity_options default_equity_options() {
  const tenure::EquityOptions defaults;
  return {sizeof(tenure_equity_options),
          0.10,
          TENURE_EFFECTIVE,
          TENURE_YEAR,
          static_cast<int32_t>(defaults.period),
          static_cast<int32_t>(defaults.timing)};
}

}  // namespace

tenure_status tenure_equity_value_init(tenure_equity_value* value, size_t size) {
  return init_struct(value, size, default_equity_value());
}

tenure_status tenure_equity_options_init(tenure_equity_options* options, size_t size) {
  return init_struct(options, size, default_equity_options());
}

tenure_status tenure_customer_equity(const tenure_equity_value* existing,
                                     const tenure_equity_value* new_client, const double* acquired,
                                     int64_t n, const double* acquisition_cost, int64_t cost_count,
                                     const tenure_equity_options* options,
                                     tenure_equity_totals* totals, size_t totals_size,
                                     tenure_table** cohorts, tenure_table** elasticities,
                                     tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> cohorts_out(cohorts);
    HandleOut<tenure_table> elasticities_out(elasticities);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    const auto given = read_struct(options, default_equity_options(), "options");
    tenure::EquityResult result = tenure::customer_equity(
        to_equity_value(existing, "existing"), to_equity_value(new_client, "new_client"),
        array(acquired, n, "acquired"),
        array(acquisition_cost, cost_count, "acquisition_cost", "cost_count"),
        {.discount = discount_rate(given.discount_rate, given.discount_kind, given.discount_period,
                                   "options.discount_"),
         .period = time_unit(given.period, "options.period"),
         .timing = enumerator(given.timing, tenure::Timing::period_end, "options.timing")});
    cohorts_out.set(std::move(result.cohorts));
    elasticities_out.set(std::move(result.elasticities));
    totals_out.set({result.existing, result.future, result.total});
    cohorts_out.deliver();
    elasticities_out.deliver();
  });
}
