#include <optional>
#include <string>
#include <utility>

#include "capi/handles.hpp"
#include "capi/lives.hpp"
#include "capi/matrices.hpp"
#include <tenure/error.hpp>
#include <tenure/survival_regression.hpp>

// The kind is arbitrary, as those of handles.hpp.
struct tenure_survival_model
    : tenure::capi::Handle<tenure::SurvivalRegression, 0x73757276'48d1c05a> {
  using Handle::Handle;
};

using namespace tenure::capi;

namespace {

tenure_survival_regression_options default_survival_regression_options() {
  const tenure::SurvivalRegressionOptions defaults;
  return {.struct_size = sizeof(tenure_survival_regression_options),
          .law = static_cast<int32_t>(defaults.law),
          .ties = static_cast<int32_t>(defaults.ties),
          .periods = static_cast<int32_t>(defaults.periods),
          .is_robust = defaults.is_robust,
          .ridge = defaults.ridge,
          .level = defaults.level,
          .cause = defaults.cause,
          .reserved = 0};
}

tenure::SurvivalRegressionOptions to_survival_regression_options(
    const tenure_survival_regression_options* options) {
  const auto given = read_struct(options, default_survival_regression_options(), "options");
  return {.law = enumerator(given.law, tenure::SurvivalLaw::cloglog, "options.law"),
          .ties = enumerator(given.ties, tenure::Ties::breslow, "options.ties"),
          .periods = enumerator(given.periods, tenure::PeriodEffect::each, "options.periods"),
          .ridge = given.ridge,
          .level = given.level,
          .is_robust = flag(given.is_robust, "options.is_robust"),
          .cause = given.cause};
}

}  // namespace

tenure_status tenure_survival_input_init(tenure_survival_input* input, size_t size) {
  return init_struct(input, size, blank_struct<tenure_survival_input>());
}

tenure_status tenure_survival_regression_options_init(tenure_survival_regression_options* options,
                                                      size_t size) {
  return init_struct(options, size, default_survival_regression_options());
}

tenure_status tenure_survival_model_fit(const tenure_survival_input* input,
                                        const tenure_survival_regression_options* options,
                                        tenure_survival_model** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    const auto c = read_needed_struct(input, blank_struct<tenure_survival_input>(), "input");
    const GivenLives given(c.lives, "input.lives");
    const auto rows = static_cast<int64_t>(given.lives.duration.size());
    const auto names = optional_texts(c.names, c.columns, "input.columns");
    return tenure::survival_regression(
        {.lives = given.lives,
         .features =
             matrix(c.features, rows, c.columns, "input.features", "lives.rows", "input.columns"),
         .columns = checked_count<double>(c.columns, "input.columns"),
         .names = names,
         .client = optional_array(c.client, rows, "lives.rows")},
        to_survival_regression_options(options));
  });
}

tenure_status tenure_survival_model_result(const tenure_survival_model* model,
                                           tenure_survival_fit* totals, size_t totals_size,
                                           tenure_table** coefficients, tenure_table** baseline,
                                           tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> coefficients_out(coefficients), baseline_out(baseline);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    const tenure::SurvivalRegression& fit = value_of(model, "model");
    coefficients_out.set(fit.coefficients);
    baseline_out.set(fit.baseline);
    totals_out.set({.status = static_cast<int32_t>(fit.status),
                    .iterations = fit.iterations,
                    .log_likelihood = fit.log_likelihood,
                    .log_likelihood_null = fit.log_likelihood_null,
                    .likelihood_ratio = fit.likelihood_ratio,
                    .p_value = fit.p_value.value_or(0.0),
                    .concordance = fit.concordance.value_or(0.0),
                    .degrees_of_freedom = fit.degrees_of_freedom,
                    .has_concordance = fit.concordance.has_value()});
    coefficients_out.deliver();
    baseline_out.deliver();
  });
}

tenure_status tenure_survival_model_predict(const tenure_survival_model* model,
                                            const double* features, int64_t n, int64_t columns,
                                            const double* times, int64_t time_count,
                                            const double* elapsed, tenure_table** survival,
                                            tenure_table** clients, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> survival_out(survival), clients_out(clients);
    const tenure::SurvivalRegression& fit = value_of(model, "model");
    const auto given = matrix(features, n, columns, "features", "n", "columns");
    const auto ahead = array(times, time_count, "times", "time_count");
    if (!fit.model) {
      throw tenure::Error(
          tenure::Status::not_supported,
          "the regression did not converge: " + std::string(tenure::explain(fit.status)), "model");
    }
    tenure::SurvivalPredictions predicted =
        tenure::predict_survival(*fit.model, {.features = given,
                                              .clients = checked_count<double>(n, "n"),
                                              .times = ahead,
                                              .elapsed = optional_array(elapsed, n)});
    survival_out.set(std::move(predicted.survival));
    clients_out.set(std::move(predicted.clients));
    survival_out.deliver();
    clients_out.deliver();
  });
}

void tenure_survival_model_free(tenure_survival_model* model) { free_handle(model); }
