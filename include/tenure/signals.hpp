/// Signals: the tests by which a client who slips away is told from one who had a quiet month.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <tenure/execution.hpp>
#include <tenure/portfolio.hpp>
#include <tenure/table.hpp>
#include <tenure/units.hpp>

namespace tenure {

struct RateDropOptions {
  double level = 0.95;  ///< of the interval of the ratio, in (0, 1)
  /// Gamma prior of both rates for `p_lower`; shape above 0, rate 0 or more. Default: Jeffreys'.
  double prior_shape = 0.5;
  double prior_rate = 0;  ///< in the unit of time of the windows
};

/// Whether events come less often now than before, of Poisson counts in two windows; one row a
/// pair: ratio (of the rate now to that before; absent without events before), ratio_from, ratio_to
/// (Clopper and Pearson's limits; ratio_to absent where there is none), p_value (exact: of as few
/// events now, given their sum), mid_p (with half the probability of just as many), p_lower
/// (posterior probability that the rate is lower now). Counts are whole numbers up to 1e9, times
/// above 0 and finite.
[[nodiscard]] Table rate_drop(std::span<const double> events_before,
                              std::span<const double> time_before,
                              std::span<const double> events_now, std::span<const double> time_now,
                              const RateDropOptions& options = {});

/// Whether values rise or fall along each series; `values` holds the series one after another, of
/// `lengths` each: n, slope (Theil and Sen: the median of all pairs, a step), s and z (Mann and
/// Kendall, with ties and a correction for continuity), p_value (two-sided), p_fall (of a fall as
/// clear as this one). Absent: the slope of one value, z and p of less than three values or of
/// equal ones. H. B. Mann (1945), Econometrica 13; P. K. Sen (1968), JASA 63.
[[nodiscard]] Table trend_test(std::span<const double> values,
                               std::span<const std::int64_t> lengths);

/// How the share of false alarms among all alarms is kept.
enum class FalseDiscovery : std::int32_t {
  benjamini_hochberg = 0,  ///< of tests that are independent or positively dependent
  benjamini_yekutieli = 1  ///< of any tests: larger by the factor 1 + 1/2 + ... + 1/n
};

/// p-values such that to alarm where they are at most q keeps the expected share of false alarms
/// among the alarms below q. Y. Benjamini & Y. Hochberg (1995), JRSS B 57; Y. Benjamini & D.
/// Yekutieli (2001), Annals of Statistics 29.
[[nodiscard]] std::vector<double> adjusted_p_values(
    std::span<const double> p_values, FalseDiscovery method = FalseDiscovery::benjamini_hochberg);

/// What a chart adds up.
enum class CusumKind : std::int32_t {
  counts = 0,  ///< S = max(0, S + reference - purchases of the period)
  /// S grows with the time without a purchase, measured on the client's own clock (one purchase is
  /// expected a unit of it), by `reference` a unit, and falls by 1 at each purchase, not below 0.
  waits = 1
};

/// A chart that adds up what is missing until it is too much (E. S. Page 1954, Biometrika 41).
struct CusumPlan {
  CusumKind kind = CusumKind::counts;
  double rate = 1;        ///< purchases a period while nothing has changed
  double slowdown = 0.5;  ///< the change looked for: the rate falls to this share, 0.05 to 0.95
  double regularity = 1;  ///< waits: k of their gamma distribution
  /// Default: that which finds this change soonest, (1 - slowdown) / ln(1 / slowdown) times the
  /// rate (waits: a unit of the clock); of counts, rounded to a fraction, see `design_cusum`.
  std::optional<double> reference = {};
  std::optional<double> threshold = {};  ///< alarm when S reaches it; default: designed
  double false_alarms = 50;              ///< tolerated, a year and 1000 clients
  double periods_per_year = 52;
  double change_probability = 0.02;  ///< a period, of the posterior in cusum_trace
};

struct CusumDesign {
  double reference = 0;
  double threshold = 0;
  double run_length = 0;    ///< periods until a false alarm, expected
  double false_alarms = 0;  ///< a year and 1000 clients, at this threshold
  /// Periods until the alarm, expected, if the rate has fallen as planned (waits: of purchases at
  /// random, regularity 1).
  double delay = 0;
  double silence = 0;  ///< periods without any purchase until the alarm, from S = 0
};

/// The threshold by exact run length: of counts the Markov chain of D. Brook & D. A. Evans (1972,
/// Biometrika 59) on the lattice that the reference lies on (a fraction with a denominator up to
/// 256), of waits the mean first passage of a Poisson process with drift in closed form, unit
/// interval by unit interval. Of counts the threshold is the lowest on the lattice that keeps the
/// tolerated rate. After an alarm a waits chart rests until the next purchase. Throws
/// Error(not_supported) for counts so rare that the chain has above 1500 states: longer periods, or
/// waits, are the way.
[[nodiscard]] CusumDesign design_cusum(const CusumPlan& plan);

/// The chart along `values`, counts of periods or waits in periods: value, chart, log_ratio (of the
/// likelihoods, as Page's chart: never below 0; of waits Gamma(k, k rate)), posterior (that the
/// change has come: A. N. Shiryaev 1963), alarm (the chart has reached the threshold; within a wait
/// or at its end).
[[nodiscard]] Table cusum_trace(std::span<const double> values, const CusumPlan& plan);

struct DefectionOptions {
  std::optional<Day> date = {};  ///< end of the window looked at; default: of the observation
  std::int32_t recent = 182;     ///< days of that window, 1 to 36500
  std::int32_t before = 182;     ///< days of the one it is compared with, 1 to 36500
};

/// Clients who leave in part. One row a client with a purchase in the window before: client,
/// purchases_before, variation_before (of his intervals, standard deviation over mean; absent of
/// fewer than two), was_loyal (more purchases and less variation than the mean client of that
/// window), purchases_now, variation_now, is_partial_defector (was loyal, and now one of both
/// fails; W. Buckinx & D. Van den Poel 2005, EJOR 164); and, if the log has categories, category
/// (the one whose share fell most clearly; absent without purchases now), share_before, share_now
/// (of purchases that hold it), p_value (Fisher's exact test, times the categories he bought).
[[nodiscard]] Table partial_defection(const Portfolio& portfolio,
                                      const DefectionOptions& options = {},
                                      const Execution& execution = {});

}  // namespace tenure
