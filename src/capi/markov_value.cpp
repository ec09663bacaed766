#include <optional>
#include <utility>

#include "capi/conversions.hpp"
#include "capi/handles.hpp"
#include "capi/matrices.hpp"
#include "capi/structs.hpp"
#include <tenure/c/markov_value.h>
#include <tenure/markov_value.hpp>

using namespace tenure::capi;

namespace {

constexpr int64_t kForEver = -1;

tenure_markov_options default_markov_options() {
  const tenure::MarkovValueOptions defaults;
  // A DiscountRate does not tell how it was given: a test holds that this is the one there.
  return {.struct_size = sizeof(tenure_markov_options),
          .horizon = defaults.horizon.value_or(kForEver),
          .discount_rate = 0.10,
          .discount_kind = TENURE_EFFECTIVE,
          .discount_period = TENURE_YEAR,
          .period = static_cast<int32_t>(defaults.period),
          .timing = static_cast<int32_t>(defaults.timing),
          .period_length = defaults.period_length};
}

tenure::MarkovValueOptions to_markov_options(const tenure_markov_options* options) {
  const auto given = read_struct(options, default_markov_options(), "options");
  tenure::MarkovValueOptions result;
  if (given.horizon != kForEver) result.horizon = given.horizon;
  result.discount = discount_rate(given.discount_rate, given.discount_kind, given.discount_period,
                                  "options.discount_");
  result.period = time_unit(given.period, "options.period");
  result.period_length = given.period_length;
  result.timing = enumerator(given.timing, tenure::Timing::period_end, "options.timing");
  return result;
}

}  // namespace

tenure_status tenure_markov_options_init(tenure_markov_options* options, size_t size) {
  return init_struct(options, size, default_markov_options());
}

tenure_status tenure_markov_value(const double* matrix, const double* rewards, int64_t n,
                                  const tenure_markov_options* options,
                                  tenure_markov_value_totals* totals, size_t totals_size,
                                  tenure_table** values, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> values_out(values);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    tenure::MarkovValueResult result =
        tenure::markov_value(tenure::capi::matrix(matrix, n, n, "matrix", "n", "n"),
                             array(rewards, n, "rewards"), to_markov_options(options));
    tenure_markov_value_totals c{};
    c.error_bound = result.error_bound;
    result.basis.copy(c.basis, sizeof c.basis - 1);
    values_out.set(std::move(result.states));
    totals_out.set(c);
    values_out.deliver();
  });
}

tenure_status tenure_markov_policy(const double* matrix, const double* rewards,
                                   const double* stop_values, int64_t n,
                                   const tenure_markov_options* options,
                                   tenure_markov_policy_totals* totals, size_t totals_size,
                                   tenure_table** policy, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> policy_out(policy);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    tenure::MarkovPolicyResult result = tenure::markov_policy(
        tenure::capi::matrix(matrix, n, n, "matrix", "n", "n"), array(rewards, n, "rewards"),
        optional_array(stop_values, n), to_markov_options(options));
    policy_out.set(std::move(result.states));
    totals_out.set({.error_bound = result.error_bound, .iterations = result.iterations});
    policy_out.deliver();
  });
}
