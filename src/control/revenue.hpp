/// Revenue by segment and what changed it, before it is a table.
#pragma once

#include <array>
#include <vector>

#include "control/lever_shares.hpp"
#include <tenure/control.hpp>

namespace tenure::control {

inline constexpr std::array<const char*, lever_count> kLeverNames{"clients", "mix", "frequency",
                                                                  "basket", "duration"};

struct SegmentChange {
  double planned = 0.0, actual = 0.0;
  Factors levers{};
  double gained = 0.0;  ///< all of a new segment
  double lost = 0.0;    ///< minus all of one that is gone
};

/// Checks both sides and shares out the change of every segment.
[[nodiscard]] std::vector<SegmentChange> segment_changes(const RevenuePlan& plan,
                                                         const RevenuePlan& actual,
                                                         Decomposition method);

[[nodiscard]] Factors factors_of(const RevenuePlan& plan, double all_clients, std::size_t segment);
[[nodiscard]] double all_clients(const RevenuePlan& plan);

}  // namespace tenure::control
