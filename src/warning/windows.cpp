#include "warning/windows.hpp"

#include "history/purchases.hpp"
#include "warning/check_within.hpp"

namespace tenure::warning {

Windows windows_until(Day date, std::int32_t recent, std::int32_t before) {
  constexpr double most = 36500.0;
  if (date < Day::first() || date > Day::last()) {
    throw Error(Status::invalid_argument, "date lies outside the calendar", "date");
  }
  check_within("recent", recent, 1.0, most);
  check_within("before", before, 1.0, most);
  const std::int32_t middle = date.since_epoch - recent;
  return {.from = middle - before, .middle = middle, .until = date.since_epoch};
}

std::vector<std::int32_t> purchase_days(const Portfolio::Data& data, std::size_t client,
                                        std::int32_t until) {
  std::vector<std::int32_t> days;
  for (std::size_t line = data.offsets[client]; line < data.offsets[client + 1]; ++line) {
    const std::int32_t day = data.lines.day[line];
    if (day > until) break;
    if (is_return(data.lines, line) || (!days.empty() && days.back() == day)) continue;
    days.push_back(day);
  }
  return days;
}

}  // namespace tenure::warning
