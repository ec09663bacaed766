#include <limits>
#include <string>
#include <utility>

#include "capi/conversions.hpp"
#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include <tenure/c/retention_value.h>
#include <tenure/retention_value.hpp>

using namespace tenure::capi;

namespace {

tenure_retention_options default_retention_options() {
  const tenure::RetentionOptions defaults;
  tenure_retention_options c = blank_struct<tenure_retention_options>();
  c.horizon = std::numeric_limits<double>::infinity();
  c.discount_rate = 0.10;
  c.discount_kind = TENURE_EFFECTIVE;
  c.discount_period = TENURE_YEAR;
  c.period = static_cast<int32_t>(defaults.period);
  c.growth = defaults.growth;
  c.solvency = defaults.solvency;
  c.polarization = defaults.polarization;
  return c;
}

tenure::RetentionOptions to_retention_options(const tenure_retention_options* options) {
  const auto given = read_struct(options, default_retention_options(), "options");
  return {.discount = discount_rate(given.discount_rate, given.discount_kind, given.discount_period,
                                    "options.discount_"),
          .period = time_unit(given.period, "options.period"),
          .horizon = optional_horizon(given.horizon),
          .growth = given.growth,
          .solvency = given.solvency,
          .polarization = given.polarization,
          .acquisition_cost = array(given.acquisition_cost, given.acquisition_count,
                                    "options.acquisition_cost", "options.acquisition_count")};
}

tenure_aggregate_options default_aggregate_options() {
  const tenure::AggregateRetentionOptions defaults;
  return {
      sizeof(tenure_aggregate_options),        defaults.margin, 0.10, TENURE_EFFECTIVE, TENURE_YEAR,
      std::numeric_limits<double>::quiet_NaN()};
}

}  // namespace

tenure_status tenure_retention_options_init(tenure_retention_options* options, size_t size) {
  return init_struct(options, size, default_retention_options());
}

tenure_status tenure_retention_clv(const double* margin, const double* retention, int64_t n,
                                   int32_t timing, const tenure_retention_options* options,
                                   tenure_retention_totals* totals, size_t totals_size,
                                   tenure_table** clients, tenure_table** timings,
                                   tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> clients_out(clients);
    HandleOut<tenure_table> timings_out(timings);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    tenure::RetentionClvResult result =
        tenure::retention_clv(array(margin, n, "margin"), array(retention, n, "retention"),
                              enumerator(timing, tenure::RetentionTiming::continuous, "timing"),
                              to_retention_options(options));
    tenure_retention_totals c{};
    c.total = result.total;
    c.one_rate_total = result.one_rate_total.value_or(0.0);
    c.has_one_rate_total = result.one_rate_total.has_value();
    c.retention_elasticity = result.retention_elasticity;
    c.discount_elasticity = result.discount_elasticity;
    result.basis.copy(c.basis, sizeof c.basis - 1);
    result.warning.copy(c.warning, sizeof c.warning - 1);
    clients_out.set(std::move(result.clients));
    timings_out.set(std::move(result.timings));
    totals_out.set(c);
    clients_out.deliver();
    timings_out.deliver();
  });
}

tenure_status tenure_aggregate_options_init(tenure_aggregate_options* options, size_t size) {
  return init_struct(options, size, default_aggregate_options());
}

tenure_status tenure_check_aggregate_retention(const tenure_model* model, const double* contracts,
                                               const double* client_counts, int64_t n,
                                               const tenure_aggregate_options* options,
                                               tenure_aggregate_totals* totals, size_t totals_size,
                                               tenure_table** cohorts, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> cohorts_out(cohorts);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    const auto given = read_struct(options, default_aggregate_options(), "options");
    tenure::AggregateRetention result = tenure::check_aggregate_retention(
        value_of(model, "model"), array(contracts, n, "contracts"),
        array(client_counts, n, "client_counts"),
        {.margin = given.margin,
         .discount = discount_rate(given.discount_rate, given.discount_kind, given.discount_period,
                                   "options.discount_"),
         .retention = optional_number(given.retention)});
    tenure_aggregate_totals c{};
    c.retention = result.retention;
    c.one_rate_value = result.one_rate_value;
    c.value = result.value;
    c.shortfall = result.shortfall;
    result.warning.copy(c.warning, sizeof c.warning - 1);
    cohorts_out.set(std::move(result.cohorts));
    totals_out.set(c);
    cohorts_out.deliver();
  });
}
