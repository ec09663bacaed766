#include <cmath>
#include <limits>
#include <optional>

#include "math/normal.hpp"
#include "models/model_input.hpp"
#include "tenure/error.hpp"
#include "tenure/model.hpp"

namespace tenure {
namespace {

double count_learned(const FitResult& result) {
  return static_cast<double>(result.parameters.size()) + (result.regularity_chosen ? 1.0 : 0.0);
}

}  // namespace

std::string_view to_string(Convergence::Reason reason) {
  switch (reason) {
    case Convergence::Reason::gradient:
      return "gradient";
    case Convergence::Reason::boundary:
      return "boundary";
    case Convergence::Reason::not_identifiable:
      return "not_identifiable";
    case Convergence::Reason::iteration_limit:
      return "iteration_limit";
    case Convergence::Reason::stalled:
      return "stalled";
    case Convergence::Reason::given:
      return "given";
  }
  throw Error(Status::invalid_argument, "no such reason of convergence", "reason");
}

std::optional<double> FitResult::aic() const {
  if (!log_likelihood) return std::nullopt;
  return 2.0 * count_learned(*this) - 2.0 * *log_likelihood;
}

std::optional<double> FitResult::bic() const {
  if (!log_likelihood || clients == 0.0) return std::nullopt;
  return std::log(clients) * count_learned(*this) - 2.0 * *log_likelihood;
}

Table FitResult::table(double level) const {
  model::check_level(level);
  const double z = math::two_sided_normal(level);
  const std::size_t n = parameters.size();
  TextColumn parameter;
  for (const std::string_view name : names) parameter.push_back(name);
  const bool known = !standard_errors.empty();
  std::vector<double> lower(n, 0.0);
  std::vector<double> upper(n, 0.0);
  for (std::size_t i = 0; known && i < n; ++i) {
    // The standard error of the logarithm, by the delta method. Far from the data's reach a bound
    // may leave the range of double.
    const double width = z * standard_errors[i] / parameters[i];
    lower[i] = parameters[i] * std::exp(-width);
    upper[i] = std::fmin(parameters[i] * std::exp(width), std::numeric_limits<double>::max());
  }
  const std::vector<std::uint8_t> validity(known ? 0 : n, 0);
  return Table::Builder()
      .text("parameter", std::move(parameter))
      .float64("estimate", parameters)
      .float64("standard_error", known ? standard_errors : std::vector<double>(n, 0.0), validity)
      .float64("lower", std::move(lower), validity)
      .float64("upper", std::move(upper), validity)
      .build();
}

}  // namespace tenure
