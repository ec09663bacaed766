#include "history/interval_logs.hpp"

#include <algorithm>
#include <cmath>

namespace tenure {

IntervalLogs::IntervalLogs(TimeUnit unit, std::int64_t longest_days, std::size_t intervals)
    : unit_(unit) {
  constexpr std::int64_t most_days = 4096;
  if (unit != TimeUnit::day && unit != TimeUnit::week) return;  // others depend on the date
  const std::int64_t days =
      std::min({most_days, longest_days + 1, static_cast<std::int64_t>(intervals)});
  for (std::int32_t day = 0; day < days; ++day) {
    of_days_.emplace_back();
    if (day > 0) add_computed(of_days_.back(), Day{0}, Day{day});
  }
}

void IntervalLogs::add_computed(FixedPointSum& sum, Day from, Day to) const {
  sum.add(std::log(time_between(from, to, unit_)));
}

}  // namespace tenure
