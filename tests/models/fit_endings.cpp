#include "models/fit_endings.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "models/fit.hpp"
#include "models/model_draws.hpp"

namespace tenure::testing {
namespace {

using Reason = Convergence::Reason;

bool all_finite(const std::vector<double>& numbers) {
  return std::ranges::all_of(numbers, [](double v) { return std::isfinite(v); });
}

}  // namespace

std::string_view ending(const FitResult& result) {
  const bool sound = std::isfinite(result.log_likelihood.value_or(0.0)) &&
                     all_finite(result.parameters) &&
                     std::ranges::all_of(result.parameters, [](double p) { return p > 0.0; }) &&
                     all_finite(result.standard_errors) && !result.convergence.message.empty();
  if (!sound) return kUnexplained;
  switch (result.convergence.reason) {
    case Reason::gradient:
      return result.convergence.gradient_norm < 1e-6 && !result.standard_errors.empty()
                 ? "optimum"
                 : kUnexplained;
    case Reason::boundary:
      return result.convergence.boundary.empty() ? kUnexplained : "boundary";
    case Reason::not_identifiable:
      return "not identifiable";
    default:
      return kUnexplained;
  }
}

std::vector<double> random_start(const model::PurchaseModel& model, std::uint64_t number) {
  math::RandomStream random(21, number);
  std::vector<double> start(model.traits().info.parameters.size());
  for (double& parameter : start) parameter = log_uniform(random, 1e-3, 1e3);
  return start;
}

FitResult fit_from(const model::PurchaseModel& model, const model::Cells& cells,
                   std::vector<double> start) {
  FitOptions options;
  options.start = std::move(start);
  return model::fit(model, cells, options, {});
}

}  // namespace tenure::testing
