/// Scores and segments of the clients of a summary, before they become tables.
#pragma once

#include <cstddef>
#include <vector>

#include "segments/measures.hpp"
#include "segments/rules.hpp"
#include "segments/scores.hpp"
#include <tenure/segments.hpp>
#include <tenure/summary.hpp>

namespace tenure::segment {

struct Classified {
  Measures measures;
  Scores scores;            ///< without t
  std::vector<Cell> cells;  ///< one a client
  std::vector<SegmentRule> rules;
  Names names;
  std::vector<std::size_t> segment_of;  ///< each client's position in names.list
};

/// The rules of the options, or those that stand for none.
[[nodiscard]] std::vector<SegmentRule> rules_of(const RfmOptions& options);

/// Throws as rfm().
[[nodiscard]] Classified classify(const Summary& summary, const RfmOptions& options);

}  // namespace tenure::segment
