/// Logarithms of the times between days.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/fixed_point_sum.hpp"
#include <tenure/units.hpp>

namespace tenure {

class IntervalLogs {
 public:
  /// For about so many intervals, none of them longer than `longest_days`: the logarithms of those
  /// that come often are computed once.
  explicit IntervalLogs(TimeUnit unit, std::int64_t longest_days = 0, std::size_t intervals = 0);

  /// Adds ln of the time between two days, unless they are the same day.
  void add(FixedPointSum& sum, std::int32_t from, std::int32_t to) const {
    const auto days = static_cast<std::size_t>(to - from);
    if (days < of_days_.size()) {
      sum.add(of_days_[days]);
    } else if (days != 0) {
      add_computed(sum, Day{from}, Day{to});
    }
  }

 private:
  void add_computed(FixedPointSum& sum, Day from, Day to) const;

  TimeUnit unit_;
  std::vector<FixedPointSum> of_days_;  ///< by the days between; of no days: 0
};

}  // namespace tenure
