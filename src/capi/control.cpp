#include <string>
#include <utility>

#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include <tenure/c/control.h>
#include <tenure/control.hpp>

using namespace tenure::capi;

namespace {

constexpr double kDefaultTolerance = 0.01;

tenure_control_options default_control_options() {
  auto c = blank_struct<tenure_control_options>();
  c.tolerance = kDefaultTolerance;
  return c;
}

tenure_holdout default_holdout() {
  const tenure::HoldoutInput defaults;
  auto c = blank_struct<tenure_holdout>();
  c.events_are_losses = defaults.events_are_losses;
  c.level = defaults.level;
  return c;
}

tenure::RevenuePlan to_revenue(const tenure_revenue* revenue, const std::string& name) {
  const auto given = read_needed_struct(revenue, blank_struct<tenure_revenue>(), name);
  const auto column = [&](const double* values, const char* field) {
    return array(values, given.segments, name + "." + field, name + ".segments");
  };
  return {.clients = column(given.clients, "clients"),
          .frequency = column(given.frequency, "frequency"),
          .basket = column(given.basket, "basket"),
          .duration = optional_array(given.duration, given.segments, name + ".segments")};
}

}  // namespace

tenure_status tenure_revenue_init(tenure_revenue* revenue, size_t size) {
  return init_struct(revenue, size, blank_struct<tenure_revenue>());
}

tenure_status tenure_control_options_init(tenure_control_options* options, size_t size) {
  return init_struct(options, size, default_control_options());
}

tenure_status tenure_control_report(const tenure_revenue* plan, const tenure_revenue* actual,
                                    const tenure_control_options* options, tenure_table** segments,
                                    tenure_table** levers, tenure_table** findings,
                                    tenure_text** summary, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> segments_out(segments);
    HandleOut<tenure_table> levers_out(levers);
    HandleOut<tenure_table> findings_out(findings);
    HandleOut<tenure_text> summary_out(summary);
    const auto given = read_struct(options, default_control_options(), "options");
    tenure::ControlReport report = tenure::control_report(
        to_revenue(plan, "plan"), to_revenue(actual, "actual"), given.tolerance,
        enumerator(given.decomposition, tenure::Decomposition::shapley, "options.decomposition"));
    segments_out.set(std::move(report.bridge.segments));
    levers_out.set(std::move(report.bridge.levers));
    findings_out.set(std::move(report.findings));
    summary_out.set(std::move(report.summary));
    for (auto* out : {&segments_out, &levers_out, &findings_out}) out->deliver();
    summary_out.deliver();
  });
}

tenure_status tenure_control_limits(const double* expected, const int64_t* observed, int64_t n,
                                    double tail, tenure_table** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::control_limits(array(expected, n, "expected"), array(observed, n, "observed"),
                                  tail);
  });
}

tenure_status tenure_holdout_init(tenure_holdout* holdout, size_t size) {
  return init_struct(holdout, size, default_holdout());
}

tenure_status tenure_holdout_effect(const tenure_holdout* holdout, tenure_treatment_effect* out,
                                    size_t out_size, tenure_error** err) {
  return guarded(err, [&] {
    StructOut result(out, out_size, "out");
    const auto given = read_needed_struct(holdout, default_holdout(), "holdout");
    const auto effect = tenure::holdout_effect(
        {.treated = given.treated,
         .treated_events = given.treated_events,
         .control = given.control,
         .control_events = given.control_events,
         .events_are_losses = flag(given.events_are_losses, "holdout.events_are_losses"),
         .value = given.value,
         .cost = given.cost,
         .level = given.level});
    result.set({.treated_rate = effect.treated_rate,
                .control_rate = effect.control_rate,
                .effect = effect.effect,
                .standard_error = effect.standard_error,
                .wald_lower = effect.wald_lower,
                .wald_upper = effect.wald_upper,
                .lower = effect.lower,
                .upper = effect.upper,
                .p_value = effect.p_value,
                .events = effect.events,
                .gain = effect.gain,
                .profit = effect.profit,
                .roi = effect.roi.value_or(0.0),
                .roi_lower = effect.roi_lower.value_or(0.0),
                .roi_upper = effect.roi_upper.value_or(0.0)});
  });
}

tenure_status tenure_calibration(const double* probabilities, const uint8_t* happened, int64_t n,
                                 int32_t bin_count, double level, tenure_calibration_scores* scores,
                                 size_t scores_size, tenure_table** bins, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> bins_out(bins);
    StructOut scores_out(scores, scores_size, "scores", Need::optional);
    tenure::Calibration fit = tenure::calibration(array(probabilities, n, "probabilities"),
                                                  array(happened, n, "happened"), bin_count, level);
    bins_out.set(std::move(fit.bins));
    scores_out.set({.brier = fit.brier,
                    .log_loss = fit.log_loss.value_or(0.0),
                    .mean_predicted = fit.mean_predicted,
                    .mean_observed = fit.mean_observed,
                    .has_log_loss = fit.log_loss.has_value(),
                    .reserved = 0});
    bins_out.deliver();
  });
}
