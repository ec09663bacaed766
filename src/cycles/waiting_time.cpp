#include "cycles/waiting_time.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/tools/roots.hpp>

namespace tenure::cycle {
namespace {

namespace policies = boost::math::policies;
// A quantile that does not converge is found out by its probability and searched for again.
using Policy = policies::policy<policies::underflow_error<policies::ignore_error>,
                                policies::overflow_error<policies::ignore_error>,
                                policies::evaluation_error<policies::ignore_error>>;

}  // namespace

double WaitingTime::p_longer(double t) const {
  const double waited = k_ * t;
  // The smaller of z and 1 - z is the one that has all its digits.
  return waited < rate_ ? boost::math::ibetac(k_, shape_, waited / (rate_ + waited), Policy())
                        : boost::math::ibeta(shape_, k_, rate_ / (rate_ + waited), Policy());
}

double WaitingTime::p_shorter(double t) const {
  const double waited = k_ * t;
  return waited < rate_ ? boost::math::ibeta(k_, shape_, waited / (rate_ + waited), Policy())
                        : boost::math::ibetac(shape_, k_, rate_ / (rate_ + waited), Policy());
}

double WaitingTime::exceeded_with(double p) const {
  double rest = 0.0;  // 1 - z
  const double z = boost::math::ibeta_inv(shape_, k_, p, &rest, Policy());
  const double found = rate_ * rest / (k_ * z);
  if (std::abs(p_longer(found) - p) <= 1e-9 * p) return found;

  const auto excess = [&](double log_t) { return p_longer(std::exp(log_t)) - p; };
  const double least = std::log(std::numeric_limits<double>::min());
  // So far that neither t nor k t overflows.
  const double greatest =
      std::log(std::numeric_limits<double>::max()) - std::max(0.0, std::log(k_)) - 1.0;
  if (excess(greatest) > 0.0) return std::numeric_limits<double>::infinity();
  std::uintmax_t steps = 200;
  const auto bracket = boost::math::tools::toms748_solve(
      excess, least, greatest, boost::math::tools::eps_tolerance<double>(50), steps);
  return std::exp(bracket.first);
}

double WaitingTime::usual_quantile(double p) const {
  return rate_ / boost::math::gamma_q_inv(shape_, p, Policy());
}

double WaitingTime::exceeded_after(double t, double p) const {
  const double part = p * p_longer(t);
  if (part >= std::numeric_limits<double>::min()) return exceeded_with(part);
  // Far in the tail P(w > t) is proportional to z^shape.
  const double z = rate_ / (rate_ + k_ * t) * std::pow(p, 1.0 / shape_);
  return rate_ * (1.0 - z) / (k_ * z);
}

}  // namespace tenure::cycle
