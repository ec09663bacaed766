#include <algorithm>
#include <limits>
#include <vector>

#include "capi/conversions.hpp"
#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include <tenure/c/warning.h>
#include <tenure/signals.hpp>

using namespace tenure::capi;

namespace {

tenure_rate_drop_options default_rate_drop_options() {
  const tenure::RateDropOptions defaults;
  auto c = blank_struct<tenure_rate_drop_options>();
  c.level = defaults.level;
  c.prior_shape = defaults.prior_shape;
  c.prior_rate = defaults.prior_rate;
  return c;
}

tenure_cusum_plan default_cusum_plan() {
  const tenure::CusumPlan defaults;
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  auto c = blank_struct<tenure_cusum_plan>();
  c.rate = defaults.rate;
  c.slowdown = defaults.slowdown;
  c.regularity = defaults.regularity;
  c.reference = none;
  c.threshold = none;
  c.false_alarms = defaults.false_alarms;
  c.periods_per_year = defaults.periods_per_year;
  c.change_probability = defaults.change_probability;
  return c;
}

tenure::CusumPlan to_cusum_plan(const tenure_cusum_plan* plan) {
  const auto given = read_struct(plan, default_cusum_plan(), "plan");
  return {.kind = enumerator(given.kind, tenure::CusumKind::waits, "plan.kind"),
          .rate = given.rate,
          .slowdown = given.slowdown,
          .regularity = given.regularity,
          .reference = optional_number(given.reference),
          .threshold = optional_number(given.threshold),
          .false_alarms = given.false_alarms,
          .periods_per_year = given.periods_per_year,
          .change_probability = given.change_probability};
}

tenure_defection_options default_defection_options() {
  const tenure::DefectionOptions defaults;
  auto c = blank_struct<tenure_defection_options>();
  c.date = TENURE_NO_DAY;
  c.recent = defaults.recent;
  c.before = defaults.before;
  return c;
}

}  // namespace

tenure_status tenure_rate_drop_options_init(tenure_rate_drop_options* options, size_t size) {
  return init_struct(options, size, default_rate_drop_options());
}

tenure_status tenure_cusum_plan_init(tenure_cusum_plan* plan, size_t size) {
  return init_struct(plan, size, default_cusum_plan());
}

tenure_status tenure_defection_options_init(tenure_defection_options* options, size_t size) {
  return init_struct(options, size, default_defection_options());
}

tenure_status tenure_rate_drop(const double* events_before, const double* time_before,
                               const double* events_now, const double* time_now, int64_t n,
                               const tenure_rate_drop_options* options, tenure_table** out,
                               tenure_error** err) {
  return make_handle(out, err, [&] {
    const auto given = read_struct(options, default_rate_drop_options(), "options");
    return tenure::rate_drop(
        array(events_before, n, "events_before"), array(time_before, n, "time_before"),
        array(events_now, n, "events_now"), array(time_now, n, "time_now"),
        {.level = given.level, .prior_shape = given.prior_shape, .prior_rate = given.prior_rate});
  });
}

tenure_status tenure_trend_test(const double* values, int64_t value_count, const int64_t* lengths,
                                int64_t n, tenure_table** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::trend_test(array(values, value_count, "values", "value_count"),
                              array(lengths, n, "lengths"));
  });
}

tenure_status tenure_adjusted_p_values(const double* p_values, int64_t n, int32_t method,
                                       double* adjusted, tenure_error** err) {
  return guarded(err, [&] {
    const auto out = array(adjusted, n, "adjusted");
    const std::vector<double> values = tenure::adjusted_p_values(
        array(p_values, n, "p_values"),
        enumerator(method, tenure::FalseDiscovery::benjamini_yekutieli, "method"));
    std::ranges::copy(values, out.begin());
  });
}

tenure_status tenure_design_cusum(const tenure_cusum_plan* plan, tenure_cusum_design* out,
                                  size_t out_size, tenure_error** err) {
  return guarded(err, [&] {
    StructOut<tenure_cusum_design> result(out, out_size, "out");
    const tenure::CusumDesign design = tenure::design_cusum(to_cusum_plan(plan));
    result.set({.reference = design.reference,
                .threshold = design.threshold,
                .run_length = design.run_length,
                .false_alarms = design.false_alarms,
                .delay = design.delay,
                .silence = design.silence});
  });
}

tenure_status tenure_cusum_trace(const double* values, int64_t n, const tenure_cusum_plan* plan,
                                 tenure_table** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::cusum_trace(array(values, n, "values"), to_cusum_plan(plan));
  });
}

tenure_status tenure_partial_defection(const tenure_portfolio* portfolio,
                                       const tenure_defection_options* options,
                                       const tenure_execution* execution, tenure_table** out,
                                       tenure_error** err) {
  return make_handle(out, err, [&] {
    const auto given = read_struct(options, default_defection_options(), "options");
    return tenure::partial_defection(
        value_of(portfolio, "portfolio"),
        {.date = optional_day(given.date), .recent = given.recent, .before = given.before},
        to_execution(execution));
  });
}
