#include <algorithm>
#include <string>
#include <vector>

#include "capi/conversions.hpp"
#include "capi/discount_rate.hpp"
#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/histories.hpp"
#include "capi/predict_options.hpp"
#include "capi/scalar_out.hpp"
#include "capi/structs.hpp"
#include <tenure/c/models.h>
#include <tenure/model.hpp>

using namespace tenure::capi;
using tenure::FittedModel;
using tenure::Histories;

namespace {

constexpr tenure_predict_options kDefaultOptions{sizeof(tenure_predict_options), 0.0};

/// The whole of a function that gives one number a history.
template <class Predict>
tenure_status predict_each(const tenure_model* model, const tenure_histories* histories,
                           const tenure_execution* execution, double* out, std::int64_t n,
                           tenure_error** err, Predict&& predict) noexcept {
  return guarded(err, [&] {
    const FittedModel& from = value_of(model, "model");
    const Histories rows = to_histories(histories);
    const auto output = output_for(rows, out, n, "out");
    const std::vector<double> values = predict(from, rows, to_execution(execution));
    std::ranges::copy(values, output.begin());
  });
}

/// The same where some histories have no number.
template <class Predict>
tenure_status predict_where_possible(const tenure_model* model, const tenure_histories* histories,
                                     const tenure_execution* execution, double* out,
                                     std::uint8_t* row_status, std::int64_t n, tenure_error** err,
                                     Predict&& predict) noexcept {
  return guarded(err, [&] {
    const FittedModel& from = value_of(model, "model");
    const Histories rows = to_histories(histories);
    const auto output = output_for(rows, out, n, "out");
    const auto statuses = output_for(rows, row_status, n, "row_status");
    const tenure::Values values = predict(from, rows, to_execution(execution));
    std::ranges::copy(values.value, output.begin());
    std::ranges::fill(statuses, std::uint8_t{TENURE_VALUE_OK});
    std::ranges::transform(values.status, statuses.begin(),
                           [](auto status) { return static_cast<std::uint8_t>(status); });
  });
}

}  // namespace

tenure_status tenure_model_log_likelihood(const tenure_model* model,
                                          const tenure_histories* histories,
                                          const tenure_execution* execution, double* out, int64_t n,
                                          tenure_error** err) {
  return predict_each(model, histories, execution, out, n, err,
                      [](const FittedModel& from, const Histories& rows, const auto& run) {
                        return from.log_likelihood(rows, run);
                      });
}

tenure_status tenure_model_p_alive(const tenure_model* model, const tenure_histories* histories,
                                   double after, const tenure_execution* execution, double* out,
                                   int64_t n, tenure_error** err) {
  return predict_each(model, histories, execution, out, n, err,
                      [after](const FittedModel& from, const Histories& rows, const auto& run) {
                        return from.p_alive(rows, after, run);
                      });
}

tenure_status tenure_model_p_silent(const tenure_model* model, const tenure_histories* histories,
                                    double from, double to, const tenure_execution* execution,
                                    double* out, int64_t n, tenure_error** err) {
  return predict_each(model, histories, execution, out, n, err,
                      [=](const FittedModel& asked, const Histories& rows, const auto& run) {
                        return asked.p_silent(rows, {from, to}, run);
                      });
}

tenure_status tenure_model_p_active(const tenure_model* model, const tenure_histories* histories,
                                    double from, double to, const tenure_execution* execution,
                                    double* out, int64_t n, tenure_error** err) {
  return predict_each(model, histories, execution, out, n, err,
                      [=](const FittedModel& asked, const Histories& rows, const auto& run) {
                        return asked.p_active(rows, {from, to}, run);
                      });
}

tenure_status tenure_model_expected_purchases(const tenure_model* model,
                                              const tenure_histories* histories, double from,
                                              double to, const tenure_execution* execution,
                                              double* out, int64_t n, tenure_error** err) {
  return predict_each(model, histories, execution, out, n, err,
                      [=](const FittedModel& asked, const Histories& rows, const auto& run) {
                        return asked.expected_purchases(rows, {from, to}, run);
                      });
}

