/// Integrals over time of products of powers: what clients do whose rates, of buying and of
/// leaving, are gamma-distributed.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <type_traits>

#include "math/dual.hpp"
#include "math/log_concave.hpp"

namespace tenure::model {

/// exp(log_scale) (t / (a + t))^k (1 + t / a)^-p (1 + t / b)^-q dt, where k is a whole number,
/// along t = c (e^w - 1), c = min(a, b): log-concave in w, and no singularity is nearer than pi to
/// the path.
template <class Real>
class PowersOfTime {
 public:
  /// What the integral is differentiated by: a, p, b and q.
  static constexpr std::size_t kArguments = 4;
  using Local =
      std::conditional_t<std::is_same_v<Real, double>, double, math::Dual2<int{kArguments}>>;

  PowersOfTime(double log_scale, double k, double a, double p, double b, double q)
      : log_scale_(log_scale), k_(k), a_(a), p_(p), b_(b), q_(q), c_(std::min(a, b)) {}

  /// Over t in [0, length].
  [[nodiscard]] Local integral(double length) const {
    return math::integrate_log_concave([this](double w) { return at(w); },
                                       [this](double w) { return density(w); }, 0.0,
                                       std::log1p(length / c_));
  }

 private:
  /// log(1 + t / base), where t = c (e^w - 1).
  [[nodiscard]] double log_growth(double base, double t, double w) const {
    return base == c_ ? w : std::log1p(t / base);
  }

  /// By value, up to a constant.
  [[nodiscard]] math::LogPoint density(double w) const {
    const double t = c_ * std::expm1(w);
    math::LogPoint point{w - p_ * log_growth(a_, t, w) - q_ * log_growth(b_, t, w),
                         1.0 - (t + c_) * (p_ / (a_ + t) + q_ / (b_ + t))};
    if (k_ > 0.0) {
      point.log -= k_ * std::log1p(a_ / t);
      point.slope += k_ * (t + c_) / t * a_ / (a_ + t);
    }
    return point;
  }

  /// With derivatives written out: half of the second ones vanish, which a Dual2 does not know, and
  /// a fit spends its time here.
  [[nodiscard]] Local at(double w) const {
    const double t = c_ * std::expm1(w);
    const double growth_a = log_growth(a_, t, w);
    const double growth_b = log_growth(b_, t, w);
    double log_f = log_scale_ - p_ * growth_a - q_ * growth_b;
    if (k_ > 0.0) log_f -= k_ * std::log1p(a_ / t);
    const double f = std::exp(log_f) * (t + c_);
    if constexpr (std::is_same_v<Real, double>) {
      return f;
    } else {
      const double end_a = 1.0 / (a_ + t);
      const double end_b = 1.0 / (b_ + t);
      const double slope_a = t * per_a_ * end_a;  // 1 / a - 1 / (a + t)
      const double slope_b = t * per_b_ * end_b;
      // Of log f.
      const std::array first{p_ * slope_a - k_ * end_a, -growth_a, q_ * slope_b, -growth_b};
      const double by_aa = k_ * end_a * end_a - p_ * slope_a * (per_a_ + end_a);
      const double by_bb = -q_ * slope_b * (per_b_ + end_b);
      const std::array<double, Local::kPairs> second{by_aa, slope_a, 0.0,   0.0,     0.0,
                                                     0.0,   0.0,     by_bb, slope_b, 0.0};
      Local result(f);
      std::size_t pair = 0;
      for (std::size_t i = 0; i < kArguments; ++i) {
        result.gradient[i] = f * first[i];
        for (std::size_t j = i; j < kArguments; ++j, ++pair) {
          result.hessian[pair] = f * (first[i] * first[j] + second[pair]);
        }
      }
      return result;
    }
  }

  double log_scale_;
  double k_;
  double a_, p_, b_, q_;
  double c_;
  double per_a_ = 1.0 / a_, per_b_ = 1.0 / b_;
};

/// The integral over t in [0, length] of exp(log_scale) (t / (a + t))^k (1 + t / a)^-p
/// (1 + t / b)^-q. The nodes do not depend on parameters, only on their values: derivatives are
/// those of the integrand, as the limits are data.
template <class Real>
[[nodiscard]] Real integral_over_time(double log_scale, double k, const Real& a, const Real& p,
                                      const Real& b, const Real& q, double length) {
  const PowersOfTime<Real> powers(log_scale, k, math::value_of(a), math::value_of(p),
                                  math::value_of(b), math::value_of(q));
  return math::compose(powers.integral(length), std::array<Real, 4>{a, p, b, q});
}

}  // namespace tenure::model
