#include "segments/scores.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

namespace tenure::segment {
namespace {

/// The shortest silence is the best: bin 1 becomes the highest score.
Bins reversed(Bins bins, int count) {
  for (auto& bin : bins) bin = count + 1 - bin;
  return bins;
}

/// (r, f) as one number.
Bins pairs(const Bins& r, const Bins& f, int bins) {
  Bins result(r.size());
  std::ranges::transform(r, f, result.begin(),
                         [bins](std::int64_t a, std::int64_t b) { return a * (bins + 1) + b; });
  return result;
}

/// A table in the making: bounds of the scores of one measure after the other.
class Bounds {
 public:
  void add(std::string_view measure, std::int64_t score, std::optional<double> from,
           std::optional<double> to) {
    measure_.push_back(measure);
    score_.push_back(score);
    from_.push_back(from.value_or(0.0));
    has_from_.push_back(from.has_value());
    to_.push_back(to.value_or(0.0));
    has_to_.push_back(to.has_value());
  }
  Table build() {
    return Table::Builder()
        .text("measure", std::move(measure_))
        .int64("score", std::move(score_))
        .float64("from", std::move(from_), std::move(has_from_))
        .float64("to", std::move(to_), std::move(has_to_))
        .build();
  }

 private:
  TextColumn measure_;
  std::vector<std::int64_t> score_;
  std::vector<double> from_, to_;
  std::vector<std::uint8_t> has_from_, has_to_;
};

/// By cuts: above the one below, up to and with the one above. Nothing is known without values.
void add_cuts(Bounds& bounds, std::string_view measure, std::span<const double> cuts, int bins,
              bool backwards) {
  for (int score = 1; score <= bins; ++score) {
    const auto bin = static_cast<std::size_t>(backwards ? bins + 1 - score : score);
    std::optional<double> from, to;
    if (bin >= 2 && bin - 2 < cuts.size()) from = cuts[bin - 2];
    if (bin - 1 < cuts.size()) to = cuts[bin - 1];
    bounds.add(measure, score, from, to);
  }
}

/// By rank: the least and the greatest value of those who have the score.
void add_ranges(Bounds& bounds, std::string_view measure, std::span<const double> values,
                const Bins& scores, int bins) {
  for (int score = 1; score <= bins; ++score) {
    std::optional<double> least, greatest;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (scores[i] != score) continue;
      least = std::min(least.value_or(values[i]), values[i]);
      greatest = std::max(greatest.value_or(values[i]), values[i]);
    }
    bounds.add(measure, score, least, greatest);
  }
}

void add_weighted(double weight, const Bins& scores, std::vector<double>& sum) {
  if (weight == 0.0) return;
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += weight * static_cast<double>(scores[i]);
}

}  // namespace

Scores score(const Measures& measures, const RfmOptions& options) {
  const int bins = options.bins;
  const RankTies ties = options.ties;
  const auto& [recency, purchases, spend, monetary, in_days] = measures;
  Scores scores;
  switch (options.scoring) {
    case Scoring::quantile:
      scores = {bins_by_quantile(recency, bins), bins_by_quantile(purchases, bins),
                bins_by_quantile(monetary, bins)};
      break;
    case Scoring::rank:
      scores = {bins_by_rank(recency, bins, ties), bins_by_rank(purchases, bins, ties),
                bins_by_rank(monetary, bins, ties)};
      break;
    case Scoring::nested:
      scores.r = bins_by_rank(recency, bins, ties);
      scores.f = bins_by_rank_within(scores.r, purchases, bins, ties);
      scores.m = bins_by_rank_within(pairs(scores.r, scores.f, bins), monetary, bins, ties);
      break;
    case Scoring::fixed:
      scores = {bins_by_cuts(recency, options.recency_cuts),
                bins_by_cuts(purchases, options.frequency_cuts),
                bins_by_cuts(monetary, options.monetary_cuts)};
      break;
  }
  scores.r = reversed(std::move(scores.r), bins);
  return scores;
}

std::vector<double> weighted_scores(const Scores& scores, const ScoreWeights& weights) {
  const double total = weights.r + weights.f + weights.m + weights.t;
  if (total == 0.0) return {};
  std::vector<double> result(scores.r.size());
  add_weighted(weights.r / total, scores.r, result);
  add_weighted(weights.f / total, scores.f, result);
  add_weighted(weights.m / total, scores.m, result);
  add_weighted(weights.t / total, scores.t, result);
  return result;
}

Table cuts_table(const Measures& measures, const Scores& scores, const RfmOptions& options) {
  const int bins = options.bins;
  const bool has_amounts = !measures.monetary.empty();
  Bounds bounds;
  switch (options.scoring) {
    case Scoring::quantile:
      add_cuts(bounds, "recency", quantile_cuts(measures.recency, bins), bins, true);
      add_cuts(bounds, "frequency", quantile_cuts(measures.purchases, bins), bins, false);
      if (has_amounts) {
        add_cuts(bounds, "monetary", quantile_cuts(measures.monetary, bins), bins, false);
      }
      break;
    case Scoring::fixed:
      add_cuts(bounds, "recency", options.recency_cuts, bins, true);
      add_cuts(bounds, "frequency", options.frequency_cuts, bins, false);
      if (has_amounts) add_cuts(bounds, "monetary", options.monetary_cuts, bins, false);
      break;
    case Scoring::rank:
    case Scoring::nested:
      add_ranges(bounds, "recency", measures.recency, scores.r, bins);
      add_ranges(bounds, "frequency", measures.purchases, scores.f, bins);
      if (has_amounts) add_ranges(bounds, "monetary", measures.monetary, scores.m, bins);
      break;
  }
  return bounds.build();
}

}  // namespace tenure::segment
