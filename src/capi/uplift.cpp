#include <string>
#include <utility>

#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include <tenure/c/uplift.h>
#include <tenure/uplift.hpp>

using namespace tenure::capi;

namespace {

tenure_policy_options default_policy_options() {
  auto c = blank_struct<tenure_policy_options>();
  c.propensity = 0.5;
  c.level = tenure::PolicyInput{}.level;
  return c;
}

tenure_test_design default_test_design() {
  const tenure::TestDesign defaults;
  return {sizeof(tenure_test_design),
          defaults.control_rate,
          defaults.treated_rate,
          defaults.power,
          defaults.level,
          defaults.treated_per_control};
}

/// Rows times columns, as a count that an array could have.
std::int64_t cells(std::int64_t rows, const char* rows_name, std::int64_t columns,
                   const char* name) {
  const auto n = checked_count<double>(rows, rows_name);
  const auto m = checked_count<double>(columns, name);
  if (m > 0 && n > checked_count<double>(INT64_MAX / 16, name) / m) {
    refuse(name, " is more than memory can hold");
  }
  return rows * columns;
}

tenure_uplift_status status_of(bool converged, const std::string& text, double log_likelihood) {
  tenure_uplift_status c{};
  c.log_likelihood = log_likelihood;
  c.converged = converged;
  text.copy(c.status, sizeof c.status - 1);
  return c;
}

}  // namespace

tenure_status tenure_uplift_curves(const uint8_t* outcome, const uint8_t* treated,
                                   const double* score, int64_t n, double level,
                                   tenure_uplift_areas* areas, size_t areas_size,
                                   tenure_table** curve, tenure_table** estimates,
                                   tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> curve_out(curve);
    HandleOut<tenure_table> estimates_out(estimates);
    StructOut areas_out(areas, areas_size, "areas", Need::optional);
    tenure::UpliftCurves curves =
        tenure::uplift_curves(array(outcome, n, "outcome"), array(treated, n, "treated"),
                              array(score, n, "score"), level);
    curve_out.set(std::move(curves.curve));
    estimates_out.set(std::move(curves.estimates));
    areas_out.set({.qini_area = curves.qini_area,
                   .uplift_area = curves.uplift_area,
                   .qini_random = curves.qini_random,
                   .uplift_random = curves.uplift_random,
                   .qini_perfect = curves.qini_perfect,
                   .uplift_perfect = curves.uplift_perfect,
                   .qini_coefficient = curves.qini_coefficient.value_or(0.0),
                   .uplift_coefficient = curves.uplift_coefficient.value_or(0.0),
                   .average_effect = curves.average_effect,
                   .has_qini_coefficient = curves.qini_coefficient.has_value(),
                   .has_uplift_coefficient = curves.uplift_coefficient.has_value()});
    for (auto* out : {&curve_out, &estimates_out}) out->deliver();
  });
}

tenure_status tenure_uplift_at(const uint8_t* outcome, const uint8_t* treated, const double* score,
                               int64_t n, double share, double level, tenure_effect_at* out,
                               size_t out_size, tenure_error** err) {
  return guarded(err, [&] {
    StructOut result(out, out_size, "out");
    const auto effect =
        tenure::uplift_at(array(outcome, n, "outcome"), array(treated, n, "treated"),
                          array(score, n, "score"), share, level);
    const auto overall = effect.overall.value_or(tenure::EffectInterval{});
    result.set({.overall = overall.effect,
                .overall_lower = overall.lower,
                .overall_upper = overall.upper,
                .by_group = effect.by_group.effect,
                .by_group_lower = effect.by_group.lower,
                .by_group_upper = effect.by_group.upper,
                .has_overall = effect.overall.has_value(),
                .reserved = 0});
  });
}

tenure_status tenure_policy_options_init(tenure_policy_options* options, size_t size) {
  return init_struct(options, size, default_policy_options());
}

