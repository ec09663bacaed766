#include "models/erlang_counts.hpp"

#include <limits>

#include <boost/math/policies/policy.hpp>
#include <boost/math/special_functions/gamma.hpp>

namespace tenure::model {

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

}  // namespace tenure::model
