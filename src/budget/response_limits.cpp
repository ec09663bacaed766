// Ceiling, optimum and break-even of the spending on one client. With the exponential response
// s(x) = S (1 - exp(-k x)) the gain p V s(x) - x is greatest at x = ln(k p V S) / k.
#include "budget/response_limits.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <boost/math/special_functions/log1p.hpp>

#include "base/check_arguments.hpp"
#include "budget/saturation.hpp"

namespace tenure::budget {
namespace {

/// The root y > 0 of c (1 - exp(-y)) = y, for c > 1: y = c + W0(-c exp(-c)), which loses half the
/// digits as c nears 1. Newton's steps do not: the function is convex, and both c and 2 (c - 1)
/// bound the root from above, so that every step comes nearer without passing it.
double break_even_effort(double c) {
  double y = std::min(c, 2.0 * (c - 1.0));
  for (;;) {
    const double u = std::expm1(-y);
    // y + c u; for small y as (y + u) + (c - 1) u, where y + u = u - ln(1 + u) is of second order.
    const double excess = y > 1.0 ? y + c * u : (c - 1.0) * u - boost::math::log1pmx(u);
    const double slope = (1.0 - c) - c * u;
    const double next = y - excess / slope;
    if (!(next < y) || next <= 0.0) return y;
    y = next;
  }
}

RetentionLimits exponential_limits(double ceiling, const ResponseCurve& response) {
  const double first_unit = response.speed * ceiling;  // what the first unit spent saves
  if (!(first_unit > 1.0)) return {.ceiling = ceiling};
  if (!std::isfinite(first_unit)) {
    const double optimum = (std::log(response.speed) + std::log(ceiling)) / response.speed;
    return {.ceiling = ceiling,
            .optimum = optimum,
            .saved = response.max_saved,
            .net = ceiling - optimum,
            .break_even = ceiling};
  }
  return {.ceiling = ceiling,
          .optimum = std::log(first_unit) / response.speed,
          .saved = response.max_saved * (first_unit - 1.0) / first_unit,
          .net = -boost::math::log1pmx(first_unit - 1.0) / response.speed,
          .break_even = break_even_effort(first_unit) / response.speed};
}

/// The greatest effort y of which a s(y) = y, beyond the optimum. a s(y) - y is concave there: from
/// the right Newton's steps come nearer without passing the root.
double break_even_effort(const Saturation& response, double a) {
  double y = a;  // s < 1
  for (;;) {
    const double next = y - (a * response.share(y) - y) / (a * response.slope(y) - 1.0);
    if (!(next < y) || next <= 0.0) return y;
    y = next;
  }
}

RetentionLimits logistic_limits(double ceiling, const ResponseCurve& response) {
  const Saturation saturation(response.speed * *response.inflection);
  const double full_slope = response.speed * ceiling;
  if (!(full_slope > 1.0)) return {.ceiling = ceiling};
  if (!std::isfinite(full_slope)) {
    refuse("speed", "such that its product with what is at stake is finite", response.speed);
  }
  const double effort = saturation.best_effort(1.0 / full_slope);
  if (effort == 0.0) return {.ceiling = ceiling};
  const double share = saturation.share(effort);
  const double optimum = effort / response.speed;
  return {.ceiling = ceiling,
          .optimum = optimum,
          .saved = response.max_saved * share,
          .net = ceiling * share - optimum,
          .break_even = break_even_effort(saturation, full_slope) / response.speed};
}

/// Straight lines between the points: the optimum is at one of them.
RetentionLimits tabulated_limits(double stake, const ResponseCurve& response) {
  const auto& spend = response.spend;
  const auto& saved = response.saved;
  RetentionLimits limits{.ceiling = stake * saved.back()};
  std::size_t best = 0;
  for (std::size_t j = 0; j < spend.size(); ++j) {
    const double net = stake * saved[j] - spend[j];
    if (net <= limits.net) continue;
    best = j;
    limits.optimum = spend[j];
    limits.saved = saved[j];
    limits.net = net;
  }
  if (limits.net == 0.0) return limits;
  // Beyond the last point nothing more is saved; before it, the last line that crosses 0.
  limits.break_even = limits.ceiling;
  for (std::size_t j = spend.size(); j-- > best + 1;) {
    const double after = stake * saved[j] - spend[j];
    if (after >= 0.0) break;
    const double before = stake * saved[j - 1] - spend[j - 1];
    if (before < 0.0) continue;
    limits.break_even = spend[j - 1] + (spend[j] - spend[j - 1]) * (before / (before - after));
    break;
  }
  return limits;
}

void check_points(const ResponseCurve& response) {
  check_length("saved", response.saved.size(), response.spend.size());
  for (std::size_t j = 0; j < response.spend.size(); ++j) {
    const auto row = static_cast<std::int64_t>(j);
    check_at_least_0("spend", response.spend[j], row);
    check_probability("saved", response.saved[j], row);
    if (j == 0) continue;
    if (response.spend[j] <= response.spend[j - 1]) {
      refuse("spend", "above the one before", response.spend[j], row);
    }
    if (response.saved[j] < response.saved[j - 1]) {
      refuse("saved", "at least the one before", response.saved[j], row);
    }
  }
}

}  // namespace

void check(const ResponseCurve& response) {
  if (!response.spend.empty() || !response.saved.empty()) return check_points(response);
  if (!(response.max_saved > 0.0 && response.max_saved <= 1.0)) {
    refuse("max_saved", "above 0 and at most 1", response.max_saved);
  }
  check_above_0("speed", response.speed);
  if (!response.inflection) return;
  check_at_least_0("inflection", *response.inflection);
  if (!std::isfinite(response.speed * *response.inflection)) {
    refuse("inflection", "such that its product with the speed is finite", *response.inflection);
  }
}

RetentionLimits limits_of(double stake, const ResponseCurve& response) {
  if (!response.spend.empty()) return tabulated_limits(stake, response);
  const double ceiling = stake * response.max_saved;
  return response.inflection ? logistic_limits(ceiling, response)
                             : exponential_limits(ceiling, response);
}

}  // namespace tenure::budget
