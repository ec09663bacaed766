#include <limits>
#include <utility>

#include "capi/conversions.hpp"
#include "capi/handles.hpp"
#include "capi/lives.hpp"
#include "capi/record_handles.hpp"
#include <tenure/survival.hpp>

using namespace tenure::capi;

namespace {

tenure_survival_options default_survival_options() {
  const tenure::SurvivalOptions defaults;
  return {.struct_size = sizeof(tenure_survival_options),
          .level = defaults.level,
          .horizon = std::numeric_limits<double>::quiet_NaN(),
          .cause = defaults.cause,
          .reserved = 0};
}

tenure_log_rank_options default_log_rank_options() {
  const tenure::LogRankOptions defaults;
  return {.struct_size = sizeof(tenure_log_rank_options),
          .rho = defaults.rho,
          .cause = defaults.cause,
          .reserved = 0};
}

}  // namespace

tenure_status tenure_lives_init(tenure_lives* lives, size_t size) {
  return init_struct(lives, size, blank_struct<tenure_lives>());
}

tenure_status tenure_contract_lives(const tenure_record* record, int32_t unit, int32_t grace,
                                    tenure_table** lives, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> out(lives, "lives");
    out.set(tenure::contract_lives(value_of(record, "record"), time_unit(unit, "unit"), {grace}));
    out.deliver();
  });
}

tenure_status tenure_survival_options_init(tenure_survival_options* options, size_t size) {
  return init_struct(options, size, default_survival_options());
}

tenure_status tenure_kaplan_meier(const tenure_lives* lives, const tenure_survival_options* options,
                                  tenure_table** curve, tenure_table** groups, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> curve_out(curve), groups_out(groups);
    const GivenLives given(lives);
    const auto asked = read_struct(options, default_survival_options(), "options");
    tenure::SurvivalCurves curves = tenure::kaplan_meier(
        given.lives,
        {.level = asked.level, .horizon = optional_number(asked.horizon), .cause = asked.cause});
    curve_out.set(std::move(curves.curve));
    groups_out.set(std::move(curves.groups));
    curve_out.deliver();
    groups_out.deliver();
  });
}

tenure_status tenure_competing_risks(const tenure_lives* lives, double level,
                                     tenure_table** incidences, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> out(incidences, "incidences");
    out.set(tenure::competing_risks(GivenLives(lives).lives, level));
    out.deliver();
  });
}

tenure_status tenure_log_rank_options_init(tenure_log_rank_options* options, size_t size) {
  return init_struct(options, size, default_log_rank_options());
}

tenure_status tenure_log_rank(const tenure_lives* lives, const tenure_log_rank_options* options,
                              tenure_log_rank_test* totals, size_t totals_size,
                              tenure_table** groups, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> groups_out(groups);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    const GivenLives given(lives);
    const auto asked = read_struct(options, default_log_rank_options(), "options");
    tenure::LogRank test = tenure::log_rank(given.lives, {.rho = asked.rho, .cause = asked.cause});
    groups_out.set(std::move(test.groups));
    totals_out.set({.statistic = test.statistic,
                    .p_value = test.p_value.value_or(0.0),
                    .degrees_of_freedom = test.degrees_of_freedom,
                    .reserved = 0});
    groups_out.deliver();
  });
}
