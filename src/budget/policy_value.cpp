#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include "budget/randomised_groups.hpp"
#include "math/normal.hpp"
#include <tenure/uplift.hpp>

namespace tenure {
namespace {

using namespace budget;

struct Estimate {
  double value = 0.0, error = 0.0;
};

/// Mean of the terms and its standard error.
Estimate mean_of(const std::vector<double>& terms) {
  const auto n = static_cast<double>(terms.size());
  double sum = 0.0, squares = 0.0;
  for (const double term : terms) sum += term;
  const double mean = sum / n;
  for (const double term : terms) squares += (term - mean) * (term - mean);
  return {mean, std::sqrt(squares / (n - 1.0) / n)};
}

/// Mean weighted by the inverse probabilities themselves; its error by linearisation.
Estimate weighted_mean(const std::vector<double>& weight, std::span<const double> profit) {
  double weights = 0.0, sum = 0.0;
  for (std::size_t i = 0; i < weight.size(); ++i) {
    weights += weight[i];
    sum += weight[i] * profit[i];
  }
  if (weights == 0.0) {
    throw Error(Status::invalid_argument,
                "decision: no client was treated as the rule would have done", "decision");
  }
  const double value = sum / weights;
  double squares = 0.0;
  for (std::size_t i = 0; i < weight.size(); ++i) {
    const double residual = weight[i] * (profit[i] - value);
    squares += residual * residual;
  }
  const auto n = static_cast<double>(weight.size());
  return {value, std::sqrt(squares * n / (n - 1.0)) / weights};
}

/// One client would otherwise stand for more than any test has.
constexpr double kLeastPropensity = 1e-12;

void check_propensity(const std::string& argument, double value, std::int64_t row) {
  if (value >= kLeastPropensity && value <= 1.0 - kLeastPropensity) return;
  refuse(argument, "1e-12 to 1 - 1e-12", value, row);
}

void check(const PolicyInput& input) {
  const std::size_t n = input.profit.size();
  check_groups(input.treated, n);
  check_length("decision", input.decision.size(), n);
  if (input.propensity.size() != 1) check_length("propensity", input.propensity.size(), n);
  check_rows("profit", input.profit, check_amount);
  check_rows("propensity", input.propensity, check_propensity);
  check_level(input.level);
  if (input.expected_treated.empty() && input.expected_control.empty()) return;
  check_length("expected_treated", input.expected_treated.size(), n);
  check_length("expected_control", input.expected_control.size(), n);
  check_rows("expected_treated", input.expected_treated, check_amount);
  check_rows("expected_control", input.expected_control, check_amount);
}

}  // namespace

Table policy_value(const PolicyInput& input) {
  check(input);
  const std::size_t n = input.profit.size();
  std::vector<double> weight(n), ipw(n);
  for (std::size_t i = 0; i < n; ++i) {
    const double e = input.propensity[input.propensity.size() == 1 ? 0 : i];
    const bool decision = input.decision[i] != 0;
    const bool followed = (input.treated[i] != 0) == decision;
    weight[i] = followed ? 1.0 / (decision ? e : 1.0 - e) : 0.0;
    ipw[i] = weight[i] * input.profit[i];
  }
  std::vector<std::pair<const char*, Estimate>> estimates{
      {"ipw", mean_of(ipw)}, {"snipw", weighted_mean(weight, input.profit)}};
  if (!input.expected_treated.empty()) {
    std::vector<double> terms(n);
    for (std::size_t i = 0; i < n; ++i) {
      const double expected =
          input.decision[i] != 0 ? input.expected_treated[i] : input.expected_control[i];
      terms[i] = expected + weight[i] * (input.profit[i] - expected);
    }
    estimates.emplace_back("doubly_robust", mean_of(terms));
  }

  const double z = math::two_sided_normal(input.level);
  TextColumn names;
  std::vector<double> value, error, lower, upper;
  for (const auto& [name, estimate] : estimates) {
    names.push_back(name);
    value.push_back(estimate.value);
    error.push_back(estimate.error);
    lower.push_back(estimate.value - z * estimate.error);
    upper.push_back(estimate.value + z * estimate.error);
  }
  return Table::Builder()
      .text("estimator", std::move(names))
      .float64("value", std::move(value))
      .float64("standard_error", std::move(error))
      .float64("lower", std::move(lower))
      .float64("upper", std::move(upper))
      .build();
}

}  // namespace tenure
