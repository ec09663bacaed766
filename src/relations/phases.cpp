#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "relations/time_in_phase.hpp"
#include <tenure/error.hpp>
#include <tenure/phases.hpp>

namespace tenure {
namespace {

[[noreturn]] void refuse_phases(const std::string& message, const char* argument,
                                std::int64_t row = -1) {
  throw Error(Status::invalid_argument, "phase_analysis: " + message, argument, row);
}

/// Which moves the machine has.
class Moves {
 public:
  explicit Moves(const PhaseMachine& machine)
      : phases_(machine.phases.size()), allowed_(phases_ * phases_) {
    for (const PhaseMachine::Move& move : machine.moves) {
      if (!is_phase(move.from) || !is_phase(move.to)) {
        refuse_phases("a move leads to or from no phase", "moves");
      }
      allowed_[place(move.from, move.to)] = true;
    }
  }
  [[nodiscard]] bool is_phase(std::int32_t phase) const {
    return phase >= 0 && static_cast<std::size_t>(phase) < phases_;
  }
  [[nodiscard]] bool has(std::int32_t from, std::int32_t to) const {
    return allowed_[place(from, to)];
  }

 private:
  [[nodiscard]] std::size_t place(std::int32_t from, std::int32_t to) const {
    return static_cast<std::size_t>(from) * phases_ + static_cast<std::size_t>(to);
  }
  std::size_t phases_;
  std::vector<bool> allowed_;
};

void check(const PhaseMachine& machine, const PhaseEntries& entries, const PhaseOptions& options) {
  if (machine.phases.empty()) refuse_phases("there is no phase", "phases");
  constexpr std::size_t most = 1000;
  if (machine.phases.size() > most) refuse_phases("more than 1000 phases", "phases");
  const std::size_t n = entries.client.size();
  if (entries.day.size() != n || entries.phase.size() != n) {
    refuse_phases("clients, days and phases of entries are not equally many", "entries");
  }
  if (!(options.level > 0.0 && options.level < 1.0)) {
    refuse_phases("level must be between 0 and 1, not " + to_text(options.level), "level");
  }
  if (options.observed_until < Day::first() || options.observed_until > Day::last()) {
    refuse_phases("observed_until is no day of the calendar", "observed_until");
  }
}

/// What the entries say, phase by phase.
struct Seen {
  std::vector<std::vector<relation::Stay>> stays;
  std::map<std::pair<std::int32_t, std::int32_t>, double> moves;
  struct Unexpected {
    std::int64_t client;
    std::int32_t day, from, to;
  };
  std::vector<Unexpected> unexpected;
};

/// Entries by client and day.
std::vector<std::size_t> in_time(const PhaseEntries& entries) {
  std::vector<std::size_t> order(entries.client.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    return std::pair(entries.client[a], entries.day[a]) <
           std::pair(entries.client[b], entries.day[b]);
  });
  return order;
}

Seen follow(const PhaseMachine& machine, const PhaseEntries& entries, const PhaseOptions& options) {
  const Moves moves(machine);
  const std::int32_t end = options.observed_until.since_epoch;
  Seen seen;
  seen.stays.resize(machine.phases.size());
  const std::vector<std::size_t> order = in_time(entries);
  constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
  std::size_t current = nowhere;  // the entry into the phase that the client is in
  const auto end_stay = [&](std::int32_t day, bool has_left) {
    const auto phase = static_cast<std::size_t>(entries.phase[current]);
    seen.stays[phase].push_back({day - entries.day[current], has_left});
  };
  for (const std::size_t i : order) {
    const auto row = static_cast<std::int64_t>(i);
    if (!moves.is_phase(entries.phase[i])) {
      refuse_phases(std::to_string(entries.phase[i]) + " is no place of a phase", "entries", row);
    }
    if (Day{entries.day[i]} < Day::first())
      refuse_phases("an entry before the calendar", "entries", row);
    if (entries.day[i] > end) refuse_phases("an entry after observed_until", "entries", row);
    if (current != nowhere && entries.client[current] == entries.client[i]) {
      const std::int32_t from = entries.phase[current], to = entries.phase[i];
      if (from == to) continue;
      end_stay(entries.day[i], true);
      seen.moves[{from, to}] += 1.0;
      if (!moves.has(from, to)) {
        if (options.refuse_unexpected) {
          refuse_phases("client " + std::to_string(entries.client[i]) + " moves from " +
                            in_quotes(machine.phases[static_cast<std::size_t>(from)]) + " to " +
                            in_quotes(machine.phases[static_cast<std::size_t>(to)]) +
                            ", which the machine does not have",
                        "entries", row);
        }
        seen.unexpected.push_back({entries.client[i], entries.day[i], from, to});
      }
    } else if (current != nowhere) {
      end_stay(end, false);
    }
    current = i;
  }
  if (current != nowhere) end_stay(end, false);
  return seen;
}

/// Every move that was seen or that the machine has.
Table conversion_table(const PhaseMachine& machine, const Seen& seen, double level) {
  const Moves usual(machine);
  auto moves = seen.moves;
  for (const PhaseMachine::Move& move : machine.moves) moves[{move.from, move.to}] += 0.0;
  TextColumn from, to;
  std::vector<std::int64_t> visits, count;
  std::vector<double> rate, wilson_from, wilson_to, expected, expected_from, expected_to;
  std::vector<std::uint8_t> has_visits, is_usual;
  for (const auto& [move, seen_moves] : moves) {
    const auto source = static_cast<std::size_t>(move.first);
    const auto all = static_cast<double>(seen.stays[source].size());
    const Conversion measured = conversion(seen_moves, all, level);
    from.push_back(machine.phases[source]);
    to.push_back(machine.phases[static_cast<std::size_t>(move.second)]);
    visits.push_back(static_cast<std::int64_t>(all));
    count.push_back(static_cast<std::int64_t>(seen_moves));
    has_visits.push_back(all > 0.0);
    rate.push_back(measured.rate);
    wilson_from.push_back(measured.wilson_from);
    wilson_to.push_back(measured.wilson_to);
    expected.push_back(measured.expected);
    expected_from.push_back(measured.expected_from);
    expected_to.push_back(measured.expected_to);
    is_usual.push_back(usual.has(move.first, move.second));
  }
  return Table::Builder()
      .text("from", std::move(from))
      .text("to", std::move(to))
      .int64("visits", std::move(visits))
      .int64("moves", std::move(count))
      .float64("conversion", std::move(rate), std::move(has_visits))
      .float64("wilson_from", std::move(wilson_from))
      .float64("wilson_to", std::move(wilson_to))
      .float64("expected", std::move(expected))
      .float64("expected_from", std::move(expected_from))
      .float64("expected_to", std::move(expected_to))
      .boolean("is_usual", std::move(is_usual))
      .build();
}

void add_times(const PhaseMachine& machine, const Seen& seen, PhaseResult& result) {
  TextColumn phase, step_phase;
  std::vector<std::int64_t> visits, left, inside, days;
  std::vector<double> median, mean, share;
  std::vector<std::uint8_t> has_median, has_mean;
  for (std::size_t p = 0; p < machine.phases.size(); ++p) {
    const auto gone = std::ranges::count_if(seen.stays[p], &relation::Stay::has_left);
    const relation::TimeInPhase times(seen.stays[p]);
    phase.push_back(machine.phases[p]);
    visits.push_back(static_cast<std::int64_t>(seen.stays[p].size()));
    left.push_back(gone);
    inside.push_back(visits.back() - gone);
    median.push_back(times.median().value_or(0));
    has_median.push_back(times.median().has_value());
    mean.push_back(times.mean());
    has_mean.push_back(!seen.stays[p].empty());
    for (const auto& step : times.steps()) {
      step_phase.push_back(machine.phases[p]);
      days.push_back(step.days);
      share.push_back(step.inside);
    }
  }
  result.phases = Table::Builder()
                      .text("phase", std::move(phase))
                      .int64("visits", std::move(visits))
                      .int64("left", std::move(left))
                      .int64("inside", std::move(inside))
                      .float64("median_days", std::move(median), std::move(has_median))
                      .float64("mean_days", std::move(mean), std::move(has_mean))
                      .build();
  result.durations = Table::Builder()
                         .text("phase", std::move(step_phase))
                         .int64("days", std::move(days))
                         .float64("inside", std::move(share))
                         .build();
}

Table unexpected_table(const PhaseMachine& machine, const Seen& seen) {
  std::vector<std::int64_t> client;
  std::vector<std::int32_t> day;
  TextColumn from, to;
  for (const Seen::Unexpected& move : seen.unexpected) {
    client.push_back(move.client);
    day.push_back(move.day);
    from.push_back(machine.phases[static_cast<std::size_t>(move.from)]);
    to.push_back(machine.phases[static_cast<std::size_t>(move.to)]);
  }
  return Table::Builder()
      .int64("client", std::move(client))
      .day("day", std::move(day))
      .text("from", std::move(from))
      .text("to", std::move(to))
      .build();
}

}  // namespace

PhaseMachine usual_phases() {
  enum : std::int32_t { prospect, lead, proposal, client, at_risk, lapsed, won_back, loss };
  return {.phases = {"prospect", "lead", "proposal", "client", "at risk", "lapsed", "won back",
                     "natural loss"},
          .moves = {{prospect, lead},
                    {prospect, client},
                    {lead, proposal},
                    {lead, client},
                    {proposal, client},
                    {client, at_risk},
                    {client, lapsed},
                    {at_risk, client},
                    {at_risk, lapsed},
                    {lapsed, won_back},
                    {won_back, at_risk},
                    {won_back, lapsed},
                    {prospect, loss},
                    {lead, loss},
                    {proposal, loss},
                    {client, loss},
                    {at_risk, loss},
                    {lapsed, loss},
                    {won_back, loss}}};
}

PhaseResult phase_analysis(const PhaseMachine& machine, const PhaseEntries& entries,
                           const PhaseOptions& options) {
  check(machine, entries, options);
  const Seen seen = follow(machine, entries, options);
  PhaseResult result;
  result.conversions = conversion_table(machine, seen, options.level);
  add_times(machine, seen, result);
  result.unexpected = unexpected_table(machine, seen);
  return result;
}

}  // namespace tenure
