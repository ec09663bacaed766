/// The likelihoods of many clients who have bought as often, with the derivatives that they do not
/// share: a fit of BG/NBD or MBG/NBD spends its time here.
#pragma once

#include <span>

#include "math/dual.hpp"

namespace tenure::model {

/// Clients of x repeat purchases, at least one chance to leave, who buy at a Gamma(r, alpha) rate.
struct PoissonRun {
  double x;
  double r;
  double alpha;
  double log_last_chance;  ///< log of the odds of having taken the last chance to leave
  /// log of (r)_x / scale^x is log_rising + x (log(rising_unit / scale) - rising_excess).
  double log_rising;
  double rising_unit;
  double rising_excess;
  std::span<const double> t_x;
  std::span<const double> T;
  std::span<const double> weight;  ///< empty: 1 each
};

/// The weighted sum of log [density of the purchases and of silence until T, if alive, plus that of
/// silence until t_x, if the last chance was taken]; differentiated by r, alpha and
/// log_last_chance, without the derivatives of (r)_x.
[[nodiscard]] math::Dual2<3> sum_over(const PoissonRun& run);

}  // namespace tenure::model
