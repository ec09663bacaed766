#include <limits>
#include <utility>

#include "capi/clv_options.hpp"
#include "capi/conversions.hpp"
#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/histories.hpp"
#include "capi/structs.hpp"
#include <tenure/c/inference.h>
#include <tenure/inference.hpp>

using namespace tenure::capi;

namespace {

tenure_prediction_options default_prediction_options() {
  const tenure::PredictionOptions defaults;
  // A DiscountRate does not tell how it was given: a test holds that this is the default one.
  return {.struct_size = sizeof(tenure_prediction_options),
          .level = defaults.level,
          .horizon = std::numeric_limits<double>::infinity(),
          .discount_rate = 0.10,
          .discount_kind = TENURE_EFFECTIVE,
          .discount_period = TENURE_YEAR,
          .method = static_cast<int32_t>(defaults.method),
          .draws = defaults.draws,
          .seed = defaults.seed,
          .groups = nullptr,
          .group_count = 0,
          .fitted_to = nullptr};
}

tenure::PredictionOptions to_prediction_options(const tenure_prediction_options* options) {
  const auto given = read_struct(options, default_prediction_options(), "options");
  return {.level = given.level,
          .method = enumerator(given.method, tenure::IntervalMethod::profile, "options.method"),
          .draws = given.draws,
          .seed = given.seed,
          .fitted_to = given.fitted_to == nullptr ? nullptr
                                                  : &value_of(given.fitted_to, "options.fitted_to"),
          .groups = array(given.groups, given.group_count, "options.groups", "options.group_count"),
          .horizon = optional_horizon(given.horizon),
          .discount = discount_rate(given.discount_rate, given.discount_kind, given.discount_period,
                                    "options.discount_")};
}

tenure_bootstrap_options default_bootstrap_options() {
  const tenure::BootstrapOptions defaults;
  return {.struct_size = sizeof(tenure_bootstrap_options),
          .resampling = static_cast<int32_t>(defaults.resampling),
          .replicates = defaults.replicates,
          .level = defaults.level,
          .seed = defaults.seed};
}

tenure::BootstrapOptions to_bootstrap_options(const tenure_bootstrap_options* options) {
  const auto given = read_struct(options, default_bootstrap_options(), "options");
  return {
      .resampling = enumerator(given.resampling, tenure::Resampling::model, "options.resampling"),
      .replicates = given.replicates,
      .level = given.level,
      .seed = given.seed};
}

}  // namespace

tenure_status tenure_wald_intervals(const tenure_model* model, double level, tenure_table** out,
                                    tenure_error** err) {
  return make_handle(out, err,
                     [&] { return tenure::wald_intervals(value_of(model, "model"), level); });
}

tenure_status tenure_profile_intervals(const tenure_model* model, const tenure_histories* histories,
                                       double level, const tenure_execution* execution,
                                       tenure_table** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::profile_intervals(value_of(model, "model"), to_histories(histories), level,
                                     to_execution(execution));
  });
}

tenure_status tenure_likelihood_ratio_test(const tenure_model* smaller, const tenure_model* larger,
                                           tenure_likelihood_ratio* out, size_t out_size,
                                           tenure_error** err) {
  return guarded(err, [&] {
    StructOut<tenure_likelihood_ratio> result(out, out_size, "out");
    const tenure::LikelihoodRatioTest test =
        tenure::likelihood_ratio_test(value_of(smaller, "smaller"), value_of(larger, "larger"));
    tenure_likelihood_ratio c{};
    c.statistic = test.statistic;
    c.p_value = test.p_value;
    c.degrees_of_freedom = test.degrees_of_freedom;
    test.distribution.copy(c.distribution, sizeof c.distribution - 1);
    result.set(c);
  });
}

tenure_status tenure_prediction_options_init(tenure_prediction_options* options, size_t size) {
  return init_struct(options, size, default_prediction_options());
}

tenure_status tenure_prediction_intervals(const tenure_model* model, const tenure_summary* summary,
                                          int32_t of, const tenure_prediction_options* options,
                                          const tenure_execution* execution, tenure_table** out,
                                          tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::prediction_intervals(value_of(model, "model"), value_of(summary, "summary"),
                                        enumerator(of, tenure::Predicted::purchases, "of"),
                                        to_prediction_options(options), to_execution(execution));
  });
}

tenure_status tenure_clv_intervals(const tenure_model* purchases, const tenure_model* spend,
                                   const tenure_summary* summary, const tenure_clv_options* value,
                                   const tenure_prediction_options* options,
                                   const tenure_execution* execution, tenure_table** out,
                                   tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::clv_intervals(value_of(purchases, "purchases"), value_of(spend, "spend"),
                                 value_of(summary, "summary"), to_clv_options(value, "value"),
                                 to_prediction_options(options), to_execution(execution));
  });
}

tenure_status tenure_bootstrap_options_init(tenure_bootstrap_options* options, size_t size) {
  return init_struct(options, size, default_bootstrap_options());
}

tenure_status tenure_bootstrap(const tenure_model* model, const tenure_histories* histories,
                               const tenure_bootstrap_options* options,
                               const tenure_execution* execution, tenure_table** replicates,
                               tenure_table** intervals, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> replicates_out(replicates);
    HandleOut<tenure_table> intervals_out(intervals);
    tenure::BootstrapResult result =
        tenure::bootstrap(value_of(model, "model"), to_histories(histories),
                          to_bootstrap_options(options), to_execution(execution));
    replicates_out.set(std::move(result.replicates));
    intervals_out.set(std::move(result.intervals));
    replicates_out.deliver();
    intervals_out.deliver();
  });
}
