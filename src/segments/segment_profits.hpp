/// Which action is best for each segment, and what it earns to treat a segment by itself.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "segments/segment_members.hpp"

namespace tenure::segment {

class SegmentProfits {
 public:
  /// `values`: one row of `actions` numbers a client.
  SegmentProfits(const SegmentMembers& groups, std::span<const double> values, std::size_t actions);

  [[nodiscard]] std::size_t best(std::size_t segment) const;
  /// Profit of the best action of each of two segments, above that of the best one for both.
  [[nodiscard]] double gain_apart(std::size_t segment, std::size_t other) const;

 private:
  [[nodiscard]] double at(std::size_t segment, std::size_t action) const {
    return profit_[segment * actions_ + action];
  }
  std::size_t actions_;
  std::vector<double> profit_;  ///< of each segment and action
};

}  // namespace tenure::segment
