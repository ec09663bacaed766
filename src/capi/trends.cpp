#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include <tenure/c/trends.h>
#include <tenure/trends.hpp>

using namespace tenure::capi;

namespace {

tenure_trend_options default_trend_options() {
  const tenure::TrendOptions defaults;
  return {sizeof(tenure_trend_options), defaults.lag, 0, defaults.level};
}

}  // namespace

tenure_status tenure_trend_options_init(tenure_trend_options* options, size_t size) {
  return init_struct(options, size, default_trend_options());
}

tenure_status tenure_trends(const double* values, int64_t n, int64_t period_count,
                            const tenure_trend_options* options, tenure_table** out,
                            tenure_error** err) {
  return make_handle(out, err, [&] {
    const auto given = read_struct(options, default_trend_options(), "options");
    return tenure::trends(array(values, product(n, period_count, "period_count"), "values"),
                          period_count, {.lag = given.lag, .level = given.level});
  });
}
