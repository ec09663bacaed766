/// Phases of a relation, before the sale to after it, as a state machine.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tenure/table.hpp>
#include <tenure/units.hpp>

namespace tenure {

/// Phases and the moves between them that can be.
struct PhaseMachine {
  std::vector<std::string> phases = {};
  struct Move {
    std::int32_t from = 0, to = 0;  ///< places in `phases`
  };
  std::vector<Move> moves = {};
};

/// prospect, lead, proposal (before the sale), client (sale and relation), at risk, lapsed, won
/// back (after the sale), natural loss; nobody comes back from natural loss.
[[nodiscard]] PhaseMachine usual_phases();

/// Entries of clients into phases, in any order; those of one client and day in theirs.
struct PhaseEntries {
  std::span<const std::int64_t> client = {};  ///< any number that names him
  std::span<const std::int32_t> day = {};     ///< days since 1970-01-01
  std::span<const std::int32_t> phase = {};   ///< place in the machine's phases
};

struct PhaseOptions {
  Day observed_until = {};  ///< who is in a phase then has not left it
  double level = 0.95;      ///< of intervals
  /// Moves that the machine does not have: counted, and reported in `unexpected`, or an error.
  bool refuse_unexpected = false;
};

struct PhaseResult {
  /// from, to, visits (of `from`), moves, conversion (moves over visits) with wilson_from and
  /// wilson_to (E. B. Wilson 1927), expected (mean of the beta posterior under Jeffreys' prior)
  /// with expected_from and expected_to; is_usual: the machine has the move.
  Table conversions;
  /// phase, visits, left, inside (on the last day observed), median_days in the phase and
  /// mean_days up to the longest time seen, by Kaplan and Meier: who is still inside counts as
  /// such. The median is absent if fewer than half have left by then.
  Table phases;
  /// phase, days, inside: share still in the phase after so many days, at each day someone left.
  Table durations;
  Table unexpected;  ///< client, day, from, to: moves that the machine does not have
};

/// Conversions and times in the phases. An entry into the phase a client is in already is none.
[[nodiscard]] PhaseResult phase_analysis(const PhaseMachine& machine, const PhaseEntries& entries,
                                         const PhaseOptions& options);

/// How many of a number of trials succeed.
struct Conversion {
  double rate = 0;
  double wilson_from = 0, wilson_to = 1;
  double expected = 0;  ///< of the beta posterior
  double expected_from = 0, expected_to = 1;
};

/// `successes` of `trials`, 0 <= successes <= trials, with a Beta(a, b) prior (1/2, 1/2: Jeffreys).
[[nodiscard]] Conversion conversion(double successes, double trials, double level = 0.95,
                                    double a = 0.5, double b = 0.5);

}  // namespace tenure
