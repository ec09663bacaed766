#include "cycles/gap_entropy.hpp"

#include <algorithm>
#include <cmath>

namespace tenure::cycle {

double gap_entropy(std::span<const std::int32_t> purchases, std::int32_t days) {
  const double length = static_cast<double>(days) + 1.0;
  double sum = 0.0;
  const auto add = [&](std::int32_t from, std::int32_t to) {
    const double share = static_cast<double>(to - from) / length;
    sum += share * std::log(share);
  };
  std::int32_t before = 0;
  for (const std::int32_t day : purchases) {
    add(before, day);
    before = day;
  }
  add(before, days + 1);
  return std::max(0.0, 1.0 + sum / std::log(static_cast<double>(purchases.size()) + 1.0));
}

std::vector<double> random_gap_entropies(std::int32_t purchases, std::int32_t days, int draws,
                                         math::RandomStream& random) {
  std::vector<double> values;
  std::vector<std::uint8_t> is_taken(static_cast<std::size_t>(days));
  std::vector<std::int32_t> chosen;
  for (int draw = 0; draw < draws; ++draw) {
    // R. W. Floyd's draw without replacement: every set of days is equally likely.
    chosen.clear();
    for (std::int32_t last = days - purchases; last < days; ++last) {
      auto day = static_cast<std::int32_t>(random.uniform() * (static_cast<double>(last) + 1.0));
      if (is_taken[static_cast<std::size_t>(day)] != 0) day = last;
      is_taken[static_cast<std::size_t>(day)] = 1;
      chosen.push_back(day + 1);
    }
    for (const std::int32_t day : chosen) is_taken[static_cast<std::size_t>(day - 1)] = 0;
    std::ranges::sort(chosen);
    values.push_back(gap_entropy(chosen, days));
  }
  std::ranges::sort(values);
  return values;
}

}  // namespace tenure::cycle
