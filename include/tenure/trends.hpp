/// Trends: how a client's revenue or profit moves from period to period.
#pragma once

#include <cstdint>
#include <span>

#include <tenure/table.hpp>

namespace tenure {

struct TrendOptions {
  /// How many periods back the last one is compared with: 1 the one before, 4 for quarters the same
  /// quarter of last year.
  std::int32_t lag = 1;
  double level = 0.95;  ///< of the interval of the slope, in (0, 1)
};

/// A row a client of `values`, which hold `periods` (one or more) finite numbers each, the oldest
/// first: last, before (`lag` periods earlier), ratio (last / before), growth (a period,
/// compounded, from the first to the last), log_slope (of least squares on logarithms, a period)
/// with log_slope_lower and log_slope_upper, theil_sen (median slope of all pairs, in units of the
/// values a period: one outlier does not move it). Without value: what needs more periods, a ratio
/// to what is not above 0, growth and slopes of what is not above 0 throughout.
[[nodiscard]] Table trends(std::span<const double> values, std::int64_t periods,
                           const TrendOptions& options = {});

}  // namespace tenure