tenure_status tenure_model_expected_rate(const tenure_model* model,
                                         const tenure_histories* histories,
                                         const tenure_execution* execution, double* out, int64_t n,
                                         tenure_error** err) {
  return predict_each(model, histories, execution, out, n, err,
                      [](const FittedModel& asked, const Histories& rows, const auto& run) {
                        return asked.expected_rate(rows, run);
                      });
}

tenure_status tenure_model_expected_dropout(const tenure_model* model,
                                            const tenure_histories* histories,
                                            const tenure_execution* execution, double* out,
                                            int64_t n, tenure_error** err) {
  return predict_each(model, histories, execution, out, n, err,
                      [](const FittedModel& asked, const Histories& rows, const auto& run) {
                        return asked.expected_dropout(rows, run);
                      });
}

tenure_status tenure_model_discounted_purchases(const tenure_model* model,
                                                const tenure_histories* histories,
                                                const tenure_discount_rate* rate, double from,
                                                double to, const tenure_execution* execution,
                                                double* out, int64_t n, tenure_error** err) {
  return predict_each(
      model, histories, execution, out, n, err,
      [&](const FittedModel& asked, const Histories& rows, const auto& run) {
        return asked.discounted_purchases(rows, to_discount_rate(rate), {from, to}, run);
      });
}

tenure_status tenure_model_expected_purchases_new(const tenure_model* model, const double* times,
                                                  double after, double* out, int64_t n,
                                                  tenure_error** err) {
  return guarded(err, [&] {
    const auto output = array(out, n, "out");
    std::ranges::copy(
        value_of(model, "model").expected_purchases_new(array(times, n, "times"), after),
        output.begin());
  });
}

tenure_status tenure_model_expected_lifetime(const tenure_model* model,
                                             const tenure_histories* histories, double horizon,
                                             const tenure_execution* execution, double* out,
                                             uint8_t* row_status, int64_t n, tenure_error** err) {
  return predict_where_possible(
      model, histories, execution, out, row_status, n, err,
      [horizon](const FittedModel& asked, const Histories& rows, const auto& run) {
        return asked.expected_lifetime(rows, optional_horizon(horizon), run);
      });
}

tenure_status tenure_model_expected_spend(const tenure_model* model,
                                          const tenure_histories* histories,
                                          const tenure_execution* execution, double* out,
                                          uint8_t* row_status, int64_t n, tenure_error** err) {
  return predict_where_possible(model, histories, execution, out, row_status, n, err,
                                [](const FittedModel& asked, const Histories& rows,
                                   const auto& run) { return asked.expected_spend(rows, run); });
}

tenure_status tenure_model_population_spend(const tenure_model* model, double* out,
                                            int32_t* value_status, tenure_error** err) {
  return guarded(err, [&] {
    ScalarOut<double> spend(out);
    ScalarOut<int32_t> status(value_status);
    if (out == nullptr) refuse("out", " must not be NULL");
    if (value_status == nullptr) refuse("value_status", " must not be NULL");
    const std::optional<double> mean = value_of(model, "model").population_spend();
    spend.set(mean.value_or(0.0));
    status.set(mean ? TENURE_VALUE_OK : TENURE_VALUE_INFINITE);
  });
}

tenure::PredictOptions tenure::capi::to_predict_options(const tenure_predict_options* options) {
  const auto given = read_struct(options, kDefaultOptions, "options");
  return {.level = given.level == 0 ? std::nullopt : std::optional(given.level)};
}

tenure_status tenure_predict_options_init(tenure_predict_options* options, size_t size) {
  return init_struct(options, size, kDefaultOptions);
}

tenure_status tenure_model_predict(const tenure_model* model, const tenure_summary* summary,
                                   double horizon, const tenure_predict_options* options,
                                   const tenure_execution* execution, tenure_table** out,
                                   tenure_error** err) {
  return make_handle(out, err, [&] {
    return value_of(model, "model")
        .predict(value_of(summary, "summary"), horizon, to_predict_options(options),
                 to_execution(execution));
  });
}
