/// How long a chart of waits runs until it alarms.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace tenure::warning {

/// The chart grows by `growth` a unit of time and falls by 1, not below 0, at the events of a
/// Poisson process of the given rate. Its way up has no jumps, so that the mean time L(x) until it
/// first reaches x, from 0, obeys growth L'(x) = 1 + rate (L(x) - L(max(0, x - 1))): after an event
/// it must climb again. On each unit interval L is a power series whose coefficients follow from
/// those of the interval before: exact to rounding, without a grid.
class RunLength {
 public:
  /// For levels up to that of a mean time `longest`, and up to `highest`.
  RunLength(double growth, double rate, double longest, double highest = 0.0);

  /// Mean time until the chart reaches `level`, infinite above the range of double.
  [[nodiscard]] double mean(double level) const;
  /// The level that is reached after `mean` on average, 0 < mean <= longest.
  [[nodiscard]] double level(double mean) const;

 private:
  // e^(rate / growth) is the largest factor an interval adds: for rate / growth up to 3.2 (a
  // slowdown to 0.05) the next term is below 1e-25.
  static constexpr std::size_t terms = 48;
  using Series = std::array<double, terms>;

  std::vector<Series> intervals_;  // L(n + s) = sum of c_j s^j
};

/// The growth that finds a fall of the rate to the share `slowdown` soonest.
[[nodiscard]] double best_growth(double slowdown);

}  // namespace tenure::warning
