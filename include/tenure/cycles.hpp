/// Relationship cycles: how long a client usually waits, and whether he is overdue.
#pragma once

#include <cstdint>

#include <tenure/model.hpp>
#include <tenure/summary.hpp>
#include <tenure/table.hpp>

namespace tenure {

struct CycleOptions {
  double alarm_level = 0.95;  ///< overdue when the probability of having come back exceeds it
};

struct CycleResult {
  /// client, cycle (the usual wait between purchases, in units: one over the expected rate),
  /// silence (units since the last purchase), overdue_probability (that a client of this rhythm
  /// would have come back by now), is_overdue, alarm_after (units of silence at which he becomes
  /// overdue; absent where no double is long enough), next_purchase (the median day given the
  /// silence so far and that he is still a client; absent after the year 9999, and the whole
  /// column without dates).
  Table clients;
  double regularity = 1;          ///< k of the base: 1 random, above 1 more regular; at most 1e4
  std::int64_t clients_used = 0;  ///< with two intervals or more: what k rests on
};

/// Every client's rhythm, and whether he is late by it. The regularity is that of purchases merged
/// by day (SameDay::merge): intervals of zero, which the other policies leave, distort it.
///
/// Interpurchase times are Gamma(k, k lambda); lambda varies between clients as in `purchases`
/// (its first two parameters, r and alpha), so that a client with little history borrows the
/// base's rhythm. P(wait > w | history) = I_{z}(r + k x, k), z = (alpha + k t_x) / (alpha + k t_x +
/// k w).
[[nodiscard]] CycleResult cycles(const FittedModel& purchases, const Summary& summary,
                                 const CycleOptions& options = {}, const Execution& execution = {});

}  // namespace tenure
