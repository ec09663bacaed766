#include <cstddef>
#include <utility>
#include <vector>

#include "capi/conversions.hpp"
#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include <tenure/c/client_value.h>
#include <tenure/client_value.hpp>

using namespace tenure::capi;

namespace {

tenure::ClientCharges to_client_charges(const tenure_client_charges* charges) {
  const auto given = read_struct(charges, blank_struct<tenure_client_charges>(), "charges");
  const char* const count = "charges.clients";
  return {.contacts = optional_array(given.contacts, given.clients, count),
          .serving = optional_array(given.serving, given.clients, count),
          .acquisition = optional_array(given.acquisition, given.clients, count),
          .without = optional_array(given.without, given.clients, count)};
}

/// The whole of a function that accounts for clients.
template <class Account>
tenure_status account_for(tenure_client_value_totals* totals, size_t totals_size,
                          tenure_table** clients, tenure_table** account, tenure_error** err,
                          Account&& make) noexcept {
  return guarded(err, [&] {
    HandleOut<tenure_table> clients_out(clients);
    HandleOut<tenure_table> account_out(account);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    tenure::ClientValueResult result = std::forward<Account>(make)();
    clients_out.set(std::move(result.clients));
    account_out.set(std::move(result.account));
    totals_out.set({.revenue = result.revenue,
                    .charges = result.charges,
                    .value = result.value,
                    .roi = result.roi.value_or(0.0),
                    .incremental_roi = result.incremental_roi.value_or(0.0),
                    .has_roi = result.roi.has_value(),
                    .has_incremental_roi = result.incremental_roi.has_value(),
                    .loss_making = result.loss_making});
    clients_out.deliver();
    account_out.deliver();
  });
}

}  // namespace

tenure_status tenure_client_charges_init(tenure_client_charges* charges, size_t size) {
  return init_struct(charges, size, blank_struct<tenure_client_charges>());
}

tenure_status tenure_client_value(const double* revenue, const double* cost_of_goods, int64_t n,
                                  const tenure_client_charges* charges,
                                  tenure_client_value_totals* totals, size_t totals_size,
                                  tenure_table** clients, tenure_table** account,
                                  tenure_error** err) {
  return account_for(totals, totals_size, clients, account, err, [&] {
    return tenure::client_value(array(revenue, n, "revenue"), optional_array(cost_of_goods, n),
                                to_client_charges(charges));
  });
}

tenure_status tenure_portfolio_client_value(const tenure_portfolio* portfolio,
                                            const tenure_client_charges* charges, int32_t first_day,
                                            int32_t last_day, const tenure_execution* execution,
                                            tenure_client_value_totals* totals, size_t totals_size,
                                            tenure_table** clients, tenure_table** account,
                                            tenure_error** err) {
  return account_for(totals, totals_size, clients, account, err, [&] {
    return tenure::client_value(value_of(portfolio, "portfolio"), to_client_charges(charges),
                                {.from = optional_day(first_day), .until = optional_day(last_day)},
                                to_execution(execution));
  });
}

tenure_status tenure_time_driven_cost(const char* const* names, const double* minutes,
                                      int64_t activity_count, const double* counts, int64_t n,
                                      double cost_per_minute, tenure_table** out,
                                      tenure_error** err) {
  return make_handle(out, err, [&] {
    const auto activity_names = array(names, activity_count, "names", "activity_count");
    const auto activity_minutes = array(minutes, activity_count, "minutes", "activity_count");
    const std::size_t rows = checked_count<double>(n, "n");
    const auto all = array(counts, product(activity_count, n, "n"), "counts");
    std::vector<tenure::Activity> activities;
    for (std::size_t i = 0; i < activity_names.size(); ++i) {
      activities.push_back({.name = text(activity_names[i], "names"),
                            .counts = all.subspan(i * rows, rows),
                            .minutes = activity_minutes[i]});
    }
    return tenure::time_driven_cost(activities, cost_per_minute);
  });
}

tenure_status tenure_incremental_return_of(const double* treated, int64_t treated_count,
                                           const double* control, int64_t control_count,
                                           double cost, double level,
                                           tenure_incremental_return* out, size_t out_size,
                                           tenure_error** err) {
  return guarded(err, [&] {
    StructOut result(out, out_size, "out");
    const tenure::IncrementalReturn value = tenure::incremental_return(
        array(treated, treated_count, "treated", "treated_count"),
        array(control, control_count, "control", "control_count"), cost, level);
    result.set({.lift = value.lift,
                .lower = value.lower,
                .upper = value.upper,
                .gain = value.gain,
                .roi = value.roi,
                .roi_lower = value.roi_lower,
                .roi_upper = value.roi_upper});
  });
}

tenure_status tenure_whale_curve(const double* values, int64_t n, tenure_whale_totals* totals,
                                 size_t totals_size, tenure_table** clients, tenure_table** curve,
                                 tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> clients_out(clients);
    HandleOut<tenure_table> curve_out(curve);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    tenure::WhaleCurve whale = tenure::whale_curve(array(values, n, "values"));
    clients_out.set(std::move(whale.clients));
    curve_out.set(std::move(whale.curve));
    totals_out.set({.total = whale.total,
                    .peak = whale.peak,
                    .profitable = whale.profitable,
                    .loss_making = whale.loss_making,
                    .peak_share = whale.peak_share.value_or(0.0),
                    .area = whale.area.value_or(0.0),
                    .stobachoff = whale.stobachoff.value_or(0.0),
                    .has_shares = whale.stobachoff.has_value(),
                    .reserved = 0});
    clients_out.deliver();
    curve_out.deliver();
  });
}
