#include <cmath>

#include "tenure/model.hpp"

namespace tenure {
namespace {

constexpr double kNormal975 = 1.959963984540054;  // the 97.5 % point of the normal distribution

}  // namespace

double FitResult::aic() const {
  return 2.0 * static_cast<double>(parameters.size()) - 2.0 * log_likelihood;
}

double FitResult::bic() const {
  return std::log(clients) * static_cast<double>(parameters.size()) - 2.0 * log_likelihood;
}

Table FitResult::table() const {
  const std::size_t n = parameters.size();
  TextColumn parameter;
  for (const std::string_view name : names) parameter.push_back(name);
  const bool known = !standard_errors.empty();
  std::vector<double> lower(n, 0.0);
  std::vector<double> upper(n, 0.0);
  for (std::size_t i = 0; known && i < n; ++i) {
    // The standard error of the logarithm, by the delta method.
    const double factor = std::exp(kNormal975 * standard_errors[i] / parameters[i]);
    lower[i] = parameters[i] / factor;
    upper[i] = parameters[i] * factor;
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
