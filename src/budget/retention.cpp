// The most it is reasonable to spend on keeping one client, or each of many.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include "base/ranks.hpp"
#include "budget/response_limits.hpp"
#include <tenure/budget.hpp>

namespace tenure {
namespace {

using namespace budget;

void check_client(double risk, double value, std::int64_t row = -1) {
  check_probability("risk", risk, row);
  check_finite("value", value, row);
}

RetentionLimits limits_of(double risk, double value, const ResponseCurve& response) {
  return budget::limits_of(risk * std::max(value, 0.0), response);
}

}  // namespace

ResponseCurve ResponseCurve::from_half_cost(double max_saved, double half_cost) {
  if (!(half_cost > 0.0 && std::isfinite(std::log(2.0) / half_cost))) {
    refuse("half_cost", "above 0 and finite", half_cost);
  }
  return {.max_saved = max_saved, .speed = std::log(2.0) / half_cost};
}

ResponseCurve ResponseCurve::logistic(double max_saved, double speed, double inflection) {
  return {.max_saved = max_saved, .speed = speed, .inflection = inflection};
}

ResponseCurve ResponseCurve::from_points(std::vector<double> spend, std::vector<double> saved) {
  return {.spend = std::move(spend), .saved = std::move(saved)};
}

RetentionLimits retention_limits(double risk, double value, const ResponseCurve& response) {
  check(response);
  check_client(risk, value);
  return limits_of(risk, value, response);
}

Table retention_budget(std::span<const double> risk, std::span<const double> value,
                       const ResponseCurve& response) {
  check_length("value", value.size(), risk.size());
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
