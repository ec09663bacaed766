#include <string>
#include <utility>

#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include <tenure/c/relations.h>
#include <tenure/phases.hpp>

using namespace tenure::capi;

namespace {

tenure::PhaseMachine to_machine(const tenure_phase_machine* machine) {
  const auto given = read_struct(machine, blank_struct<tenure_phase_machine>(), "machine");
  const auto names = optional_array(given.phases, given.phase_count, "machine.phase_count");
  const auto from =
      array(given.moves_from, given.move_count, "machine.moves_from", "machine.move_count");
  const auto to = array(given.moves_to, given.move_count, "machine.moves_to", "machine.move_count");
  if (given.phases == nullptr) return tenure::usual_phases();
  tenure::PhaseMachine result;
  for (const char* name : names) result.phases.emplace_back(text(name, "machine.phases"));
  for (std::size_t i = 0; i < from.size(); ++i) result.moves.push_back({from[i], to[i]});
  return result;
}

tenure::PhaseEntries to_entries(const tenure_phase_entries* entries) {
  const auto given = read_needed_struct(entries, blank_struct<tenure_phase_entries>(), "entries");
  return {.client = array(given.client, given.rows, "entries.client", "entries.rows"),
          .day = array(given.day, given.rows, "entries.day", "entries.rows"),
          .phase = array(given.phase, given.rows, "entries.phase", "entries.rows")};
}

tenure_phase_options default_phase_options() {
  auto c = blank_struct<tenure_phase_options>();
  c.observed_until = TENURE_NO_DAY;
  c.level = tenure::PhaseOptions{}.level;
  return c;
}

tenure::PhaseOptions to_phase_options(const tenure_phase_options* options) {
  const auto given = read_struct(options, default_phase_options(), "options");
  return {.observed_until = tenure::Day{given.observed_until},
          .level = given.level,
          .refuse_unexpected = flag(given.refuse_unexpected, "options.refuse_unexpected")};
}

}  // namespace

tenure_status tenure_phase_machine_init(tenure_phase_machine* machine, size_t size) {
  return init_struct(machine, size, blank_struct<tenure_phase_machine>());
}

tenure_status tenure_phase_entries_init(tenure_phase_entries* entries, size_t size) {
  return init_struct(entries, size, blank_struct<tenure_phase_entries>());
}

tenure_status tenure_phase_options_init(tenure_phase_options* options, size_t size) {
  return init_struct(options, size, default_phase_options());
}

tenure_status tenure_phase_analysis(const tenure_phase_machine* machine,
                                    const tenure_phase_entries* entries,
                                    const tenure_phase_options* options, tenure_table** conversions,
                                    tenure_table** phases, tenure_table** durations,
                                    tenure_table** unexpected, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> conversions_out(conversions);
    HandleOut<tenure_table> phases_out(phases);
    HandleOut<tenure_table> durations_out(durations);
    HandleOut<tenure_table> unexpected_out(unexpected);
    tenure::PhaseResult result =
        tenure::phase_analysis(to_machine(machine), to_entries(entries), to_phase_options(options));
    conversions_out.set(std::move(result.conversions));
    phases_out.set(std::move(result.phases));
    durations_out.set(std::move(result.durations));
    unexpected_out.set(std::move(result.unexpected));
    for (auto* out : {&conversions_out, &phases_out, &durations_out, &unexpected_out}) {
      out->deliver();
    }
  });
}

tenure_status tenure_conversion(double successes, double trials, double level, double prior_a,
                                double prior_b, tenure_conversion_values* out, size_t out_size,
                                tenure_error** err) {
  return guarded(err, [&] {
    StructOut result(out, out_size, "out");
    const tenure::Conversion found = tenure::conversion(successes, trials, level, prior_a, prior_b);
    result.set({found.rate, found.wilson_from, found.wilson_to, found.expected, found.expected_from,
                found.expected_to});
  });
}
