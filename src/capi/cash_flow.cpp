#include <utility>

#include "capi/conversions.hpp"
#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include <tenure/c/cash_flow.h>
#include <tenure/cash_flow.hpp>

using namespace tenure::capi;

namespace {

tenure_cash_flow_options default_cash_flow_options() {
  const tenure::CashFlowOptions defaults;
  tenure_cash_flow_options c = blank_struct<tenure_cash_flow_options>();
  c.discount_rate = 0.10;
  c.discount_kind = TENURE_EFFECTIVE;
  c.discount_period = TENURE_YEAR;
  c.unit = static_cast<int32_t>(defaults.unit);
  return c;
}

tenure::CashFlowOptions to_cash_flow_options(const tenure_cash_flow_options* options) {
  const auto given = read_struct(options, default_cash_flow_options(), "options");
  return {.discount = discount_rate(given.discount_rate, given.discount_kind, given.discount_period,
                                    "options.discount_"),
          .unit = time_unit(given.unit, "options.unit")};
}

tenure_retention_plan default_retention_plan() {
  const tenure::RetentionPlan defaults;
  tenure_retention_plan c = blank_struct<tenure_retention_plan>();
  c.retention = defaults.retention;
  c.cycle = defaults.cycle;
  return c;
}

tenure::RetentionPlan to_retention_plan(const tenure_retention_plan* plan) {
  const auto given = read_needed_struct(plan, default_retention_plan(), "plan");
  return {.margin = {.start = given.start,
                     .acceleration = given.acceleration,
                     .turning = given.turning,
                     .rise = given.rise},
          .retention = given.retention,
          .promotion = given.promotion,
          .cycle = given.cycle,
          .cycles = given.cycles,
          .continuous = flag(given.continuous, "plan.continuous")};
}

/// The whole of a function that values flows.
template <class Value>
tenure_status value_flows(tenure_cash_flow_totals* totals, size_t totals_size, tenure_table** flows,
                          tenure_error** err, Value&& value) noexcept {
  return guarded(err, [&] {
    HandleOut<tenure_table> flows_out(flows);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    tenure::CashFlowResult result = std::forward<Value>(value)();
    flows_out.set(std::move(result.flows));
    totals_out.set({.present_value = result.present_value,
                    .undiscounted = result.undiscounted,
                    .payback_time = result.payback_time.value_or(0.0),
                    .is_paid_back = result.payback_time.has_value(),
                    .reserved = 0});
    flows_out.deliver();
  });
}

}  // namespace

tenure_status tenure_cash_flow_options_init(tenure_cash_flow_options* options, size_t size) {
  return init_struct(options, size, default_cash_flow_options());
}

tenure_status tenure_cash_flows(const double* time, const double* amount, const double* chance,
                                int64_t n, const tenure_cash_flow_options* options,
                                tenure_cash_flow_totals* totals, size_t totals_size,
                                tenure_table** flows, tenure_error** err) {
  return value_flows(totals, totals_size, flows, err, [&] {
    return tenure::cash_flows(array(time, n, "time"), array(amount, n, "amount"),
                              optional_array(chance, n), to_cash_flow_options(options));
  });
}

tenure_status tenure_retention_plan_init(tenure_retention_plan* plan, size_t size) {
  return init_struct(plan, size, default_retention_plan());
}

tenure_status tenure_plan_cash_flows(const tenure_retention_plan* plan,
                                     const tenure_cash_flow_options* options,
                                     tenure_cash_flow_totals* totals, size_t totals_size,
                                     tenure_table** flows, tenure_error** err) {
  return value_flows(totals, totals_size, flows, err, [&] {
    return tenure::cash_flows(to_retention_plan(plan), to_cash_flow_options(options));
  });
}
