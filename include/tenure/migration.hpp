/// Migration: how clients move between segments from date to date.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <tenure/execution.hpp>
#include <tenure/portfolio.hpp>
#include <tenure/segments.hpp>
#include <tenure/table.hpp>
#include <tenure/units.hpp>

namespace tenure {

/// How many clients moved from state to state, in each of one or more periods.
struct TransitionCounts {
  std::vector<std::string> states;  ///< names, all different
  std::size_t periods = 0;
  /// Entry (p * n + i) * n + j, n being the number of states: moves from i to j in period p.
  std::vector<double> counts;
  std::size_t excluded_clients = 0;  ///< who opted out of profiling, and whose moves are in none
};

/// Counts the moves of clients whose states are known at two dates or more: entry d * clients + c
/// of `state_at` is the position in `states` of client c's state at date d, or -1 where he has none
/// (not yet a client). A move is counted where he has a state at both ends of a period. Throws
/// Error(invalid_argument) naming what does not fit, with the entry for a state that is none.
[[nodiscard]] TransitionCounts count_transitions(std::span<const std::int32_t> state_at,
                                                 std::size_t dates,
                                                 std::vector<std::string> states);

/// The same of the segments of a portfolio at ascending dates, two or more. Each client is scored
/// as on that day, from his first purchase on. Only Scoring::fixed keeps a segment the same
/// segment at every date: other scorings are refused, as is a call without rules. The last state,
/// "Others", is there only if some client is in it.
[[nodiscard]] TransitionCounts segment_transitions(const Portfolio& portfolio,
                                                   std::span<const Day> dates,
                                                   const RfmOptions& options,
                                                   const Execution& execution = {});

struct MigrationOptions {
  /// Moves of each kind seen before the data: a symmetric Dirichlet prior of every row, 0 or more.
  /// 0: maximum likelihood, under which a move never seen is impossible.
  double prior = 0;
  /// The state that means lost, for the time until it is first reached; empty: there is none.
  std::string lost = {};
};

struct Migration {
  std::vector<std::string> states;
  /// from, to, count (of all periods), probability (posterior mean), sd (posterior standard
  /// deviation): every pair of states, row by row: the probabilities are the matrix. No value in a
  /// row without a move and without a prior.
  Table transitions;
  /// state, moves (that start there), stay (mean periods in a row spent in it), stationary (share
  /// of time in the long run), time_to_loss (mean periods until `lost` is first reached). No value
  /// for a time without a mean (it may never end), or where a row that it needs has no
  /// probabilities; no stationary law where the start decides where a client ends.
  Table chain;
  /// period, moves, g2: what each period adds to the test below.
  Table periods;
  // Are the periods of one law? Likelihood ratio test of one matrix against one a period (without
  // the prior); degrees of freedom over the rows and columns that were seen.
  double g2 = 0;
  double degrees_of_freedom = 0;
  std::optional<double> p_value;  ///< absent without degrees of freedom: one period alone
};

/// The chain of moves between states, pooled over the periods.
/// T. W. Anderson & L. A. Goodman (1957), Statistical inference about Markov chains, Annals of
/// Mathematical Statistics 28.
[[nodiscard]] Migration migration(const TransitionCounts& counts,
                                  const MigrationOptions& options = {});

}  // namespace tenure
