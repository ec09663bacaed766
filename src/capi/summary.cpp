#include <string_view>
#include <utility>

#include "capi/conversions.hpp"
#include "capi/execution.hpp"
#include "capi/given_clients.hpp"
#include "capi/handles.hpp"
#include "capi/histories.hpp"
#include "capi/structs.hpp"
#include "capi/summary_options.hpp"
#include <tenure/c/summary.h>
#include <tenure/holdout.hpp>
#include <tenure/purchase_times.hpp>
#include <tenure/summary.hpp>

using namespace tenure::capi;
using tenure::Histories;
using tenure::Summary;

namespace {

tenure_summary_options default_summary_options() {
  const tenure::SummaryOptions defaults;
  return {sizeof(tenure_summary_options), static_cast<int32_t>(defaults.unit),
          day_or_none(defaults.observed_until), day_or_none(defaults.calibration_end), 0};
}

const double* data_or_null(std::span<const double> values) {
  return values.empty() ? nullptr : values.data();
}

}  // namespace

tenure::SummaryOptions tenure::capi::to_summary_options(const tenure_summary_options* options) {
  const auto given = read_struct(options, default_summary_options(), "options");
  SummaryOptions result;
  result.unit = time_unit(given.unit, "options.unit");
  result.observed_until = optional_day(given.observed_until);
  result.calibration_end = optional_day(given.calibration_end);
  return result;
}

tenure_status tenure_summary_options_init(tenure_summary_options* options, size_t size) {
  return init_struct(options, size, default_summary_options());
}

tenure_status tenure_summary_from_portfolio(const tenure_portfolio* portfolio,
                                            const tenure_summary_options* options,
                                            const tenure_execution* execution, tenure_summary** out,
                                            tenure_error** err) {
  return make_handle(out, err, [&] {
    return Summary::from_portfolio(value_of(portfolio, "portfolio"), to_summary_options(options),
                                   to_execution(execution));
  });
}

tenure_status tenure_summary_from_arrays(const tenure_histories* histories, int32_t unit,
                                         const int64_t* client_numbers,
                                         const char* const* client_texts, tenure_summary** out,
                                         tenure_error** err) {
  return make_handle(out, err, [&] {
    const Histories rows = to_histories(histories);
    const tenure::TimeUnit in = time_unit(unit, "unit");
    if (client_numbers == nullptr && client_texts == nullptr) return Summary::from_arrays(rows, in);
    const GivenClients clients(client_numbers, client_texts, static_cast<int64_t>(rows.size()));
    return Summary::from_arrays(rows, in, clients.ids());
  });
}

tenure_status tenure_summary_from_times(const int64_t* client, const double* time, int64_t n,
                                        const double* ages, int64_t client_count, int32_t unit,
                                        tenure_summary** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::summary_of_times(array(client, n, "client"), array(time, n, "time"),
                                    array(ages, client_count, "ages", "client_count"),
                                    time_unit(unit, "unit"));
  });
}

tenure_status tenure_summary_with_holdout(const tenure_summary* summary, double holdout_length,
                                          const double* holdout_frequency,
                                          const double* holdout_spend, int64_t n,
                                          tenure_summary** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::with_holdout(value_of(summary, "summary"),
                                {holdout_length, array(holdout_frequency, n, "holdout_frequency"),
                                 optional_array(holdout_spend, n)});
  });
}

tenure_status tenure_summary_get_info(const tenure_summary* summary, tenure_summary_info* out,
                                      size_t out_size, tenure_error** err) {
  return guarded(err, [&] {
    StructOut<tenure_summary_info> result(out, out_size, "out");
    const Summary& from = value_of(summary, "summary");
    tenure_summary_info info{};
    info.clients = static_cast<int64_t>(from.size());
    info.clients_left_out = static_cast<int64_t>(from.clients_left_out());
    info.unit = static_cast<int32_t>(from.unit());
    info.has_holdout = from.has_holdout();
    info.calibration_end = day_or_none(from.calibration_end());
    info.observed_until = day_or_none(from.observed_until());
    info.holdout_length = from.holdout_length();
    info.excluded_clients = static_cast<int64_t>(from.excluded_clients());
    result.set(info);
  });
}

tenure_status tenure_summary_get_histories(const tenure_summary* summary, tenure_histories* out,
                                           size_t out_size, tenure_error** err) {
  return guarded(err, [&] {
    StructOut<tenure_histories> result(out, out_size, "out");
    const Histories from = value_of(summary, "summary").histories();
    result.set({out_size, static_cast<int64_t>(from.size()), data_or_null(from.frequency),
                data_or_null(from.recency), data_or_null(from.age), data_or_null(from.mean_spend),
                data_or_null(from.weight), data_or_null(from.log_interpurchase)});
  });
}

tenure_status tenure_summary_table(const tenure_summary* summary, tenure_table** out,
                                   tenure_error** err) {
  return make_handle(out, err, [&] { return value_of(summary, "summary").table(); });
}

void tenure_summary_free(tenure_summary* summary) { free_handle(summary); }
