/// Whether segments are worth being segments, one by one.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "segments/measures.hpp"
#include "segments/rank_separation.hpp"
#include "segments/segment_members.hpp"
#include <tenure/segment_report.hpp>

namespace tenure::segment {

/// What is known of one segment, and which of the five conditions it meets.
struct Verdict {
  double clients = 0.0, revenue = 0.0;
  std::optional<double> error, separation, reach, gain_apart;
  std::optional<std::size_t> nearest, best_action;
  std::optional<bool> is_measurable, is_differentiable, is_accessible, is_actionable;
  bool is_substantial = false;

  /// The conditions that it fails, for a person; empty if none.
  [[nodiscard]] std::string why() const;
};

/// Of every segment, in the order of `groups`.
[[nodiscard]] std::vector<Verdict> verdicts(const Measures& measures, const SegmentMembers& groups,
                                            const RankSeparation& separation,
                                            const SegmentReportOptions& options);

}  // namespace tenure::segment
