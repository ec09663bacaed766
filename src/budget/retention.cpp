// Ceiling, optimum and break-even of the spending on one client, with the response
// s(x) = S (1 - exp(-k x)): the gain p V s(x) - x is greatest at x = ln(k p V S) / k.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <boost/math/special_functions/log1p.hpp>

#include "base/ranks.hpp"
#include "base/text.hpp"
#include <tenure/budget.hpp>
#include <tenure/error.hpp>

namespace tenure {
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

[[noreturn]] void refuse(const char* argument, const char* domain, double got,
                         std::int64_t row = -1) {
  throw Error(Status::invalid_argument,
              std::string(argument) + " must be " + domain + ", not " + to_text(got), argument,
              row);
}

void check(const ResponseCurve& response) {
  if (!(response.max_saved > 0.0 && response.max_saved <= 1.0)) {
    refuse("max_saved", "above 0 and at most 1", response.max_saved);
  }
  if (!(response.speed > 0.0 && std::isfinite(response.speed))) {
    refuse("speed", "above 0 and finite", response.speed);
  }
}

void check_client(double risk, double value, std::int64_t row = -1) {
  if (!(risk >= 0.0 && risk <= 1.0)) refuse("risk", "between 0 and 1", risk, row);
  if (!std::isfinite(value)) refuse("value", "finite", value, row);
}

RetentionLimits limits_of(double risk, double value, const ResponseCurve& response) {
  const double ceiling = risk * std::max(value, 0.0) * response.max_saved;
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

}  // namespace

ResponseCurve ResponseCurve::from_half_cost(double max_saved, double half_cost) {
  if (!(half_cost > 0.0 && std::isfinite(std::log(2.0) / half_cost))) {
    refuse("half_cost", "above 0 and finite", half_cost);
  }
  return {.max_saved = max_saved, .speed = std::log(2.0) / half_cost};
}

RetentionLimits retention_limits(double risk, double value, const ResponseCurve& response) {
  check(response);
  check_client(risk, value);
  return limits_of(risk, value, response);
}

Table retention_budget(std::span<const double> risk, std::span<const double> value,
                       const ResponseCurve& response) {
  if (risk.size() != value.size()) {
    throw Error(Status::invalid_argument,
                "retention_budget: risk has " + std::to_string(risk.size()) + " rows and value " +
                    std::to_string(value.size()),
                "value");
  }
  check(response);
  const std::size_t rows = risk.size();
  std::vector<double> ceiling(rows), optimum(rows), saved(rows), net(rows), roi(rows),
      break_even(rows);
  std::vector<std::uint8_t> has_roi(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    check_client(risk[i], value[i], static_cast<std::int64_t>(i));
    const RetentionLimits limits = limits_of(risk[i], value[i], response);
    ceiling[i] = limits.ceiling;
    optimum[i] = limits.optimum;
    saved[i] = limits.saved;
    net[i] = limits.net;
    break_even[i] = limits.break_even;
    const double gain = limits.net / limits.optimum;
    has_roi[i] = limits.optimum > 0.0 && std::isfinite(gain);
    if (has_roi[i]) roi[i] = gain;
  }
  std::vector<std::int64_t> rank = descending_ranks(net);
  return Table::Builder()
      .float64("risk", {risk.begin(), risk.end()})
      .float64("value", {value.begin(), value.end()})
      .float64("ceiling", std::move(ceiling))
      .float64("optimum", std::move(optimum))
      .float64("saved", std::move(saved))
      .float64("net", std::move(net))
      .float64("roi", std::move(roi), std::move(has_roi))
      .float64("break_even", std::move(break_even))
      .int64("rank", std::move(rank))
      .build();
}

}  // namespace tenure
