#include <utility>

#include "capi/conversions.hpp"
#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/record_handles.hpp"
#include "capi/scalar_out.hpp"
#include "capi/structs.hpp"
#include <tenure/attrition_rates.hpp>
#include <tenure/c/attrition_rates.h>

using namespace tenure::capi;

namespace {

tenure_client_bridge_options default_bridge_options() {
  const tenure::ClientBridgeOptions defaults;
  return {.struct_size = sizeof(tenure_client_bridge_options),
          .level = defaults.level,
          .periods = defaults.periods,
          .tolerance = defaults.tolerance};
}

tenure::ClientBridgeOptions to_bridge_options(const tenure_client_bridge_options* options) {
  const auto given = read_struct(options, default_bridge_options(), "options");
  return {.level = given.level, .periods = given.periods, .tolerance = given.tolerance};
}

tenure_stock_flow_options default_stock_flow_options() {
  const tenure::StockFlowOptions defaults;
  return {.struct_size = sizeof(tenure_stock_flow_options),
          .clients = defaults.clients,
          .loss_rate = defaults.loss_rate,
          .acquired = defaults.acquired,
          .periods = defaults.periods,
          .reserved = 0,
          .conversion = defaults.conversion,
          .cost_per_prospect = defaults.cost_per_prospect};
}

/// Three tables that the caller may want or not.
class ThreeTables {
 public:
  ThreeTables(tenure_table** first, tenure_table** second, tenure_table** third)
      : first_(first), second_(second), third_(third) {}

  void deliver(tenure::Table first, tenure::Table second, tenure::Table third) {
    first_.set(std::move(first));
    second_.set(std::move(second));
    third_.set(std::move(third));
    for (auto* out : {&first_, &second_, &third_}) out->deliver();
  }

 private:
  HandleOut<tenure_table> first_, second_, third_;
};

}  // namespace

tenure_status tenure_base_moves_init(tenure_base_moves* moves, size_t size) {
  return init_struct(moves, size, blank_struct<tenure_base_moves>());
}

tenure_status tenure_attrition_rates(const tenure_base_moves* moves, double periods,
                                     tenure_table** rates, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> out(rates, "rates");
    const auto given = read_needed_struct(moves, blank_struct<tenure_base_moves>(), "moves");
    out.set(tenure::attrition_rates({.start = given.start,
                                     .lost = given.lost,
                                     .contraction = given.contraction,
                                     .expansion = given.expansion,
                                     .gained = given.gained},
                                    periods));
    out.deliver();
  });
}

tenure_status tenure_convert_rate(double loss_rate, double periods, double* rate, double* hazard,
                                  tenure_error** err) {
  return guarded(err, [&] {
    ScalarOut<double> rate_out(rate), hazard_out(hazard);
    const tenure::PeriodRate converted = tenure::convert_rate(loss_rate, periods);
    rate_out.set(converted.rate);
    hazard_out.set(converted.hazard);
  });
}

tenure_status tenure_client_bridge_options_init(tenure_client_bridge_options* options,
                                                size_t size) {
  return init_struct(options, size, default_bridge_options());
}

tenure_status tenure_client_bridge(const double* opening, const double* closing, int64_t n,
                                   const tenure_client_bridge_options* options,
                                   tenure_table** steps, tenure_table** rates, tenure_table** moves,
                                   tenure_error** err) {
  return guarded(err, [&] {
    ThreeTables out(steps, rates, moves);
    tenure::ClientBridge result = tenure::client_bridge(
        array(opening, n, "opening"), array(closing, n, "closing"), to_bridge_options(options));
    out.deliver(std::move(result.steps), std::move(result.rates), std::move(result.moves));
  });
}

