/// Segments: RFM and FRAT scores, and named segments.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <tenure/summary.hpp>
#include <tenure/table.hpp>

namespace tenure {

/// How values become scores 1 (worst) to `bins` (best).
enum class Scoring : std::int32_t {
  quantile = 0,  ///< cut at type-7 quantiles; equal values get equal scores
  rank = 1,      ///< equally many clients a score
  nested = 2,    ///< R, then F within R, then M within R and F (Hughes), by rank
  fixed = 3,     ///< cuts are given: stable over time
};

/// What equal values get when clients are scored by rank.
enum class RankTies : std::int32_t {
  position = 0,  ///< scores by client order (SQL's NTILE): equally many clients a score
  averaged = 1,  ///< the score of their mean rank: equal values get equal scores
};

/// A named segment: the clients whose scores lie in the box. The first match wins.
struct SegmentRule {
  std::string name = {};
  int r_from = 1, r_to = 5, f_from = 1, f_to = 5, m_from = 1, m_to = 5;
};

/// Rules for five bins, each set of which covers every combination of scores.
enum class SegmentPreset : std::int32_t {
  usual = 0,         ///< the eleven English names that are taught everywhere
  french = 1,        ///< ten French names, from "Très bon client" to "Inactif"
  french_short = 2,  ///< five: très bon, nouveau, bon, futur non-client, inactif
};

[[nodiscard]] std::vector<SegmentRule> segment_preset(SegmentPreset preset);

/// Weights of scores in a weighted score, none negative; all 0: no weighted score.
struct ScoreWeights {
  double r = 0, f = 0, m = 0, t = 0;
};

struct RfmOptions {
  Scoring scoring = Scoring::quantile;
  int bins = 5;
  // Scoring::fixed only: ascending upper bounds of all bins but the last, a value on a bound
  // belongs to the lower bin. Recency in days since the last purchase, or in units without dates.
  std::vector<double> recency_cuts = {}, frequency_cuts = {}, monetary_cuts = {};
  bool monetary_is_mean = false;  ///< mean spend of a purchase instead of total spend
  /// Absent: SegmentPreset::usual with five bins, no names with another number. Empty: no names.
  std::optional<std::vector<SegmentRule>> rules = {};
  RankTies ties = RankTies::position;  ///< Scoring::rank and nested only
  ScoreWeights weights = {};

  // FRAT: the type of what each client buys (a category, a channel), one a client. A type has no
  // order, so that its score is how well clients of that type respond, not a code.
  TextView types = {};
  /// What each client gave when asked: 1 or 0, or an amount. Empty: whether he bought in the
  /// holdout of the summary, which must then have one.
  std::span<const double> responses = {};
  /// A type's rate is (sum of responses + type_prior * overall rate) / (clients + type_prior):
  /// types with few clients are held near the mean.
  double type_prior = 10.0;
};

struct RfmResult {
  /// client, recency_days (recency, in units, without dates), purchases, monetary, r, f, m, then
  /// with types type, type_index and t, with weights score (the weighted mean of the scores), with
  /// rules segment. Without amounts there is no monetary and no m, and rules ask for r and f alone.
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
  /// rule, cells (combinations of scores in the box), cells_taken (those that no earlier rule
  /// takes), clients: a rule that takes no cell can never name anybody.
  Table coverage;
  /// r, f, m, clients: combinations of scores that no rule takes. Empty without rules.
  Table uncovered;
  /// type, clients, responses, rate, shrunk_rate, index (shrunk rate / overall rate, 1 where nobody
  /// responds). Empty without types.
  Table types;
};

/// Scores by recency (days since last purchase), frequency (purchases) and monetary value (spend;
/// of a summary from arrays the mean spend of repeats times purchases). Every row is a client, so
/// that weights of a summary are refused. Scores do not change when the currency unit does, nor by
/// any other increasing change of scale. t is by the mean rank of the index, whatever the scoring.
/// A. M. Hughes, Strategic Database Marketing; for FRAT Kestnbaum's FRAC.
[[nodiscard]] RfmResult rfm(const Summary& summary, const RfmOptions& options = {});

}  // namespace tenure
