#include "relations/time_in_phase.hpp"

#include <algorithm>
#include <cstddef>

namespace tenure::relation {

TimeInPhase::TimeInPhase(std::vector<Stay> stays) {
  std::ranges::sort(stays, {}, &Stay::days);
  double inside = 1.0;
  auto at_risk = static_cast<double>(stays.size());
  for (std::size_t begin = 0, end = 0; begin < stays.size(); begin = end) {
    double left = 0.0;
    while (end < stays.size() && stays[end].days == stays[begin].days) {
      if (stays[end++].has_left) left += 1.0;
    }
    if (left > 0.0) {
      inside *= 1.0 - left / at_risk;
      steps_.push_back({stays[begin].days, inside});
    }
    at_risk -= static_cast<double>(end - begin);
    longest_ = stays[begin].days;
  }
}

std::optional<std::int32_t> TimeInPhase::median() const {
  const auto half =
      std::ranges::find_if(steps_, [](const Step& step) { return step.inside <= 0.5; });
  return half == steps_.end() ? std::nullopt : std::optional(half->days);
}

double TimeInPhase::mean() const {
  double area = 0.0, inside = 1.0;
  std::int32_t from = 0;
  for (const Step& step : steps_) {
    area += inside * static_cast<double>(step.days - from);
    inside = step.inside;
    from = step.days;
  }
  return area + inside * static_cast<double>(longest_ - from);
}

}  // namespace tenure::relation
