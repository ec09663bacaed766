#include <algorithm>
#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "math/branch_free.hpp"

namespace branch_free = tenure::math::branch_free;

namespace {

/// The largest distance from the exact values, in units of the last place, over a geometric grid.
template <class Ours, class Exact>
double worst_units(Ours ours, Exact exact, double from, double to, double sign = 1.0) {
  constexpr int kPoints = 20'000;
  double worst = 0.0;
  for (int i = 0; i <= kPoints; ++i) {
    const double x = sign * from * std::pow(to / from, static_cast<double>(i) / kPoints);
    const long double wanted = exact(static_cast<long double>(x));
    const auto size = static_cast<double>(std::fabs(wanted));
    const double unit = std::nextafter(size, std::numeric_limits<double>::infinity()) - size;
    worst = std::max(worst, static_cast<double>(std::fabs(ours(x) - wanted)) / unit);
  }
  return worst;
}

long double exact_exp(long double x) { return std::exp(x); }
long double exact_expm1(long double x) { return std::expm1(x); }
long double exact_log(long double x) { return std::log(x); }
long double exact_log1p(long double x) { return std::log1p(x); }

}  // namespace

TEST_CASE("functions without branches are as exact as they say") {
  if (std::numeric_limits<long double>::digits <= std::numeric_limits<double>::digits) return;
  CHECK(worst_units(branch_free::exp, exact_exp, 1e-20, 708.0) < 1.0);
  CHECK(worst_units(branch_free::exp, exact_exp, 1e-20, 707.9, -1.0) < 1.0);
  CHECK(worst_units(branch_free::expm1, exact_expm1, 1e-300, 709.0) < 2.1);
  CHECK(worst_units(branch_free::expm1, exact_expm1, 0.1, 3.0) < 2.1);
  CHECK(worst_units(branch_free::log, exact_log, 1e-300, 1e300) < 1.0);
  CHECK(worst_units(branch_free::log, exact_log, 0.5, 2.0) < 1.0);
  CHECK(worst_units(branch_free::log1p, exact_log1p, 1e-300, 1e300) < 1.0);
  CHECK(worst_units(branch_free::log1p, exact_log1p, 0.01, 10.0) < 1.0);
}

TEST_CASE("functions without branches at the ends of their ranges") {
  CHECK(branch_free::exp(0.0) == 1.0);
  CHECK(branch_free::exp(-708.0) > 0.0);
  CHECK(branch_free::exp(std::nextafter(-708.0, -709.0)) == 0.0);
  CHECK(branch_free::exp(-1e6) == 0.0);
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  CHECK(std::isnan(branch_free::exp(std::copysign(kNan, 1.0))));
  CHECK(std::isnan(branch_free::exp(std::copysign(kNan, -1.0))));
  CHECK_FALSE(branch_free::exp(-kInfinity) > 0.0);
  CHECK(branch_free::expm1(0.0) == 0.0);
  CHECK(std::isfinite(branch_free::expm1(709.7)));
  CHECK(branch_free::log(1.0) == 0.0);
  CHECK(branch_free::log1p(0.0) == 0.0);
  CHECK(branch_free::log1p(1e-320) == doctest::Approx(1e-320));
}
