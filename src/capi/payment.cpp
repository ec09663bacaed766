#include <cstddef>
#include <limits>
#include <utility>

#include "capi/conversions.hpp"
#include "capi/record_handles.hpp"
#include "capi/structs.hpp"
#include <tenure/c/payment.h>
#include <tenure/payment.hpp>

using namespace tenure::capi;

namespace {

tenure_payment_options default_payment_options() {
  const tenure::PaymentOptions defaults;
  return {sizeof(tenure_payment_options), defaults.loss_given_default,
          day_or_none(defaults.as_of),    defaults.months,
          defaults.bad_after.count,       0};
}

tenure::PaymentOptions to_payment_options(const tenure_payment_options* options) {
  const auto given = read_struct(options, default_payment_options(), "options");
  return {.as_of = optional_day(given.as_of),
          .months = given.months,
          .bad_after = {given.bad_after},
          .loss_given_default = given.loss_given_default};
}

tenure::RollRates to_roll_rates(const tenure_roll_rates* rates) {
  const auto given = read_needed_struct(rates, blank_struct<tenure_roll_rates>(), "rates");
  // A table of so many rows and columns fits an array.
  constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
  if (given.states > kMost) refuse("rates.states", " are too many");
  const auto of_states = [&](const double* values, const char* name) {
    return array(values, given.states, name, "rates.states");
  };
  const auto paid = of_states(given.paid, "rates.paid");
  return {.rolls = array(given.rolls, given.states * given.states, "rates.rolls", "rates.states"),
          .paid = paid,
          .bad = of_states(given.bad, "rates.bad"),
          .balances = of_states(given.balances, "rates.balances")};
}

}  // namespace

tenure_status tenure_lateness_of(const double* amounts, const double* days, int64_t n,
                                 tenure_lateness* out, size_t out_size, tenure_error** err) {
  return guarded(err, [&] {
    StructOut result(out, out_size, "out");
    const tenure::Lateness late =
        tenure::lateness(array(amounts, n, "amounts"), array(days, n, "days"));
    result.set({late.days_late, late.net_days_late, late.late_share});
  });
}

tenure_status tenure_days_outstanding_of(double receivable, const double* sales, const double* days,
                                         int64_t n, tenure_days_outstanding* out, size_t out_size,
                                         tenure_error** err) {
  return guarded(err, [&] {
    StructOut result(out, out_size, "out");
    const tenure::DaysOutstanding counted =
        tenure::days_outstanding(receivable, array(sales, n, "sales"), array(days, n, "days"));
    result.set({counted.simple, counted.count_back, counted.is_covered, 0});
  });
}

tenure_status tenure_roll_rates_init(tenure_roll_rates* rates, size_t size) {
  return init_struct(rates, size, blank_struct<tenure_roll_rates>());
}

tenure_status tenure_roll_rates_solve(const tenure_roll_rates* rates, tenure_table** out,
                                      tenure_error** err) {
  return make_handle(out, err, [&] { return tenure::roll_rates(to_roll_rates(rates)).states; });
}

tenure_status tenure_payment_options_init(tenure_payment_options* options, size_t size) {
  return init_struct(options, size, default_payment_options());
}

tenure_status tenure_payment(const tenure_record* record, const tenure_payment_options* options,
                             tenure_payment_totals* totals, size_t totals_size,
                             tenure_table** clients, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> clients_out(clients);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    tenure::PaymentResult result =
        tenure::payment(value_of(record, "record"), to_payment_options(options));
    clients_out.set(std::move(result.clients));
    totals_out.set({.receivable = result.receivable,
                    .dso_simple = result.outstanding.simple,
                    .dso_count_back = result.outstanding.count_back,
                    .days_late = result.late.days_late,
                    .net_days_late = result.late.net_days_late,
                    .late_share = result.late.late_share,
                    .bad_share = result.bad_share,
                    .expected_loss = result.expected_loss,
                    .is_covered = result.outstanding.is_covered,
                    .reserved = 0});
    clients_out.deliver();
  });
}
