#include <algorithm>
#include <span>
#include <vector>

#include "capi/conversions.hpp"
#include "capi/discount_rate.hpp"
#include "capi/given_clients.hpp"
#include "capi/handles.hpp"
#include "capi/scalar_out.hpp"
#include <tenure/c/models.h>
#include <tenure/contracts.hpp>

using namespace tenure::capi;

namespace {

/// The whole of a function that gives one number for each of `counts`.
template <class Value>
tenure_status for_each_count(const double* counts, const char* name, double* out, int64_t n,
                             tenure_error** err, Value&& value_for) noexcept {
  return guarded(err, [&] {
    const auto output = array(out, n, "out");
    const std::vector<double> values = value_for(array(counts, n, name));
    std::ranges::copy(values, output.begin());
  });
}

}  // namespace

tenure_status tenure_summary_from_cohort(const double* survivors, int64_t n, int32_t period,
                                         tenure_summary** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::cohort_summary(array(survivors, n, "survivors"), time_unit(period, "period"));
  });
}

tenure_status tenure_summary_from_cohorts(const double* survivors, const int64_t* lengths,
                                          int64_t cohort_count, int32_t period,
                                          tenure_summary** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    std::vector<std::span<const double>> cohorts;
    const double* next = survivors;
    for (const int64_t length : array(lengths, cohort_count, "lengths", "cohort_count")) {
      cohorts.push_back(array(next, length, "survivors", "lengths"));
      if (next != nullptr) next += length;
    }
    return tenure::cohort_summary(cohorts, time_unit(period, "period"));
  });
}

tenure_status tenure_summary_from_durations(const double* duration, const uint8_t* churned,
                                            int64_t n, int32_t period,
                                            const int64_t* client_numbers,
                                            const char* const* client_texts, tenure_summary** out,
                                            tenure_error** err) {
  return make_handle(out, err, [&] {
    const auto periods = array(duration, n, "duration");
    const auto left = array(churned, n, "churned");
    const tenure::TimeUnit unit = time_unit(period, "period");
    if (client_numbers == nullptr && client_texts == nullptr) {
      return tenure::contract_summary(periods, left, unit);
    }
    const GivenClients clients(client_numbers, client_texts, n);
    return tenure::contract_summary(periods, left, unit, clients.ids());
  });
}

tenure_status tenure_model_survival(const tenure_model* model, const double* renewals, double* out,
                                    int64_t n, tenure_error** err) {
  return for_each_count(renewals, "renewals", out, n, err, [model](auto counts) {
    return tenure::survival(value_of(model, "model"), counts);
  });
}

tenure_status tenure_model_retention_rates(const tenure_model* model, const double* periods,
                                           double* out, int64_t n, tenure_error** err) {
  return for_each_count(periods, "periods", out, n, err, [model](auto counts) {
    return tenure::retention_rates(value_of(model, "model"), counts);
  });
}

tenure_status tenure_model_discounted_lifetime(const tenure_model* model,
                                               const tenure_discount_rate* rate, double* out,
                                               tenure_error** err) {
  return make_scalar(out, err, [&] {
    return tenure::discounted_lifetime(value_of(model, "model"), to_discount_rate(rate));
  });
}

tenure_status tenure_model_discounted_residual_lifetime(const tenure_model* model,
                                                        const double* periods,
                                                        const tenure_discount_rate* rate,
                                                        double* out, int64_t n,
                                                        tenure_error** err) {
  return for_each_count(periods, "periods", out, n, err, [&](auto counts) {
    return tenure::discounted_residual_lifetime(value_of(model, "model"), counts,
                                                to_discount_rate(rate));
  });
}
