#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <boost/math/special_functions/gamma.hpp>

#include "base/check_arguments.hpp"
#include "math/normal.hpp"
#include <tenure/control.hpp>

namespace tenure {
namespace {

/// P(N <= count) and P(N >= count) of a Poisson N.
double at_most(double count, double mean) {
  if (count < 0.0) return 0.0;
  return mean > 0.0 ? boost::math::gamma_q(count + 1.0, mean, math::NormalPolicy()) : 1.0;
}
double at_least(double count, double mean) {
  if (count <= 0.0) return 1.0;
  return mean > 0.0 ? boost::math::gamma_p(count, mean, math::NormalPolicy()) : 0.0;
}

/// The least count for which `reached`, which stays true once it is.
template <class Reached>
double least_count(double guess, const Reached& reached) {
  double lo = -1.0, hi = std::max(1.0, std::ceil(guess));
  while (!reached(hi)) {
    lo = hi;
    hi *= 2.0;
  }
  while (hi - lo > 1.0) {
    const double middle = std::floor(0.5 * (lo + hi));
    (reached(middle) ? hi : lo) = middle;
  }
  return hi;
}

}  // namespace

Table control_limits(std::span<const double> expected, std::span<const std::int64_t> observed,
                     double tail) {
  check_length("observed", observed.size(), expected.size());
  if (!(tail > 0.0 && tail < 0.5)) refuse("tail", "above 0 and below 0.5", tail);
  constexpr double kMostExpected = 1e15;  // above it a double does not tell counts apart
  const std::size_t n = expected.size();
  std::vector<std::int64_t> lower(n), upper(n);
  std::vector<double> p_value(n);
  TextColumn signal;
  for (std::size_t i = 0; i < n; ++i) {
    const auto row = static_cast<std::int64_t>(i);
    const double mean = expected[i];
    if (!(mean >= 0.0 && mean <= kMostExpected)) {
      refuse("expected", "0 to 1e15", mean, row);
    }
    if (observed[i] < 0) {
      refuse("observed", "at least 0", static_cast<double>(observed[i]), row);
    }
    const auto count = static_cast<double>(observed[i]);
    lower[i] = std::llround(least_count(mean, [&](double k) { return at_most(k, mean) >= tail; }));
    upper[i] =
        std::llround(least_count(mean, [&](double k) { return at_least(k + 1.0, mean) <= tail; }));
    signal.push_back(observed[i] < lower[i]   ? "below"
                     : observed[i] > upper[i] ? "above"
                                              : "within");
    p_value[i] = std::min(1.0, 2.0 * std::min(at_most(count, mean), at_least(count, mean)));
  }
  return Table::Builder()
      .float64("expected", {expected.begin(), expected.end()})
      .int64("observed", {observed.begin(), observed.end()})
      .int64("lower", std::move(lower))
      .int64("upper", std::move(upper))
      .text("signal", std::move(signal))
      .float64("p_value", std::move(p_value))
      .build();
}

}  // namespace tenure
