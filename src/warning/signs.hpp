/// What the tests find in one client's history.
#pragma once

#include <cstdint>
#include <optional>

#include "warning/mann_kendall.hpp"
#include "warning/rate_test.hpp"
#include "warning/waits_chart.hpp"
#include "warning/windows.hpp"
#include <tenure/alerts.hpp>

namespace tenure::warning {

struct BasketTrend {
  double baskets, mean, slope, p_fall;
};

struct RateDrop {
  Events before, now;
  RateTest test;
};

struct Signs {
  std::size_t place = 0;  ///< in the portfolio
  Chart chart;
  double value_at_stake = 0;
  std::optional<RateDrop> rate;
  std::optional<BasketTrend> trend;
  std::optional<CategoryDrop> category;
};

/// Baskets that a trend is sought in, at least.
inline constexpr std::int32_t least_baskets = 8;

/// The chart of a client with purchases on `days`, the day of alarm set.
[[nodiscard]] Chart chart_of(const WaitsChart& charts, std::span<const std::int32_t> days);

/// A year's purchases at the usual rate, times the mean amount of a day with purchases: `amounts`,
/// the sum of all, in minor units. Without a currency the purchases alone.
[[nodiscard]] double usual_year(const WaitsChart& charts, const Chart& chart, std::int64_t amounts,
                                std::optional<int> decimals);

/// Sum of the amounts of a client's rows up to a day, returns included.
[[nodiscard]] std::int64_t amounts_until(const Portfolio::Data& data, std::size_t client,
                                         std::int32_t until);

/// None if he has not bought since `windows.from`.
[[nodiscard]] std::optional<Signs> signs_of(const Portfolio& portfolio, std::size_t client,
                                            const Windows& windows, const WaitsChart& charts,
                                            const AlertOptions& options);

}  // namespace tenure::warning
