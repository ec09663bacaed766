#include "warning/run_length.hpp"

#include <algorithm>
#include <cmath>

namespace tenure::warning {
namespace {

/// Value and derivative of a power series.
template <class Series>
std::array<double, 2> at(const Series& c, double s) {
  double value = 0.0, slope = 0.0;
  for (std::size_t j = c.size(); j-- > 0;) {
    slope = slope * s + value;
    value = value * s + c[j];
  }
  return {value, slope};
}

}  // namespace

RunLength::RunLength(double growth, double rate, double longest, double highest) {
  Series before{};
  double reached = 0.0;
  do {
    Series series{};
    series[0] = reached;
    for (std::size_t j = 0; j + 1 < terms; ++j) {
      const double one = j == 0 ? 1.0 : 0.0;
      series[j + 1] =
          (one + rate * (series[j] - before[j])) / (growth * static_cast<double>(j + 1));
    }
    reached = at(series, 1.0)[0];
    intervals_.push_back(series);
    before = series;
  } while (reached < longest || static_cast<double>(intervals_.size()) < highest);
}

double RunLength::mean(double level) const {
  const auto interval = std::min(static_cast<std::size_t>(level), intervals_.size() - 1);
  return at(intervals_[interval], level - static_cast<double>(interval))[0];
}

double RunLength::level(double mean) const {
  const auto above = std::ranges::upper_bound(intervals_, mean, {},
                                              [](const Series& series) { return series[0]; });
  const auto interval = static_cast<std::size_t>(above - intervals_.begin()) - 1;
  const Series& series = intervals_[interval];
  double least = 0.0, most = 1.0, s = 0.5;
  constexpr int steps = 100;  // Newton's take five; halving is for safety
  for (int step = 0; step < steps; ++step) {
    const auto [value, slope] = at(series, s);
    (value < mean ? least : most) = s;
    // The mean time grows like an exponential: on its logarithm Newton's method overshoots least.
    const double next = s + value / slope * std::log(mean / value);
    const double better = next > least && next < most ? next : 0.5 * (least + most);
    if (std::abs(better - s) < 1e-15) break;
    s = better;
  }
  return static_cast<double>(interval) + s;
}

double best_growth(double slowdown) { return (1.0 - slowdown) / -std::log(slowdown); }

}  // namespace tenure::warning
