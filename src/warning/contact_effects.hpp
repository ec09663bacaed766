/// What follows contacts: whether clients buy less after a complaint.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "warning/rate_test.hpp"
#include "warning/waits_chart.hpp"
#include <tenure/alerts.hpp>

namespace tenure::warning {

struct ContactEffect {
  std::string nature;
  std::int64_t contacts = 0;
  double purchases = 0, expected = 0;  ///< within the windows after them
  RateTest test;                       ///< purchases over expected, there against elsewhere
};

struct ContactReport {
  std::vector<ContactEffect> effects;  ///< by nature
  /// Of each client of the portfolio, the day of the last contact of the watched nature that is
  /// still in its window; PurchaseArrays::no_day: none.
  std::vector<std::int32_t> open_since;
};

/// A contact opens a window of `contact_days`; contacts of the nature "resolution" close those of
/// the watched one. Within a window and outside of all, purchases are counted over those that the
/// clients' own clocks expect, both while they have been silent for at most `before` days: for who
/// is long gone nothing is to be learnt. The clients are those at `places`.
[[nodiscard]] ContactReport contact_effects(const Portfolio& portfolio,
                                            std::span<const std::size_t> places, Day date,
                                            const WaitsChart& charts, const AlertOptions& options);

}  // namespace tenure::warning
