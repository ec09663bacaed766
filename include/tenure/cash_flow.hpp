/// Cash flows: what is received and spent, when, and with what chance, valued today.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include <tenure/table.hpp>
#include <tenure/units.hpp>

namespace tenure {

struct CashFlowOptions {
  DiscountRate discount = DiscountRate::effective(0.10, TimeUnit::year);
  TimeUnit unit = TimeUnit::year;  ///< of times
};

struct CashFlowResult {
  /// time, amount, chance, expected (amount x chance), discount_factor, present_value, cumulative
  /// (present values up to then), by time; those of one time in the order given.
  Table flows;
  double present_value = 0;
  double undiscounted = 0;  ///< sum of expected
  /// The first time from which on `cumulative` is never below 0 again; absent where it ends below.
  std::optional<double> payback_time;
};

/// Amounts received (above 0) or spent (below 0) at times >= 0, with the chance that they are (that
/// the client is still there, and solvent), in [0, 1]; without chances they are certain. Parallel.
[[nodiscard]] CashFlowResult cash_flows(std::span<const double> time,
                                        std::span<const double> amount,
                                        std::span<const double> chance = {},
                                        const CashFlowOptions& options = {});

/// Margin of a client's cycle by the time since his first purchase, t: start + acceleration t^2 up
/// to the turning point; from there it nears what it is there plus `rise`, as rise (1 - e^-(t -
/// turning)). By default the same for ever.
struct MarginCurve {
  double start = 0;         ///< v in the paper
  double acceleration = 0;  ///< h
  double turning = 0;       ///< g, at least 0
  double rise = 0;          ///< N
  [[nodiscard]] double at(double time) const;
};

/// A client who brings a margin at the start of each cycle if he is still there, and costs a
/// promotion in the middle of each. One engine for the cases of P. D. Berger & N. I. Nasr (1998),
/// Customer lifetime value: marketing models and applications, J. Interactive Marketing 12:
///   1   a year's cycle, the same margin each time
///   2a  `cycle` 1 / p: p cycles a year; 2b  `cycle` q: one in q years
///   3   a margin that grows along a curve
///   4   the same, continuously
/// (5, migration, is a matter of states: see segments).
struct RetentionPlan {
  MarginCurve margin = {};
  double retention = 1;     ///< chance to stay a cycle, in [0, 1] (continuous: above 0)
  double promotion = 0;     ///< of those who were there at the cycle's start
  double cycle = 1;         ///< length, in units of time
  std::int64_t cycles = 0;  ///< after the first margin, which comes at time 0; at most 100,000
  /// The margin is a flow, a unit of time, over `cycles` cycles; a row of the result is a cycle.
  bool continuous = false;
};
[[nodiscard]] CashFlowResult cash_flows(const RetentionPlan& plan,
                                        const CashFlowOptions& options = {});

}  // namespace tenure
