/// R, F and M scores of clients.
#pragma once

#include <vector>

#include "segments/measures.hpp"
#include "segments/scoring.hpp"
#include <tenure/segments.hpp>
#include <tenure/table.hpp>

namespace tenure::segment {

/// From 1, worst, to `bins`, best: recency counts backwards. m is empty without amounts, t without
/// types.
struct Scores {
  Bins r, f, m, t = {};
};

/// All but t.
[[nodiscard]] Scores score(const Measures& measures, const RfmOptions& options);

/// The mean of the scores with these weights, client by client; empty if all weights are 0.
[[nodiscard]] std::vector<double> weighted_scores(const Scores& scores,
                                                  const ScoreWeights& weights);

/// measure, score, from, to: see RfmResult::cuts.
[[nodiscard]] Table cuts_table(const Measures& measures, const Scores& scores,
                               const RfmOptions& options);

}  // namespace tenure::segment
