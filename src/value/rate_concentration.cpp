#include "value/rate_concentration.hpp"

#include <cmath>
#include <numbers>
#include <string>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include "base/text.hpp"
#include "math/log_gamma.hpp"
#include "models/gamma_rate.hpp"
#include <tenure/concentration.hpp>
#include <tenure/error.hpp>

namespace tenure {
namespace value {

double gamma_top_share(double r, double share) {
  return boost::math::gamma_q(r + 1.0, boost::math::gamma_p_inv(r, 1.0 - share));
}

double gamma_gini(double r) {
  return std::exp(math::log_gamma(r + 0.5) - math::log_gamma(r + 1.0)) /
         std::sqrt(std::numbers::pi);
}

double nbd_top_share(double r, double alpha, double window, double share) {
  const double success = alpha / (alpha + window);
  const auto at_most = [&](double shape, double count) {
    return count < 0.0 ? 0.0 : boost::math::ibeta(shape, count + 1.0, success);
  };
  // The least count that `1 - share` of the clients do not exceed: between `below` and `reached`.
  double below = -1.0, reached = 0.0;
  while (at_most(r, reached) < 1.0 - share) {
    below = reached;
    reached = 2.0 * reached + 1.0;
  }
  for (double middle = below;
       (middle = std::floor(0.5 * (below + reached))) > below && middle < reached;) {
    (at_most(r, middle) < 1.0 - share ? below : reached) = middle;
  }
  // k P_r(k) = mean P_{r+1}(k - 1), so that counts below `reached` sum to mean F_{r+1}.
  const double mean = r * window / alpha;
  const double with_the_rest = reached * (1.0 - share - at_most(r, reached - 1.0)) / mean;
  return 1.0 - at_most(r + 1.0, reached - 2.0) - with_the_rest;
}

}  // namespace value

RateConcentration rate_concentration(const FittedModel& purchases, double window) {
  constexpr double fifth = 0.2;
  const auto [r, alpha] = model::gamma_rate_of(purchases);
  if (!(window > 0.0 && std::isfinite(window))) {
    throw Error(Status::invalid_argument,
                "rate_concentration: the window must be above 0 and finite, not " + to_text(window),
                "window");
  }
  return {.gini = value::gamma_gini(r),
          .top_fifth_share = value::gamma_top_share(r, fifth),
          .seen_top_fifth_share = value::nbd_top_share(r, alpha, window, fifth)};
}

}  // namespace tenure
