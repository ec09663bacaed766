/// How long clients stay: survival, hazards and causes of leaving without any assumption on their
/// law, and whether groups differ.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <tenure/record.hpp>
#include <tenure/table.hpp>
#include <tenure/units.hpp>

namespace tenure {

/// Lives as far as they were observed, one row each. Times are in one unit, from the start of each
/// life.
struct Lives {
  std::span<const double> duration = {};     ///< when it ended or was last seen, at least 0
  std::span<const std::int32_t> cause = {};  ///< why it ended, 1, 2, ...; 0: it was still going on
  /// When observation began: before it the life is at no risk of being seen to end (left
  /// truncation). At least 0 and below `duration`; empty: at 0.
  std::span<const double> entry = {};
  std::span<const double> weight = {};           ///< lives a row stands for, above 0; empty: 1
  std::span<const std::string_view> group = {};  ///< whom it is compared with; empty: all are one
};

/// The relations under contract of a record, one row each, as lives: contracts of a client of which
/// each begins at most `grace` days after the one before has ended are one relation. client, start,
/// end (absent while it runs at the end of observation), duration (units), ended. Without those who
/// opted out of profiling.
[[nodiscard]] Table contract_lives(const Record& record, TimeUnit unit = TimeUnit::month,
                                   Days grace = {0});

struct SurvivalOptions {
  double level = 0.95;  ///< of intervals, in (0, 1)
  /// Up to when the mean is restricted, above 0; absent: the last time of each group.
  std::optional<double> horizon = {};
  std::int32_t cause = 0;  ///< the only one there may be; 0: any
};

struct SurvivalCurves {
  /// group (if given), time (each at which a life ended or was last seen), at_risk, events,
  /// censored, survival (Kaplan & Meier 1958), standard_error (Greenwood 1926), lower, upper (on
  /// the scale of log(-log); absent where survival is 0), cumulative_hazard (Nelson 1969, Aalen
  /// 1978) with hazard_error.
  Table curve;
  /// group (if given), lives, events, median (the first time with survival at most 1/2) with
  /// median_lower and median_upper (Brookmeyer & Crowley 1982), horizon, restricted_mean with
  /// restricted_mean_error. Absent where the curve does not reach that far.
  Table groups;
};

/// Survival and cumulative hazard of each group. One cause among several is refused
/// (Error(not_supported)): 1 - survival would overstate it, as it lets those who are gone for
/// another cause still leave for this one. That is what competing_risks is for.
[[nodiscard]] SurvivalCurves kaplan_meier(const Lives& lives, const SurvivalOptions& options = {});

/// group (if given), cause, time, at_risk, events (of that cause), incidence (share gone for that
/// cause: Aalen & Johansen 1978), standard_error (of Greenwood's type: Marubini & Valsecchi 1995),
/// lower, upper (on the scale of log(-log)), survival (of all causes together): each cause that
/// some life has, at the times of its group. The incidences and the survival add up to 1.
[[nodiscard]] Table competing_risks(const Lives& lives, double level = 0.95);

struct LogRankOptions {
  double rho = 0;  ///< times count by survival^rho (Harrington & Fleming 1982): 0, all alike
  std::int32_t cause = 0;  ///< whose hazards are compared, the others censor; 0: any
};

struct LogRank {
  Table groups;  ///< group, lives, observed, expected
  double statistic = 0;
  std::int32_t degrees_of_freedom = 0;
  std::optional<double> p_value = {};  ///< by chi-square; absent without a degree of freedom
};

/// Do the groups leave at the same rate? Two or more of them.
[[nodiscard]] LogRank log_rank(const Lives& lives, const LogRankOptions& options = {});

}  // namespace tenure
