/// Relationship cycles: how long a client usually waits, and whether he is overdue.
#pragma once

#include <cstdint>
#include <span>

#include <tenure/model.hpp>
#include <tenure/summary.hpp>
#include <tenure/table.hpp>

namespace tenure {

struct CycleOptions {
  double alarm_level = 0.95;  ///< overdue when the probability of having come back exceeds it
  double level = 0.9;         ///< of the intervals of cycles, regularities and next purchases
  /// Whether each client is measured by his own regularity, drawn towards that of the base by as
  /// much as his intervals leave open; otherwise all by that of the base.
  bool own_regularity = true;
};

struct CycleResult {
  /// client, cycle (the usual wait between purchases, in units: one over the expected rate) with
  /// cycle_from and cycle_to, regularity (his own k) with regularity_from and regularity_to,
  /// silence (units since the last purchase), overdue_probability (that a client of this rhythm
  /// would have come back by now), is_overdue, alarm_after (units of silence at which he becomes
  /// overdue; absent where no double is long enough), next_purchase (the median day given the
  /// silence so far and that he is still a client) with next_purchase_from and next_purchase_to;
  /// these three are absent after the year 9999, and the whole columns without dates.
  Table clients;
  double regularity = 1;  ///< k of the base: 1 random, above 1 more regular; at most 1e4
  /// Standard deviation of ln k between clients, whose k are log-normal; 0: all may have the same.
  double regularity_spread = 0;
  std::int64_t clients_used = 0;  ///< with two intervals or more: what k rests on
};

/// Every client's rhythm, and whether he is late by it. The regularity is that of purchases merged
/// by day (SameDay::merge): intervals of zero, which the other policies leave, distort it.
///
/// Interpurchase times are Gamma(k, k lambda); lambda varies between clients as in `purchases`
/// (its first two parameters, r and alpha), so that a client with little history borrows the
/// base's rhythm. P(wait > w | history) = I_{z}(r + k x, k), z = (alpha + k t_x) / (alpha + k t_x +
/// k w). Given k, the shares of a client's intervals in their sum are Dirichlet(k, ..., k) whatever
/// his rate: k of the base and its spread are of greatest likelihood under that.
[[nodiscard]] CycleResult cycles(const FittedModel& purchases, const Summary& summary,
                                 const CycleOptions& options = {}, const Execution& execution = {});

/// One client's intervals alone, without a base.
struct Rhythm {
  double mean = 0;         ///< of the intervals
  double regularity = 1;   ///< k of greatest likelihood; at most 1e4
  double p_longer = 1;     ///< probability that a client of this rhythm waits longer than `silence`
  double alarm_after = 0;  ///< the wait that only 1 - alarm_level of his waits exceed
};

/// The rhythm of Gamma(k, k / mean) intervals, all above 0, of which there must be one. From few
/// intervals k comes out far too high: cycles() is the way for a base.
[[nodiscard]] Rhythm rhythm(std::span<const double> intervals, double silence,
                            double alarm_level = 0.95);

struct ClumpinessOptions {
  double level = 0.95;  ///< clumpy when fewer than 1 - level of random histories are as clumpy
  int draws = 999;      ///< random histories for each number of purchases and days
  std::uint64_t seed = 1;
};

/// Whether clients buy in bursts: client, purchases (after the first one), days (since it),
/// clumpiness (0: evenly spaced, 1: all at once), critical (of as many purchases on random days),
/// p_value, is_clumpy. Absent where there is no purchase after the first. The entropy of the gaps
/// between purchases, both ends included: Y. Zhang, E. Bradlow & D. Small (2015), Predicting
/// customer value using clumpiness: from RFM to RFMC, Marketing Science 34.
[[nodiscard]] Table clumpiness(const Portfolio& portfolio, const ClumpinessOptions& options = {},
                               const Execution& execution = {});

struct SeasonalityResult {
  /// client, purchases, peak (day of the year about which his purchases lie: 1.0 is the noon of 1
  /// January), concentration (0: all over the year, 1: on one day), p_value (Rayleigh: that
  /// purchases without a season are as concentrated).
  Table clients;
  /// month (1 to 12) and weekday (1: Monday): purchases, expected (by the days observed), index
  /// (purchases over expected; absent where none are expected).
  Table months, weekdays;
  double peak = 0;           ///< of all purchases
  double concentration = 0;  ///< of all purchases
  double p_value = 1;        ///< of all purchases
};

/// When in the year and in the week clients buy. The circular mean and resultant length of the days
/// of the year (K. V. Mardia & P. E. Jupp 2000). Peak and concentration do not allow for parts of a
/// year that are observed more often: `months` does.
[[nodiscard]] SeasonalityResult seasonality(const Portfolio& portfolio,
                                            const Execution& execution = {});

}  // namespace tenure
