#include "attrition/cohort_cells.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>

#include "base/check_arguments.hpp"

namespace tenure::loss {

void merge(std::vector<Activity>& rows) {
  // With the revenue as the last key: sums do not depend on the order of the rows.
  std::ranges::sort(rows, {},
                    [](const Activity& a) { return std::tuple(a.client, a.period, a.revenue); });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool is_same = kept > 0 && rows[kept - 1].client == rows[i].client &&
                         rows[kept - 1].period == rows[i].period;
    if (is_same) {
      rows[kept - 1].revenue += rows[i].revenue;
    } else {
      rows[kept++] = rows[i];
    }
  }
  rows.resize(kept);
}

void check_span(std::int64_t first, std::int64_t last_period) {
  constexpr std::uint64_t most_periods = 5'000;
  // Unsigned: the distance of any two numbers.
  const auto distance = static_cast<std::uint64_t>(last_period) - static_cast<std::uint64_t>(first);
  require(distance < most_periods, "period", "within 5,000 periods of the last one",
          static_cast<double>(first));
}

std::vector<Cohort> cohorts_of(const std::vector<Activity>& rows, std::int64_t last_period) {
  if (rows.empty()) return {};
  std::int64_t first = last_period;
  for (const Activity& row : rows) first = std::min(first, row.period);
  check_span(first, last_period);

  std::vector<Cohort> cohorts(static_cast<std::size_t>(last_period - first) + 1);
  for (std::size_t c = 0; c < cohorts.size(); ++c) {
    cohorts[c].began = first + static_cast<std::int64_t>(c);
  }
  std::int64_t began = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i == 0 || rows[i].client != rows[i - 1].client) began = rows[i].period;
    Cohort& cohort = cohorts[static_cast<std::size_t>(began - first)];
    if (cohort.active.empty()) {
      const auto ages = static_cast<std::size_t>(last_period - began) + 1;
      cohort.active.resize(ages);
      cohort.revenue.resize(ages);
    }
    const auto age = static_cast<std::size_t>(rows[i].period - began);
    cohort.active[age] += 1.0;
    cohort.revenue[age] += rows[i].revenue;
    require(std::isfinite(cohort.revenue[age]), "revenue", "of a sum that is finite",
            rows[i].revenue);
  }
  std::erase_if(cohorts, [](const Cohort& cohort) { return cohort.active.empty(); });
  return cohorts;
}

}  // namespace tenure::loss
