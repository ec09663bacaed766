/// Clients whose chances to stay a period have a beta distribution, and how many of them stay.
#pragma once

#include <cmath>
#include <limits>

#include "math/beta_quotient.hpp"

namespace tenure::value {

class Stayers {
 public:
  /// `polarization` 0: all have the chance `retention`. 1 / polarization = a + b + 1, the measure
  /// of Sabavala & Morrison (1977).
  Stayers(double retention, double polarization, double solvency)
      : retention_(retention),
        solvency_(solvency),
        differ_(polarization > least_polarization && retention > 0.0 && retention < 1.0) {
    if (!differ_) return;
    const double total = 1.0 / polarization - 1.0;
    stay_ = retention * total;
    leave_ = (1.0 - retention) * total;
  }

  /// The chance that who has made all renewals so far makes the next one too, and is solvent: it
  /// grows, as those who leave easily leave first.
  [[nodiscard]] double next() {
    if (!differ_) return retention_ * solvency_;
    const double chance = (stay_ + renewals_) / (stay_ + leave_ + renewals_);
    renewals_ += 1.0;
    return chance * solvency_;
  }

  /// The chance to be there after any time, whole periods or not: E[p^time] solvency^time.
  [[nodiscard]] double after(double time) const {
    if (time == 0.0) return 1.0;
    const double stayed =
        differ_ ? math::log_beta_quotient(stay_, leave_, time) : time * std::log(retention_);
    return std::exp(stayed + time * std::log(solvency_));
  }

  /// Expected number of periods of all who began one, solvency aside; infinite where it has no
  /// mean.
  [[nodiscard]] double mean_periods() const {
    if (!differ_) return 1.0 / (1.0 - retention_);
    constexpr double infinity = std::numeric_limits<double>::infinity();
    return leave_ > 1.0 ? (stay_ + leave_ - 1.0) / (leave_ - 1.0) : infinity;
  }

 private:
  static constexpr double least_polarization = 1e-300;  // its inverse is finite

  double retention_, solvency_;
  bool differ_;
  double stay_ = 0.0, leave_ = 0.0;
  double renewals_ = 0.0;
};

}  // namespace tenure::value