tenure_status tenure_client_bridge_of_portfolio(const tenure_portfolio* portfolio,
                                                int32_t opening_from, int32_t closing_from,
                                                int32_t closing_until,
                                                const tenure_client_bridge_options* options,
                                                const tenure_execution* execution,
                                                tenure_table** steps, tenure_table** rates,
                                                tenure_table** moves, tenure_error** err) {
  return guarded(err, [&] {
    ThreeTables out(steps, rates, moves);
    tenure::ClientBridge result =
        tenure::client_bridge(value_of(portfolio, "portfolio"),
                              {.opening_from = {opening_from},
                               .closing_from = {closing_from},
                               .closing_until = {closing_until}},
                              to_bridge_options(options), to_execution(execution));
    out.deliver(std::move(result.steps), std::move(result.rates), std::move(result.moves));
  });
}

tenure_status tenure_stock_flow_options_init(tenure_stock_flow_options* options, size_t size) {
  return init_struct(options, size, default_stock_flow_options());
}

tenure_status tenure_stock_flow(const tenure_stock_flow_options* options,
                                tenure_stock_flow_totals* totals, size_t totals_size,
                                tenure_table** path, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> path_out(path);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    const auto given = read_struct(options, default_stock_flow_options(), "options");
    tenure::StockFlow result = tenure::stock_flow({.clients = given.clients,
                                                   .loss_rate = given.loss_rate,
                                                   .acquired = given.acquired,
                                                   .periods = given.periods,
                                                   .conversion = given.conversion,
                                                   .cost_per_prospect = given.cost_per_prospect});
    path_out.set(std::move(result.path));
    totals_out.set({.hold = result.hold,
                    .prospects = result.prospects,
                    .prospecting_cost = result.prospecting_cost,
                    .steady = result.steady.value_or(0.0),
                    .half_life = result.half_life.value_or(0.0),
                    .has_steady = result.steady.has_value(),
                    .has_half_life = result.half_life.has_value()});
    path_out.deliver();
  });
}

tenure_status tenure_cohort_rows_init(tenure_cohort_rows* rows, size_t size) {
  return init_struct(rows, size, blank_struct<tenure_cohort_rows>());
}

tenure_status tenure_cohort_triangle(const tenure_cohort_rows* rows, double level,
                                     tenure_table** cells, tenure_table** triangle,
                                     tenure_table** ages, tenure_error** err) {
  return guarded(err, [&] {
    ThreeTables out(cells, triangle, ages);
    const auto given = read_needed_struct(rows, blank_struct<tenure_cohort_rows>(), "rows");
    const char* const count = "rows.rows";
    tenure::CohortTriangle result =
        tenure::cohort_triangle({.client = array(given.client, given.rows, "rows.client", count),
                                 .period = array(given.period, given.rows, "rows.period", count),
                                 .revenue = optional_array(given.revenue, given.rows, count),
                                 .last_period = given.last_period},
                                level);
    out.deliver(std::move(result.cells), std::move(result.triangle), std::move(result.ages));
  });
}

tenure_status tenure_cohort_triangle_of_portfolio(const tenure_portfolio* portfolio, int32_t unit,
                                                  double level, tenure_table** cells,
                                                  tenure_table** triangle, tenure_table** ages,
                                                  tenure_error** err) {
  return guarded(err, [&] {
    ThreeTables out(cells, triangle, ages);
    tenure::CohortTriangle result =
        tenure::cohort_triangle(value_of(portfolio, "portfolio"), time_unit(unit, "unit"), level);
    out.deliver(std::move(result.cells), std::move(result.triangle), std::move(result.ages));
  });
}

tenure_status tenure_cohort_triangle_of_contracts(const tenure_record* record, int32_t unit,
                                                  double level, tenure_table** cells,
                                                  tenure_table** triangle, tenure_table** ages,
                                                  tenure_error** err) {
  return guarded(err, [&] {
    ThreeTables out(cells, triangle, ages);
    tenure::CohortTriangle result =
        tenure::cohort_triangle(value_of(record, "record"), time_unit(unit, "unit"), level);
    out.deliver(std::move(result.cells), std::move(result.triangle), std::move(result.ages));
  });
}
