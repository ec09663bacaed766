/// Control: what happened beside what was planned, which lever slipped, and whether it paid.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <tenure/table.hpp>

namespace tenure {

/// Revenue of a period by segment: clients x frequency (purchases a client) x basket (revenue a
/// purchase) x duration (share of the period, or periods, that a client is one).
struct RevenuePlan {
  std::span<const double> clients;        ///< at least 0; 0: the segment is not there
  std::span<const double> frequency;      ///< at least 0
  std::span<const double> basket;         ///< at least 0
  std::span<const double> duration = {};  ///< at least 0; empty: 1
};

/// How a product's change is shared between its factors.
enum class Decomposition : std::int32_t {
  /// Logarithmic mean Divisia index I: the same for a sum as summed. Every factor must be above 0.
  lmdi = 0,
  shapley = 1,  ///< the average over all orders of changing them: factors may be 0
};

/// Change of revenue by lever; the columns of a row add up to its change.
/// segments: segment, planned, actual, change, clients (of the whole base), mix (the segment's
/// share of it), frequency, basket, duration, new, lost. A segment that was not planned is wholly
/// new, one that is gone wholly lost. levers: lever, change, share (of planned revenue), over all
/// segments; "total" last. B. W. Ang (2005), "The LMDI approach to decomposition analysis", Energy
/// Policy 33; J. W. Sun (1998), "Changes in energy consumption and energy intensity", Energy
/// Economics 20.
struct RevenueBridge {
  Table segments;
  Table levers;
};
[[nodiscard]] RevenueBridge revenue_bridge(const RevenuePlan& plan, const RevenuePlan& actual,
                                           Decomposition method = Decomposition::lmdi);

/// A bridge, and what it calls for.
struct ControlReport {
  RevenueBridge bridge;
  /// The slips, worst first: rank, segment, lever, planned, actual (of the lever), change
  /// (revenue), share (of planned revenue), measure (the correction that its sign calls for). Gains
  /// of more than `tolerance` follow, the greatest first, as measures to keep.
  Table findings;
  std::string summary;  ///< one paragraph: the change, the lever that slipped most, and where
};

/// `tolerance`: share of planned revenue below which a change is no finding, at least 0.
[[nodiscard]] ControlReport control_report(const RevenuePlan& plan, const RevenuePlan& actual,
                                           double tolerance = 0.01,
                                           Decomposition method = Decomposition::lmdi);

/// Limits of counts that are Poisson about what was expected. expected, observed, lower, upper (the
/// outer counts still within limits), signal ("below", "within", "above"), p_value (two-sided).
/// `tail`: probability beyond each limit, in (0, 0.5): 0.00135 as three standard deviations.
[[nodiscard]] Table control_limits(std::span<const double> expected,
                                   std::span<const std::int64_t> observed, double tail = 0.00135);

/// A randomised holdout: clients treated and not, and those of whom the event was seen.
struct HoldoutInput {
  std::int64_t treated = 0, treated_events = 0;
  std::int64_t control = 0, control_events = 0;
  bool events_are_losses = true;  ///< the treatment is to lower their rate, else to raise it
  double value = 0;               ///< of one event less, or more; currency units
  double cost = 0;                ///< of treating all who were
  double level = 0.95;
};

struct HoldoutEffect {
  double treated_rate = 0, control_rate = 0;
  double effect = 0;  ///< improvement of the rate; below 0: it did harm
  double standard_error = 0;
  double wald_lower = 0, wald_upper = 0;
  double lower = 0, upper = 0;  ///< R. G. Newcombe (1998), method 10: from Wilson's intervals
  double p_value = 1;           ///< two-sided, of no effect, by the pooled variance
  double events = 0;            ///< lost, or gained, less than without treatment: of the treated
  double gain = 0, profit = 0;  ///< events times value; less the cost
  /// profit over the cost; absent without one, or where it is nothing beside the gain
  std::optional<double> roi = {}, roi_lower = {}, roi_upper = {};
};

[[nodiscard]] HoldoutEffect holdout_effect(const HoldoutInput& input);

/// How well predicted probabilities agree with what happened.
struct Calibration {
  double brier = 0;
  std::optional<double> log_loss = {};  ///< absent if what was said to be impossible happened
  double mean_predicted = 0, mean_observed = 0;
  /// bin, clients, predicted (mean), observed (share), lower, upper (Wilson): equally many clients
  /// a bin, by rising probability; equal probabilities together.
  Table bins;
};

[[nodiscard]] Calibration calibration(std::span<const double> probability,
                                      std::span<const std::uint8_t> happened, int bins = 10,
                                      double level = 0.95);

}  // namespace tenure
