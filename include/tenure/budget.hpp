/// Retention budgets: the most it is reasonable to spend on keeping each client.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include <tenure/table.hpp>

namespace tenure {

/// Share of the leaving clients that an effort of x saves, in one of three shapes:
/// exponential, max_saved (1 - exp(-speed x)); S-shaped, if there is an inflection,
/// max_saved (1 - exp(-speed x)) / (1 + exp(-speed (x - inflection))), a logistic curve moved to
/// begin at 0; or, if there are points, straight lines between them from (0, 0), and level after
/// the last.
struct ResponseCurve {
  double max_saved = 0;                   ///< in (0, 1]
  double speed = 0;                       ///< per currency unit, above 0
  std::optional<double> inflection = {};  ///< spending of the fastest response, at least 0
  std::vector<double> spend = {};         ///< of the points: increasing
  std::vector<double> saved = {};         ///< parallel: in [0, 1], not decreasing
  /// The exponential curve that reaches half of max_saved at a cost of `half_cost`.
  [[nodiscard]] static ResponseCurve from_half_cost(double max_saved, double half_cost);
  [[nodiscard]] static ResponseCurve logistic(double max_saved, double speed, double inflection);
  [[nodiscard]] static ResponseCurve from_points(std::vector<double> spend,
                                                 std::vector<double> saved);
};

/// One client's limits, currency units. All but the ceiling are 0 where no spending saves more than
/// its own worth.
struct RetentionLimits {
  double ceiling = 0;     ///< what full response would save: spending it loses money
  double optimum = 0;     ///< where the next unit spent saves just its own worth
  double saved = 0;       ///< share of leaving clients saved at the optimum
  double net = 0;         ///< expected gain of the optimum less its cost
  double break_even = 0;  ///< the spending, beyond the optimum, at which nothing is left
};

/// `risk`: probability that the client leaves if nothing is done. `value`: what is lost then.
[[nodiscard]] RetentionLimits retention_limits(double risk, double value,
                                               const ResponseCurve& response);

/// For every client: risk, value, ceiling, optimum, saved, net, roi (net / optimum, absent where
/// the optimum is to spend nothing or no double can hold it), break_even, rank (1: largest net;
/// equal ones by position). risk and value are parallel; one response curve for all. Negative
/// values count as 0.
[[nodiscard]] Table retention_budget(std::span<const double> risk, std::span<const double> value,
                                     const ResponseCurve& response);

}  // namespace tenure
