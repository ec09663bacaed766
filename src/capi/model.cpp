#include <vector>

#include "capi/conversions.hpp"
#include "capi/execution.hpp"
#include "capi/fit_options.hpp"
#include "capi/handles.hpp"
#include "capi/histories.hpp"
#include "capi/model_listing.hpp"
#include "capi/structs.hpp"
#include "capi/text_out.hpp"
#include <tenure/c/models.h>
#include <tenure/model.hpp>

using namespace tenure::capi;
using tenure::FittedModel;

namespace {

tenure_fit_options default_fit_options() {
  const tenure::FitOptions defaults;
  return {.struct_size = sizeof(tenure_fit_options),
          .start = nullptr,
          .start_count = 0,
          .max_iterations = defaults.max_iterations,
          .regularity = defaults.regularity,
          .prior_parameters = nullptr,
          .prior_centres = nullptr,
          .prior_sds = nullptr,
          .prior_count = 0};
}

const double* data_or_null(const std::vector<double>& values) {
  return values.empty() ? nullptr : values.data();
}

}  // namespace

tenure::FitOptions tenure::capi::to_fit_options(const tenure_fit_options* options) {
  const auto given = read_struct(options, default_fit_options(), "options");
  const auto start = array(given.start, given.start_count, "options.start", "options.start_count");
  tenure::FitOptions result;
  result.start.assign(start.begin(), start.end());
  result.max_iterations = given.max_iterations;
  result.regularity = given.regularity;
  const char* const count = "options.prior_count";
  const auto names =
      array(given.prior_parameters, given.prior_count, "options.prior_parameters", count);
  const auto centres =
      array(given.prior_centres, given.prior_count, "options.prior_centres", count);
  const auto sds = array(given.prior_sds, given.prior_count, "options.prior_sds", count);
  for (std::size_t i = 0; i < names.size(); ++i) {
    result.priors.push_back({std::string(optional_text(names[i])), centres[i], sds[i]});
  }
  return result;
}

tenure_status tenure_fit_options_init(tenure_fit_options* options, size_t size) {
  return init_struct(options, size, default_fit_options());
}

tenure_status tenure_model_fit(const char* name, const tenure_summary* summary,
                               const tenure_fit_options* options, const tenure_execution* execution,
                               tenure_model** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    return FittedModel::fit(text(name, "name"), value_of(summary, "summary"),
                            to_fit_options(options), to_execution(execution));
  });
}

tenure_status tenure_model_fit_histories(const char* name, const tenure_histories* histories,
                                         int32_t unit, const tenure_fit_options* options,
                                         const tenure_execution* execution, tenure_model** out,
                                         tenure_error** err) {
  return make_handle(out, err, [&] {
    return FittedModel::fit(text(name, "name"), to_histories(histories), time_unit(unit, "unit"),
                            to_fit_options(options), to_execution(execution));
  });
}

tenure_status tenure_model_from_parameters(const char* name, const double* parameters,
                                           int64_t parameter_count, int32_t unit,
                                           int32_t regularity, tenure_model** out,
                                           tenure_error** err) {
  return make_handle(out, err, [&] {
    return FittedModel::from_parameters(
        text(name, "name"), array(parameters, parameter_count, "parameters", "parameter_count"),
        time_unit(unit, "unit"), regularity);
  });
}

tenure_status tenure_model_get_result(const tenure_model* model, tenure_fit_result* out,
                                      size_t out_size, tenure_error** err) {
  return guarded(err, [&] {
    StructOut<tenure_fit_result> result(out, out_size, "out");
    const FittedModel& from = value_of(model, "model");
    const tenure::FitResult& fit = from.result();
    tenure_fit_result c{};
    c.name = listed_model(from.info().name).name;
    c.unit = static_cast<int32_t>(from.unit());
    c.usable = fit.convergence.usable;
    c.parameter_count = static_cast<int64_t>(fit.parameters.size());
    c.parameters = data_or_null(fit.parameters);
    c.standard_errors = data_or_null(fit.standard_errors);
    c.covariance = data_or_null(fit.covariance);
    c.has_likelihood = fit.log_likelihood.has_value();
    c.log_likelihood = fit.log_likelihood.value_or(0.0);
    c.aic = fit.aic().value_or(0.0);
    c.bic = fit.bic().value_or(0.0);
    c.clients = fit.clients;
    c.cells = fit.cells;
    c.reason = static_cast<int32_t>(fit.convergence.reason);
    c.iterations = fit.convergence.iterations;
    c.evaluations = fit.convergence.evaluations;
    c.starts = fit.convergence.starts;
    c.gradient_norm = fit.convergence.gradient_norm;
    c.boundary = fit.convergence.boundary.c_str();
    c.message = fit.convergence.message.c_str();
    c.penalty = fit.penalty;
    c.data_fingerprint = fit.data_fingerprint;
    c.regularity = fit.regularity;
    c.regularity_chosen = fit.regularity_chosen;
    result.set(c);
  });
}

tenure_status tenure_model_result_table(const tenure_model* model, double level, tenure_table** out,
                                        tenure_error** err) {
  return make_handle(out, err, [&] { return value_of(model, "model").result().table(level); });
}

tenure_status tenure_model_summary_text(const tenure_model* model, double level, char* out,
                                        int64_t capacity, tenure_error** err) {
  return guarded(err, [&] { write_text(value_of(model, "model").summary(level), out, capacity); });
}

void tenure_model_free(tenure_model* model) { free_handle(model); }
