#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/optional_column.hpp"
#include "warning/check_within.hpp"
#include "warning/rate_test.hpp"
#include <tenure/signals.hpp>

namespace tenure {
namespace {

constexpr double most_events = 1e9;

void check_events(const std::string& argument, std::span<const double> events) {
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (events[i] >= 0.0 && events[i] <= most_events && events[i] == std::floor(events[i]))
      continue;
    refuse(argument, "a whole number from 0 to 1e9", events[i], static_cast<std::int64_t>(i));
  }
}

void check_times(const std::string& argument, std::span<const double> times) {
  constexpr double least = 1e-9;
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (times[i] >= least && times[i] <= most_events) continue;
    refuse(argument, "1e-9 to 1e9", times[i], static_cast<std::int64_t>(i));
  }
}

}  // namespace

Table rate_drop(std::span<const double> events_before, std::span<const double> time_before,
                std::span<const double> events_now, std::span<const double> time_now,
                const RateDropOptions& options) {
  constexpr double small = 1e-9;
  warning::check_within("level", options.level, small, 1.0 - small);
  warning::check_within("prior_shape", options.prior_shape, small, most_events);
  warning::check_within("prior_rate", options.prior_rate, 0.0, most_events);
  const std::size_t rows = events_before.size();
  check_length("time_before", time_before.size(), rows);
  check_length("events_now", events_now.size(), rows);
  check_length("time_now", time_now.size(), rows);
  check_events("events_before", events_before);
  check_events("events_now", events_now);
  check_times("time_before", time_before);
  check_times("time_now", time_now);
  OptionalColumn ratio(rows), from(rows), to(rows);
  std::vector<double> p_value, mid_p, p_lower;
  for (std::size_t i = 0; i < rows; ++i) {
    const warning::RateTest test = warning::test_rates({events_before[i], time_before[i]},
                                                       {events_now[i], time_now[i]}, options);
    ratio.set(i, test.ratio);
    from.set(i, test.ratio_from);
    to.set(i, test.ratio_to);
    p_value.push_back(test.p_value);
    mid_p.push_back(test.mid_p);
    p_lower.push_back(test.p_lower);
  }
  Table::Builder table;
  std::move(ratio).add_to(table, "ratio");
  std::move(from).add_to(table, "ratio_from");
  std::move(to).add_to(table, "ratio_to");
  return table.float64("p_value", std::move(p_value))
      .float64("mid_p", std::move(mid_p))
      .float64("p_lower", std::move(p_lower))
      .build();
}

}  // namespace tenure
