#include <utility>

#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include <tenure/c/cycles.h>
#include <tenure/cycles.hpp>

using namespace tenure::capi;

namespace {

tenure_cycle_options default_cycle_options() {
  const tenure::CycleOptions defaults;
  auto c = blank_struct<tenure_cycle_options>();
  c.alarm_level = defaults.alarm_level;
  c.level = defaults.level;
  c.own_regularity = defaults.own_regularity;
  return c;
}

tenure::CycleOptions to_cycle_options(const tenure_cycle_options* options) {
  const auto given = read_struct(options, default_cycle_options(), "options");
  return {.alarm_level = given.alarm_level,
          .level = given.level,
          .own_regularity = flag(given.own_regularity, "options.own_regularity")};
}

tenure_clumpiness_options default_clumpiness_options() {
  const tenure::ClumpinessOptions defaults;
  auto c = blank_struct<tenure_clumpiness_options>();
  c.level = defaults.level;
  c.draws = defaults.draws;
  c.seed = defaults.seed;
  return c;
}

tenure::ClumpinessOptions to_clumpiness_options(const tenure_clumpiness_options* options) {
  const auto given = read_struct(options, default_clumpiness_options(), "options");
  return {.level = given.level, .draws = given.draws, .seed = given.seed};
}

}  // namespace

tenure_status tenure_cycle_options_init(tenure_cycle_options* options, size_t size) {
  return init_struct(options, size, default_cycle_options());
}

tenure_status tenure_cycles(const tenure_model* purchases, const tenure_summary* summary,
                            const tenure_cycle_options* options, const tenure_execution* execution,
                            tenure_cycle_totals* totals, size_t totals_size, tenure_table** clients,
                            tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> clients_out(clients);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    tenure::CycleResult result =
        tenure::cycles(value_of(purchases, "purchases"), value_of(summary, "summary"),
                       to_cycle_options(options), to_execution(execution));
    clients_out.set(std::move(result.clients));
    totals_out.set({result.regularity, result.clients_used, result.regularity_spread});
    clients_out.deliver();
  });
}

tenure_status tenure_rhythm(const double* intervals, int64_t n, double silence, double alarm_level,
                            tenure_rhythm_values* out, size_t out_size, tenure_error** err) {
  return guarded(err, [&] {
    StructOut result(out, out_size, "out");
    const tenure::Rhythm found =
        tenure::rhythm(array(intervals, n, "intervals"), silence, alarm_level);
    result.set({found.mean, found.regularity, found.p_longer, found.alarm_after});
  });
}

tenure_status tenure_clumpiness_options_init(tenure_clumpiness_options* options, size_t size) {
  return init_struct(options, size, default_clumpiness_options());
}

tenure_status tenure_clumpiness(const tenure_portfolio* portfolio,
                                const tenure_clumpiness_options* options,
                                const tenure_execution* execution, tenure_table** out,
                                tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::clumpiness(value_of(portfolio, "portfolio"), to_clumpiness_options(options),
                              to_execution(execution));
  });
}

tenure_status tenure_seasonality(const tenure_portfolio* portfolio,
                                 const tenure_execution* execution,
                                 tenure_seasonality_totals* totals, size_t totals_size,
                                 tenure_table** clients, tenure_table** months,
                                 tenure_table** weekdays, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> clients_out(clients);
    HandleOut<tenure_table> months_out(months);
    HandleOut<tenure_table> weekdays_out(weekdays);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    tenure::SeasonalityResult result =
        tenure::seasonality(value_of(portfolio, "portfolio"), to_execution(execution));
    clients_out.set(std::move(result.clients));
    months_out.set(std::move(result.months));
    weekdays_out.set(std::move(result.weekdays));
    totals_out.set({result.peak, result.concentration, result.p_value});
    for (auto* each : {&clients_out, &months_out, &weekdays_out}) each->deliver();
  });
}
