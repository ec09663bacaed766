#include "models/erlang_counts.hpp"

#include <cmath>
#include <limits>
#include <numbers>

#include <boost/math/policies/policy.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include "math/incomplete_beta.hpp"
#include "math/log_gamma.hpp"

namespace tenure::model {
namespace {

double poisson_between(double expected, double begin, double end) {
  // What is too small for a double is 0, not an error.
  using namespace boost::math::policies;
  using Quiet =
      policy<underflow_error<ignore_error>, denorm_error<ignore_error>, promote_double<false>>;
  if (expected == 0.0) return begin == 0.0 ? 1.0 : 0.0;
  if (end == std::numeric_limits<double>::infinity()) {
    return begin == 0.0 ? 1.0 : boost::math::gamma_p(begin, expected, Quiet());
  }
  // e^-x x^n / n!, and from there the others by their ratio.
  double term = boost::math::gamma_p_derivative(begin + 1.0, expected, Quiet());
  double sum = term;
  for (double n = begin + 1.0; n < end; ++n) {
    term *= expected / n;
    sum += term;
  }
  return sum;
}

/// log of e^-x x^n / n!, n > 0.
double log_poisson(double expected, double n) {
  return -0.5 * std::log(2.0 * std::numbers::pi * n) - math::stirling_remainder(n) -
         math::detail::deviance(n, expected, n - expected);
}

}  // namespace

double log_poisson_between(double expected, double begin, double end) {
  constexpr double kInRange = 1e-290;
  const double probability = poisson_between(expected, begin, end);
  if (probability > kInRange || expected == 0.0) return std::log(probability);
  // The terms fall fast from the one that is nearest to what is expected.
  double term = 1.0;
  double sum = 1.0;
  if (expected >= end) {
    for (double n = end - 1.0; n > begin; --n) sum += term *= n / expected;
    return (end == 1.0 ? -expected : log_poisson(expected, end - 1.0)) + std::log(sum);
  }
  constexpr double kVanished = 1e-17;
  for (double n = begin + 1.0; n < end && term > kVanished * sum; ++n) {
    sum += term *= expected / n;
  }
  return log_poisson(expected, begin) + std::log(sum);
}

}  // namespace tenure::model
