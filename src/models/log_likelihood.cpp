#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "models/cells.hpp"
#include "models/model_input.hpp"
#include "models/objective.hpp"
#include "tenure/cells.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

/// The full matrix of an upper triangle.
std::vector<double> square_of_triangle(const std::vector<double>& triangle, std::size_t n) {
  std::vector<double> result(n * n);
  std::size_t pair = 0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = i; j < n; ++j, ++pair) {
      result[i * n + j] = result[j * n + i] = triangle[pair];
    }
  }
  return result;
}

bool are_all_finite(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); });
}

}  // namespace

LogLikelihood log_likelihood_and_gradient(std::string_view model,
                                          std::span<const double> parameters, const Cells& cells,
                                          std::int32_t regularity, const Execution& execution) {
  const model::PurchaseModel& asked = model::with_regularity(model::model_named(model), regularity);
  const model::ModelTraits& traits = asked.traits();
  model::check_parameters(traits.info, parameters, "parameters");
  model::check_histories_of(traits, cells.histories());
  model::check_log_interpurchase(traits, cells.histories());
  const model::Cells read(cells.histories(), traits);
  const model::LikelihoodSum sum =
      model::likelihood_of(asked, read, parameters, execution, "log-likelihood");
  LogLikelihood result{sum.value, sum.gradient, square_of_triangle(sum.hessian, parameters.size())};
  if (!std::isfinite(result.value) || !are_all_finite(result.gradient) ||
      !are_all_finite(result.hessian)) {
    throw Error(Status::invalid_argument,
                "the log-likelihood of " + std::string(traits.info.title) +
                    ", or a derivative, is not finite at these parameters",
                "parameters");
  }
  return result;
}

}  // namespace tenure
