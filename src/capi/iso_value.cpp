#include <limits>
#include <utility>

#include "capi/conversions.hpp"
#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/structs.hpp"
#include <tenure/c/iso_value.h>
#include <tenure/iso_value.hpp>

using namespace tenure::capi;

namespace {

tenure_iso_value_options default_iso_value_options() {
  const tenure::IsoValueOptions defaults;
  return {.struct_size = sizeof(tenure_iso_value_options),
          .age = defaults.age,
          .max_frequency = defaults.max_frequency,
          .recency_steps = defaults.recency_steps,
          .mean_spend = std::numeric_limits<double>::quiet_NaN(),
          .horizon = std::numeric_limits<double>::infinity(),
          .discount_rate = 0.10,
          .discount_kind = TENURE_EFFECTIVE,
          .discount_period = TENURE_YEAR,
          .margin = defaults.margin,
          .levels = nullptr,
          .level_count = 0};
}

tenure::IsoValueOptions to_iso_value_options(const tenure_iso_value_options* options) {
  const auto given = read_struct(options, default_iso_value_options(), "options");
  const auto levels =
      array(given.levels, given.level_count, "options.levels", "options.level_count");
  return {.age = given.age,
          .max_frequency = given.max_frequency,
          .recency_steps = given.recency_steps,
          .mean_spend = optional_number(given.mean_spend),
          .horizon = optional_horizon(given.horizon),
          .discount = discount_rate(given.discount_rate, given.discount_kind, given.discount_period,
                                    "options.discount_"),
          .margin = given.margin,
          .levels = {levels.begin(), levels.end()}};
}

}  // namespace

tenure_status tenure_iso_value_options_init(tenure_iso_value_options* options, size_t size) {
  return init_struct(options, size, default_iso_value_options());
}

tenure_status tenure_iso_value(const tenure_model* purchases, const tenure_model* spend,
                               const tenure_iso_value_options* options,
                               const tenure_execution* execution, tenure_table** grid,
                               tenure_table** contours, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> grid_out(grid);
    HandleOut<tenure_table> contours_out(contours);
    const tenure::FittedModel& model = value_of(purchases, "purchases");
    const tenure::FittedModel* money = spend == nullptr ? nullptr : &value_of(spend, "spend");
    tenure::IsoValueResult result =
        tenure::iso_value(model, money, to_iso_value_options(options), to_execution(execution));
    grid_out.set(std::move(result.grid));
    contours_out.set(std::move(result.contours));
    for (auto* out : {&grid_out, &contours_out}) out->deliver();
  });
}
