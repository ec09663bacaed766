/// The value of clients who move between states, and in which states to go on serving them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include <tenure/table.hpp>
#include <tenure/units.hpp>
#include <tenure/value.hpp>

namespace tenure {

struct MarkovValueOptions {
  /// Periods after the one that has begun; absent: for ever. The first period always counts.
  std::optional<std::int64_t> horizon = {};
  /// At least 0; above 0 without a horizon, as the undiscounted sum may have no bound.
  DiscountRate discount = DiscountRate::effective(0.10, TimeUnit::year);
  // What one move takes: `period_length` times a `period`, above 0.
  TimeUnit period = TimeUnit::year;
  double period_length = 1.0;
  /// When in its period a reward is counted; not at_purchase.
  Timing timing = Timing::period_start;
};

struct MarkovValueResult {
  Table states;  ///< state (position), reward, value: parallel to the rewards
  /// No value is further from that of the chain than this: for ever, the residual of the equations
  /// divided by (1 - the discount factor of a period), else 0.
  double error_bound = 0;
  std::string basis;  ///< timing, horizon and discount in one sentence
};

/// Value of a client by the state he is in: the expected discounted sum of rewards (margin less
/// marketing cost of a period spent there). `matrix`: row-major, rows sum to 1 within 1e-9; a
/// client who is lost is in a state of its own. Throws Error(invalid_data) naming "matrix" and row.
/// P. E. Pfeifer & R. L. Carraway (2000), Modeling customer relationships as Markov chains, J.
/// Interactive Marketing 14(2): V = (I - P / (1 + d))^-1 R, or the sum of (P / (1 + d))^t R.
[[nodiscard]] MarkovValueResult markov_value(std::span<const double> matrix,
                                             std::span<const double> rewards,
                                             const MarkovValueOptions& options = {});

struct MarkovPolicyResult {
  /// state, reward, value (with the best policy), value_always (going on in every state),
  /// continue_value (of going on here, with the best policy after), stop_value, is_continued.
  Table states;
  std::int64_t iterations = 0;  ///< of policy iteration
  /// A certificate: no policy whatever is worth more, in any state, than value + error_bound.
  double error_bound = 0;
};

/// In which states to go on, for ever (no horizon): at each visit to a state the relation can be
/// ended for its stop value, empty: 0. By policy iteration, which ends at the best policy; where
/// both are worth the same, clients are kept.
/// R. A. Howard (1960), Dynamic Programming and Markov Processes.
[[nodiscard]] MarkovPolicyResult markov_policy(std::span<const double> matrix,
                                               std::span<const double> rewards,
                                               std::span<const double> stop_values = {},
                                               const MarkovValueOptions& options = {});

}  // namespace tenure
