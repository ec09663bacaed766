#include "history/day_rule.hpp"

#include <algorithm>
#include <limits>

#include "tenure/error.hpp"

namespace tenure {
namespace {

constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t first_second = std::numeric_limits<std::int64_t>::min();

}  // namespace

DayRule DayRule::utc() { return fixed(0); }

DayRule DayRule::fixed(std::int32_t offset_minutes) {
  if (offset_minutes < -24 * 60 || offset_minutes > 24 * 60) {
    throw Error(Status::invalid_argument,
                "an offset of " + std::to_string(offset_minutes) + " minutes is over a day",
                "day_rule");
  }
  DayRule rule;
  rule.offsets.push_back({first_second, offset_minutes * 60});
  return rule;
}

DayClock::DayClock(const DayRule& rule) : rule_(&rule) {
  const bool ascending =
      std::is_sorted(rule.offsets.begin(), rule.offsets.end(),
                     [](const auto& a, const auto& b) { return a.utc_second <= b.utc_second; });
  const bool within_a_day =
      std::all_of(rule.offsets.begin(), rule.offsets.end(), [](const DayRule::Offset& offset) {
        return offset.offset_seconds >= -day_seconds && offset.offset_seconds <= day_seconds;
      });
  if (!ascending || !within_a_day) {
    throw Error(Status::invalid_argument,
                "the offsets of the day rule must ascend in time and be under a day", "day_rule");
  }
  if (rule.day_starts_at <= -24 * 60 || rule.day_starts_at >= 24 * 60) {
    throw Error(
        Status::invalid_argument,
        "a day cannot start " + std::to_string(rule.day_starts_at) + " minutes after midnight",
        "day_starts_at");
  }
}

std::int32_t DayClock::day_of_wall_clock(std::int64_t seconds) const noexcept {
  constexpr std::int64_t limit = std::numeric_limits<std::int64_t>::max() - 4 * day_seconds;
  const std::int64_t local =
      std::clamp(seconds, -limit, limit) - std::int64_t{rule_->day_starts_at} * 60;
  const std::int64_t day = (local >= 0 ? local : local - (day_seconds - 1)) / day_seconds;
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(
      day, std::numeric_limits<std::int32_t>::min() + 1, std::numeric_limits<std::int32_t>::max()));
}

std::int32_t DayClock::day_of_instant(std::int64_t seconds) noexcept {
  const auto& offsets = rule_->offsets;
  const auto holds = [&](std::size_t i) {
    return (i == 0 || offsets[i].utc_second <= seconds) &&
           (i + 1 == offsets.size() || seconds < offsets[i + 1].utc_second);
  };
  if (!holds(last_)) {
    const auto later = std::upper_bound(
        offsets.begin(), offsets.end(), seconds,
        [](std::int64_t s, const DayRule::Offset& offset) { return s < offset.utc_second; });
    last_ = later == offsets.begin() ? 0 : static_cast<std::size_t>(later - offsets.begin()) - 1;
  }
  constexpr std::int64_t limit = std::numeric_limits<std::int64_t>::max() - 4 * day_seconds;
  return day_of_wall_clock(std::clamp(seconds, -limit, limit) + offsets[last_].offset_seconds);
}

}  // namespace tenure
