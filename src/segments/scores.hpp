/// R, F and M scores of clients.
#pragma once

#include "segments/measures.hpp"
#include "segments/scoring.hpp"
#include <tenure/segments.hpp>
#include <tenure/table.hpp>

namespace tenure::segment {

/// From 1, worst, to `bins`, best: recency counts backwards. m is empty without amounts.
struct Scores {
  Bins r, f, m;
};

[[nodiscard]] Scores score(const Measures& measures, const RfmOptions& options);

/// measure, score, from, to: see RfmResult::cuts.
[[nodiscard]] Table cuts_table(const Measures& measures, const Scores& scores,
                               const RfmOptions& options);

}  // namespace tenure::segment
