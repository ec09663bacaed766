#include <limits>
#include <string>

#include "capi/clv_options.hpp"
#include "capi/conversions.hpp"
#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/scalar_out.hpp"
#include "capi/structs.hpp"
#include <tenure/c/value.h>
#include <tenure/value.hpp>

using namespace tenure::capi;

namespace {

tenure_clv_options default_clv_options() {
  const tenure::ClvOptions defaults;
  // A DiscountRate does not tell how it was given: a test holds that this is the one of ClvOptions.
  return {.struct_size = sizeof(tenure_clv_options),
          .horizon = defaults.horizon.value_or(std::numeric_limits<double>::infinity()),
          .discount_rate = 0.10,
          .discount_kind = TENURE_EFFECTIVE,
          .discount_period = TENURE_YEAR,
          .timing = static_cast<int32_t>(defaults.timing),
          .period = static_cast<int32_t>(defaults.period),
          .margin = defaults.margin,
          .margins = nullptr,
          .margin_count = 0};
}

}  // namespace

tenure::ClvOptions tenure::capi::to_clv_options(const tenure_clv_options* options,
                                                const std::string& name) {
  const auto given = read_struct(options, default_clv_options(), name);
  return {.horizon = optional_horizon(given.horizon),
          .discount = discount_rate(given.discount_rate, given.discount_kind, given.discount_period,
                                    name + ".discount_"),
          .timing = enumerator(given.timing, tenure::Timing::period_end, name + ".timing"),
          .period = time_unit(given.period, name + ".period"),
          .margin = given.margin,
          .margins =
              array(given.margins, given.margin_count, name + ".margins", name + ".margin_count")};
}

tenure_status tenure_clv_options_init(tenure_clv_options* options, size_t size) {
  return init_struct(options, size, default_clv_options());
}

tenure_status tenure_clv(const tenure_model* purchases, const tenure_model* spend,
                         const tenure_summary* summary, const tenure_clv_options* options,
                         const tenure_execution* execution, tenure_clv_totals* totals,
                         size_t totals_size, tenure_table** clients, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> clients_out(clients);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    tenure::ClvResult result = tenure::clv(
        value_of(purchases, "purchases"), value_of(spend, "spend"), value_of(summary, "summary"),
        to_clv_options(options, "options"), to_execution(execution));
    tenure_clv_totals c{};
    c.total = result.total;
    c.not_valued = result.not_valued;
    result.basis.copy(c.basis, sizeof c.basis - 1);
    clients_out.set(std::move(result.clients));
    totals_out.set(c);
    clients_out.deliver();
  });
}

tenure_status tenure_observed_margin(const tenure_summary* summary, double* out, int32_t* has_value,
                                     tenure_error** err) {
  return guarded(err, [&] {
    ScalarOut<double> margin(out);
    ScalarOut<int32_t> known(has_value);
    if (out == nullptr) refuse("out", " must not be NULL");
    if (has_value == nullptr) refuse("has_value", " must not be NULL");
    const std::optional<double> share = tenure::observed_margin(value_of(summary, "summary"));
    margin.set(share.value_or(0.0));
    known.set(share.has_value());
  });
}
