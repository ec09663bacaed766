/// Integrals over time of products of powers: what clients do whose rates, of buying and of
/// leaving, are gamma-distributed.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <type_traits>

#include "math/branch_free.hpp"
#include "math/dual.hpp"
#include "math/log_concave.hpp"
#include "math/quadrature.hpp"
#include "math/wide_vectors.hpp"

namespace tenure::model {

/// exp(log_scale) (t / (a + t))^k (1 + t / a)^-p (1 + t / b)^-q dt, where k is a whole number,
/// along t = c (e^w - 1), c = min(a, b): log-concave in w, and no singularity is nearer than pi to
/// the path.
template <class Real>
class PowersOfTime {
 public:
  /// What the integral is differentiated by: p, a, q and b, shapes and rates of two gammas.
  static constexpr std::size_t kArguments = 4;
  using Local =
      std::conditional_t<std::is_same_v<Real, double>, double, math::Dual2<int{kArguments}>>;

  PowersOfTime(double log_scale, double k, double a, double p, double b, double q)
      : log_scale_(log_scale), k_(k), a_(a), p_(p), b_(b), q_(q), c_(std::min(a, b)) {}

  /// Over t in [0, length].
  [[nodiscard]] Local integral(double length) const {
    return math::integrate_log_concave(*this, *this, 0.0, std::log1p(length / c_));
  }

  /// By value, up to a constant.
  [[nodiscard]] math::LogPoint operator()(double w) const {
    const double t = c_ * std::expm1(w);
    double log = w - p_ * log_growth(a_, t, w) - q_ * log_growth(b_, t, w);
    if (k_ > 0.0) log -= k_ * std::log1p(a_ / t);
    return {log, slope_at_time(t)};
  }
  [[nodiscard]] double slope(double w) const { return slope_at_time(c_ * std::expm1(w)); }

  /// Over w in [left, right] by the N-point rule, in loops over its points that the compiler makes
  /// vectors of: fits and predictions spend their time here. Derivatives are written out, as half
  /// of the second ones vanish, which a Dual2 does not know.
  template <int N>
  [[nodiscard]] Local over(double left, double right) const {
    return math::has_wide_vectors() ? over_wide<N>(left, right) : over_points<N>(left, right);
  }

 private:
  template <int N>
  TENURE_WIDE_VECTORS [[nodiscard]] Local over_wide(double left, double right) const {
    return over_points<N>(left, right);
  }
  template <int N>
  TENURE_IN_EVERY_WIDTH [[nodiscard]] inline Local over_points(double left, double right) const {
    using Points = std::array<double, std::size_t{N}>;
    constexpr const math::AllNodes<N>& rule = math::kAllNodes<N>;
    const double half = 0.5 * (right - left);
    const double middle = left + half;
    const bool a_is_near = a_ == c_;
    const double near_power = a_is_near ? p_ : q_;
    const double far_power = a_is_near ? q_ : p_;
    const double per_far = a_is_near ? per_b_ : per_a_;
    Points t, near_growth, far_growth, log_f, f;
    for (std::size_t i = 0; i < N; ++i) {
      near_growth[i] = middle + half * rule.node[i];
      t[i] = c_ * math::branch_free::expm1(near_growth[i]);
      far_growth[i] = math::branch_free::log1p(t[i] * per_far);
      log_f[i] = log_scale_ - near_power * near_growth[i] - far_power * far_growth[i];
    }
    if (k_ > 0.0) {
      for (std::size_t i = 0; i < N; ++i) log_f[i] -= k_ * std::log1p(a_ / t[i]);
    }
    for (std::size_t i = 0; i < N; ++i) {
      f[i] = half * rule.weight[i] * (t[i] + c_) * math::branch_free::exp(log_f[i]);
    }
    if constexpr (std::is_same_v<Real, double>) {
      return sum_of(f);
    } else {
      const Points& growth_a = a_is_near ? near_growth : far_growth;
      const Points& growth_b = a_is_near ? far_growth : near_growth;
      std::array<Points, kArguments> first;  // derivatives of log f
      Points by_aa, by_pa, by_bb, by_qb;     // those of the second that do not vanish
      for (std::size_t i = 0; i < N; ++i) {
        const double end_a = 1.0 / (a_ + t[i]);
        const double end_b = 1.0 / (b_ + t[i]);
        by_pa[i] = t[i] * per_a_ * end_a;  // 1 / a - 1 / (a + t)
        by_qb[i] = t[i] * per_b_ * end_b;
        by_aa[i] = k_ * end_a * end_a - p_ * by_pa[i] * (per_a_ + end_a);
        by_bb[i] = -q_ * by_qb[i] * (per_b_ + end_b);
        first[0][i] = -growth_a[i];
        first[1][i] = p_ * by_pa[i] - k_ * end_a;
        first[2][i] = -growth_b[i];
        first[3][i] = q_ * by_qb[i];
      }
      Local result(sum_of(f));
      Points term;
      for (std::size_t i = 0; i < kArguments; ++i) {
        Points slope;
        for (std::size_t n = 0; n < N; ++n) slope[n] = f[n] * first[i][n];
        result.gradient[i] = sum_of(slope);
        for (std::size_t j = i; j < kArguments; ++j) {
          for (std::size_t n = 0; n < N; ++n) term[n] = slope[n] * first[j][n];
          result.hessian[Local::pair(i, j)] = sum_of(term);
        }
      }
      const auto add = [&](std::size_t pair, const Points& second) {
        for (std::size_t n = 0; n < N; ++n) term[n] = f[n] * second[n];
        result.hessian[pair] += sum_of(term);
      };
      add(Local::pair(0, 1), by_pa);
      add(Local::pair(1, 1), by_aa);
      add(Local::pair(2, 3), by_qb);
      add(Local::pair(3, 3), by_bb);
      return result;
    }
  }

  /// In an order that lets four be added at a time.
  template <std::size_t N>
  [[nodiscard]] static double sum_of(const std::array<double, N>& terms) {
    constexpr std::size_t kLanes = 4;
    static_assert(N % kLanes == 0);
    std::array<double, kLanes> sums{};
    for (std::size_t i = 0; i < N; i += kLanes) {
      for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += terms[i + lane];
    }
    return (sums[0] + sums[2]) + (sums[1] + sums[3]);
  }

  /// log(1 + t / base), where t = c (e^w - 1).
  [[nodiscard]] double log_growth(double base, double t, double w) const {
    return base == c_ ? w : std::log1p(t / base);
  }
  [[nodiscard]] double slope_at_time(double t) const {
    double slope = 1.0 - (t + c_) * (p_ / (a_ + t) + q_ / (b_ + t));
    if (k_ > 0.0) slope += k_ * (t + c_) / t * a_ / (a_ + t);
    return slope;
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
  return math::compose(powers.integral(length), std::array<Real, 4>{p, a, q, b});
}

}  // namespace tenure::model
