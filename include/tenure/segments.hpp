/// Segments: RFM scores and named segments.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tenure/summary.hpp>
#include <tenure/table.hpp>

namespace tenure {

/// How values become scores 1 (worst) to `bins` (best).
enum class Scoring : std::int32_t {
  quantile = 0,  ///< cut at type-7 quantiles; equal values get equal scores
  rank = 1,      ///< equally many clients a score; ties by client order
  nested = 2,    ///< R, then F within R, then M within R and F (Hughes), by rank
  fixed = 3,     ///< cuts are given: stable over time
};

/// A named segment: the clients whose scores lie in the box. The first match wins.
struct SegmentRule {
  std::string name = {};
  int r_from = 1, r_to = 5, f_from = 1, f_to = 5, m_from = 1, m_to = 5;
};

/// The eleven usual names for five bins; together they cover every combination of scores.
[[nodiscard]] std::vector<SegmentRule> usual_segments();

struct RfmOptions {
  Scoring scoring = Scoring::quantile;
  int bins = 5;
  // Scoring::fixed only: ascending upper bounds of all bins but the last, a value on a bound
  // belongs to the lower bin. Recency in days since the last purchase, or in units without dates.
  std::vector<double> recency_cuts = {}, frequency_cuts = {}, monetary_cuts = {};
  bool monetary_is_mean = false;  ///< mean spend of a purchase instead of total spend
  /// Absent: usual_segments() with five bins, no names with another number. Empty: no names.
  std::optional<std::vector<SegmentRule>> rules = {};
};

struct RfmResult {
  /// client, recency_days (recency, in units, without dates), purchases, monetary, r, f, m,
  /// segment. Without amounts there is no monetary and no m, and rules ask for r and f alone.
  Table clients;
  /// segment, clients, share, purchases, spend, spend_share, median_recency, mean_spend (of a
  /// purchase): one row a name in the order of the rules (rules of one name make one segment),
  /// then "Others", the clients whom no rule takes.
  Table segments;
  /// measure ("recency", "frequency", "monetary"), score, from, to. By cuts: above `from`, up to
  /// and with `to`, absent where there is no bound. By rank: the least and the greatest value.
  Table cuts;
  /// rule, other_rule, clients: pairs of rules whose boxes overlap, and the clients in both, whom
  /// the first one takes.
  Table overlaps;
};

/// Scores by recency (days since last purchase), frequency (purchases) and monetary value (spend;
/// of a summary from arrays the mean spend of repeats times purchases). Every row is a client, so
/// that weights are refused. Scores do not change when the currency unit does.
[[nodiscard]] RfmResult rfm(const Summary& summary, const RfmOptions& options = {});

}  // namespace tenure
