#include <algorithm>
#include <vector>

#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/histories.hpp"
#include "capi/inputs.hpp"
#include <tenure/c/models.h>
#include <tenure/model.hpp>

using namespace tenure::capi;
using tenure::FittedModel;
using tenure::Histories;

tenure_status tenure_model_conditional_pmf(const tenure_model* model,
                                           const tenure_histories* histories, const int64_t* counts,
                                           int64_t count_n, double from, double to,
                                           const tenure_execution* execution, double* out,
                                           int64_t n, tenure_error** err) {
  return guarded(err, [&] {
    const FittedModel& asked = value_of(model, "model");
    const Histories rows = to_histories(histories);
    const auto of_counts = array(counts, count_n, "counts", "count_n");
    const auto output = array(out, n, "out");
    // By division: the product may be more than a number holds.
    const bool fits = of_counts.empty() ? output.empty()
                                        : output.size() % of_counts.size() == 0 &&
                                              output.size() / of_counts.size() == rows.size();
    if (!fits) refuse("n", " must equal histories.rows times count_n");
    std::ranges::copy(asked.conditional_pmf(rows, of_counts, {from, to}, to_execution(execution)),
                      output.begin());
  });
}

tenure_status tenure_model_purchase_quantiles(const tenure_model* model,
                                              const tenure_histories* histories, double probability,
                                              double from, double to,
                                              const tenure_execution* execution, int64_t* out,
                                              int64_t n, tenure_error** err) {
  return guarded(err, [&] {
    const FittedModel& asked = value_of(model, "model");
    const Histories rows = to_histories(histories);
    const auto output = output_for(rows, out, n, "out");
    std::ranges::copy(
        asked.purchase_quantiles(rows, probability, {from, to}, to_execution(execution)),
        output.begin());
  });
}

tenure_status tenure_model_purchase_intervals(const tenure_model* model,
                                              const tenure_histories* histories, double level,
                                              double from, double to,
                                              const tenure_execution* execution, int64_t* lower,
                                              int64_t* upper, int64_t n, tenure_error** err) {
  return guarded(err, [&] {
    const FittedModel& asked = value_of(model, "model");
    const Histories rows = to_histories(histories);
    const auto lower_out = output_for(rows, lower, n, "lower");
    const auto upper_out = output_for(rows, upper, n, "upper");
    const tenure::CountIntervals intervals =
        asked.purchase_intervals(rows, level, {from, to}, to_execution(execution));
    std::ranges::copy(intervals.lower, lower_out.begin());
    std::ranges::copy(intervals.upper, upper_out.begin());
  });
}

tenure_status tenure_model_pmf(const tenure_model* model, const int64_t* counts, double from,
                               double to, double* out, int64_t n, tenure_error** err) {
  return guarded(err, [&] {
    const auto output = array(out, n, "out");
    std::ranges::copy(value_of(model, "model").pmf(array(counts, n, "counts"), {from, to}),
                      output.begin());
  });
}

tenure_status tenure_model_quantiles_new(const tenure_model* model, const double* probabilities,
                                         double from, double to, int64_t* out, int64_t n,
                                         tenure_error** err) {
  return guarded(err, [&] {
    const auto output = array(out, n, "out");
    const auto wanted = array(probabilities, n, "probabilities");
    std::ranges::copy(value_of(model, "model").quantiles_new(wanted, {from, to}), output.begin());
  });
}