tenure_status tenure_policy_value(const uint8_t* treated, const double* profit,
                                  const uint8_t* decision, int64_t n,
                                  const tenure_policy_options* options, tenure_table** out,
                                  tenure_error** err) {
  return make_handle(out, err, [&] {
    const auto given = read_struct(options, default_policy_options(), "options");
    return tenure::policy_value({.treated = array(treated, n, "treated"),
                                 .profit = array(profit, n, "profit"),
                                 .decision = array(decision, n, "decision"),
                                 .propensity = given.propensities != nullptr
                                                   ? optional_array(given.propensities, n)
                                                   : array(&given.propensity, 1, "propensity"),
                                 .expected_treated = optional_array(given.expected_treated, n),
                                 .expected_control = optional_array(given.expected_control, n),
                                 .level = given.level});
  });
}

tenure_status tenure_uplift_options_init(tenure_uplift_options* options, size_t size) {
  return init_struct(options, size, blank_struct<tenure_uplift_options>());
}

tenure_status tenure_uplift_model(const double* features, int64_t feature_count,
                                  const uint8_t* treated, const uint8_t* outcome, int64_t n,
                                  const tenure_uplift_options* options,
                                  tenure_uplift_status* status, size_t status_size,
                                  tenure_table** coefficients, tenure_table** clients,
                                  tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> coefficients_out(coefficients);
    HandleOut<tenure_table> clients_out(clients);
    StructOut status_out(status, status_size, "status", Need::optional);
    const auto given = read_struct(options, blank_struct<tenure_uplift_options>(), "options");
    tenure::UpliftModel model = tenure::uplift_model(
        {.features = array(features, cells(n, "n", feature_count, "feature_count"), "features"),
         .columns = static_cast<std::size_t>(feature_count),
         .treated = array(treated, n, "treated"),
         .outcome = array(outcome, n, "outcome"),
         .score_features =
             array(given.score_features,
                   cells(given.score_rows, "options.score_rows", feature_count, "feature_count"),
                   "options.score_features", "options.score_rows"),
         .method =
             enumerator(given.method, tenure::UpliftMethod::transformed_outcome, "options.method"),
         .ridge = given.ridge});
    coefficients_out.set(std::move(model.coefficients));
    clients_out.set(std::move(model.clients));
    status_out.set(status_of(model.converged, model.status, 0.0));
    for (auto* out : {&coefficients_out, &clients_out}) out->deliver();
  });
}

tenure_status tenure_test_design_init(tenure_test_design* design, size_t size) {
  return init_struct(design, size, default_test_design());
}

tenure_status tenure_sample_size_of(const tenure_test_design* design, tenure_sample_size* out,
                                    size_t out_size, tenure_error** err) {
  return guarded(err, [&] {
    StructOut result(out, out_size, "out");
    const auto given = read_needed_struct(design, default_test_design(), "design");
    const auto size = tenure::sample_size({.control_rate = given.control_rate,
                                           .treated_rate = given.treated_rate,
                                           .power = given.power,
                                           .level = given.level,
                                           .treated_per_control = given.treated_per_control});
    result.set({.exact = size.exact, .control = size.control, .treated = size.treated});
  });
}

tenure_status tenure_estimate_response(const double* dose, const uint8_t* stayed, int64_t n,
                                       double level, tenure_uplift_status* status,
                                       size_t status_size, tenure_table** parameters,
                                       tenure_table** doses, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> parameters_out(parameters);
    HandleOut<tenure_table> doses_out(doses);
    StructOut status_out(status, status_size, "status", Need::optional);
    tenure::ResponseEstimate estimate =
        tenure::estimate_response(array(dose, n, "dose"), array(stayed, n, "stayed"), level);
    parameters_out.set(std::move(estimate.parameters));
    doses_out.set(std::move(estimate.doses));
    status_out.set(status_of(estimate.converged, estimate.status, estimate.log_likelihood));
    for (auto* out : {&parameters_out, &doses_out}) out->deliver();
  });
}

tenure_status tenure_segmentation_profit(const double* potential, const double* speed, int64_t n,
                                         const int64_t* segmentations, int64_t segmentation_count,
                                         double segment_cost, tenure_table** out,
                                         tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::segmentation_profit(
        array(potential, n, "potential"), array(speed, n, "speed"),
        array(segmentations, segmentation_count, "segmentations", "segmentation_count"),
        segment_cost);
  });
}
