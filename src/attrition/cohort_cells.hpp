/// Clients active in periods, counted by the period in which they began.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <tenure/attrition_rates.hpp>

namespace tenure::loss {

/// A client's activity in a period; sorted by client, then period, one of each.
struct Activity {
  std::int64_t client = 0;
  std::int64_t period = 0;
  double revenue = 0.0;
};

/// Sorts, and adds up what is of one client and period.
void merge(std::vector<Activity>& rows);

/// A cohort by age: entry 0 is the period in which it began.
struct Cohort {
  std::int64_t began = 0;
  std::vector<double> active, revenue;
};

/// Throws Error(invalid_argument) if it is more than 5,000 periods from one to the other.
void check_span(std::int64_t first, std::int64_t last_period);

/// The cohorts that have clients, ascending, each up to `last_period`. `rows` are merged and none
/// is later than that.
[[nodiscard]] std::vector<Cohort> cohorts_of(const std::vector<Activity>& rows,
                                             std::int64_t last_period);

}  // namespace tenure::loss
