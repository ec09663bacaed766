/// The margins of a client who stays from period to period with a given chance: their value, its
/// variance, and when they have earned a cost back.
#pragma once

#include <optional>

#include <tenure/retention_value.hpp>

namespace tenure::value {

/// A margin of 1 in the first period.
struct RetentionStream {
  RetentionTiming timing;
  double force;         ///< of interest, a period
  double growth;        ///< factor of the margin, a period
  double retention;     ///< mean of the clients' chances to stay
  double solvency;      ///< chance to stay solvent
  double polarization;  ///< of the chances to stay
  std::optional<double> horizon;
};

struct StreamValue {
  double value = 0;
  double variance = 0;       ///< infinite where it does not exist
  double payments = 0;       ///< expected number (continuous: periods), infinite with no end
  double mean_renewals = 0;  ///< before the mean unit of value: the elasticity by retention
  double mean_time = 0;      ///< until the mean unit of value, periods
};

/// No value if the sum has none, or takes too many terms.
[[nodiscard]] std::optional<StreamValue> value_of(const RetentionStream& stream);

/// The least number of payments (continuous: periods) that are worth `cost`, those of clients who
/// left counted as 0. No value if they never are.
[[nodiscard]] std::optional<double> payback(const RetentionStream& stream, double cost);

}  // namespace tenure::value
