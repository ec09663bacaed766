#include "warning/rate_test.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/beta.hpp>

#include "math/log_gamma.hpp"

namespace tenure::warning {
namespace {

/// From the share of events now among all to the ratio of the rates.
double ratio_at(double share, Events before, Events now) {
  return share / (1.0 - share) * (before.time / now.time);
}

}  // namespace

RateTest test_rates(Events before, Events now, const RateDropOptions& options) {
  const double n = before.count + now.count;
  const double time = before.time + now.time;
  const double share = now.time / time;
  RateTest result;
  if (before.count > 0.0) {
    result.ratio = now.count / before.count * (before.time / now.time);
    result.p_value = boost::math::ibetac(now.count + 1.0, before.count, share);
    const double upper =
        boost::math::ibeta_inv(now.count + 1.0, before.count, 0.5 * (1.0 + options.level));
    if (upper < 1.0) result.ratio_to = ratio_at(upper, before, now);
  }
  if (now.count > 0.0) {
    const double lower =
        boost::math::ibeta_inv(now.count, before.count + 1.0, 0.5 * (1.0 - options.level));
    if (lower < 1.0) result.ratio_from = ratio_at(lower, before, now);
  } else if (before.count > 0.0) {
    result.ratio_from = 0.0;
  }
  const double log_pmf = math::log_factorial(n) - math::log_factorial(before.count) -
                         math::log_factorial(now.count) + now.count * std::log(share) +
                         before.count * std::log(before.time / time);
  result.mid_p = std::max(0.0, result.p_value - 0.5 * std::exp(log_pmf));
  const double prior = options.prior_rate;
  result.p_lower =
      boost::math::ibeta(options.prior_shape + now.count, options.prior_shape + before.count,
                         (prior + now.time) / (2.0 * prior + time));
  return result;
}

}  // namespace tenure::warning
