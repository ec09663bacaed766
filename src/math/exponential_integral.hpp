/// The generalised exponential integral of real order, scaled.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "math/dual.hpp"
#include "math/expm1_ratio.hpp"

namespace tenure::math {
namespace detail {

/// Riemann's zeta function at a whole k >= 2: some terms, and Euler and Maclaurin's formula (A&S
/// 23.1.30) for the others.
constexpr double zeta(int k) {
  constexpr int kFirst = 40;
  const auto power = [k](int j) {
    long double result = 1.0L;
    for (int i = 0; i < k; ++i) result /= j;
    return result;
  };
  long double sum = 0.0L;
  for (int j = 1; j < kFirst; ++j) sum += power(j);
  constexpr long double kStep = 1.0L / kFirst;
  long double rest = kFirst / (k - 1.0L) + 0.5L;
  long double rise = k * kStep;  // k (k + 1) ... times as many steps
  rest += rise / 12;
  rise *= (k + 1) * (k + 2) * kStep * kStep;
  rest -= rise / 720;
  rise *= (k + 3) * (k + 4) * kStep * kStep;
  rest += rise / 30240;
  rise *= (k + 5) * (k + 6) * kStep * kStep;
  rest -= rise / 1209600;
  return static_cast<double>(sum + power(kFirst) * rest);
}

/// zeta(k) / k for k = 2, 3, ...: enough of them for |f| <= 1/2 below.
inline constexpr auto kZetaOverK = [] {
  std::array<double, 56> result{};
  for (std::size_t i = 0; i < result.size(); ++i) {
    const int k = static_cast<int>(i) + 2;
    result[i] = zeta(k) / k;
  }
  return result;
}();

/// log Gamma(1 - f) / f for |f| <= 1/2, the Euler constant at f = 0: A&S 6.1.33.
template <class Real>
Real log_gamma_slope(const Real& f) {
  Real sum(0.0);
  for (std::size_t i = kZetaOverK.size(); i-- > 0;) sum = (sum + kZetaOverK[i]) * f;
  return sum + std::numbers::egamma;
}

}  // namespace detail

/// w -> e^w E_(order + 1)(w) = integral over y > 0 of e^(-w y) (1 + y)^-(order + 1), for order > 0
/// and w > 0. It lies between 1 / (w + order + 1) and 1 / (w + order).
template <class Real>
class ScaledExponentialIntegral {
 public:
  explicit ScaledExponentialIntegral(const Real& order)
      : order_(order),
        steps_(static_cast<int>(std::round(std::min(value_of(order), kFractionOrder)))),
        fraction_(order - steps_),
        slope_(value_of(order) < kFractionOrder ? detail::log_gamma_slope(fraction_) : Real(0.0)) {}

  [[nodiscard]] Real operator()(const Real& w) const {
    return value_of(w) >= kFractionFrom || value_of(order_) >= kFractionOrder ? by_fraction(w)
                                                                              : by_series(w);
  }

  /// Above either bound a continued fraction; below both, a series for the order's fractional part
  /// and a recurrence upwards, which is stable for w < 1.
  static constexpr double kFractionFrom = 1.0;
  static constexpr double kFractionOrder = 20.0;

 private:
  /// Abramowitz & Stegun 5.1.22 in its even form, from the inside out. After k steps the error has
  /// fallen as e^(-4 sqrt(k w)) for small orders, and faster for large ones; at large w, where that
  /// is not reached in a step, as the terms of the asymptotic series.
  [[nodiscard]] Real by_fraction(const Real& w) const {
    constexpr double kSteps = 90.0;
    constexpr double kLarge = 100.0;
    constexpr double kStepsAtLarge = 50.0;
    const double at = value_of(w);
    const int last = at < kLarge ? 6 + static_cast<int>(kSteps / std::max(1.0, at))
                                 : 3 + static_cast<int>(kStepsAtLarge / std::sqrt(at));
    const Real base = w + order_ + 1.0;
    Real tail = base + 2.0 * last;
    for (int k = last; k >= 1; --k) {
      tail = base + 2.0 * (k - 1) - k * (order_ + k) / tail;
    }
    return 1.0 / tail;
  }

  /// A&S 5.1.12 for E_(1 + f) with the pole at f = 0 removed, then 5.1.14.
  [[nodiscard]] Real by_series(const Real& w) const {
    using std::exp;
    using std::log;
    constexpr int kTerms = 19;  // 1 / 19! < 1e-17
    Real sum(0.0);
    for (int k = kTerms; k >= 1; --k) {  // sum of (-w)^k / (k! (k - f)) as nested quotients
      sum = (sum + 1.0 / (k - fraction_)) * (w * (-1.0 / k));
    }
    const Real logarithm = log(w) + slope_;
    Real result = exp(w) * (-logarithm * expm1_ratio(fraction_ * logarithm) - sum);
    for (int step = 0; step < steps_; ++step) {
      result = (1.0 - w * result) / (fraction_ + (step + 1.0));
    }
    return result;
  }

  Real order_;
  int steps_;  ///< order = steps + fraction, |fraction| <= 1/2
  Real fraction_;
  Real slope_;
};

}  // namespace tenure::math
