/// The future of a client who buys at an unknown rate until, after some purchase, he leaves: what
/// the BG/NBD and the MBG/NBD models have in common.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/at_most.hpp"
#include "math/beta_mean.hpp"
#include "math/exponential_integral.hpp"
#include "math/incomplete_beta.hpp"
#include "math/quadrature.hpp"
#include "math/rising_factorial.hpp"

namespace tenure::model {

using math::at_most;

/// A client who is alive now. He buys at rate lambda ~ Gamma(shape, rate); after each purchase he
/// leaves with probability p ~ Beta(a, b); lambda and p are independent.
///
/// The field's closed forms are differences of 2F1 that cancel, have poles at a = 1 and a + b = 1
/// and overflow for frequent buyers. Here every quantity is a mean of positive terms: over p by
/// quadrature, or over the count N of purchases he would make if he stayed, N being negative
/// binomial, where few terms suffice.
template <class Real>
class BetaGeometricClient {
 public:
  BetaGeometricClient(const Real& shape, const Real& rate, const Real& a, const Real& b)
      : shape_(shape), rate_(rate), a_(a), b_(b) {}

  /// E[purchases in (0, t]].
  [[nodiscard]] Real expected_purchases(double t) const { return kept_purchases(a_, t); }

  /// P(he leaves within t) = E[1 - (1 + p t / rate)^-shape].
  [[nodiscard]] Real p_leaves(double t) const {
    // The factor p in front of the mean in `kept_purchases` makes a Beta(a, b) a Beta(a + 1, b).
    return at_most(1.0, a_ / (a_ + b_) * kept_purchases(a_ + 1.0, t));
  }

  /// log P(he is still alive at t) = log E[(1 + p t / rate)^-shape].
  [[nodiscard]] Real log_p_stays(double t) const {
    using std::log1p;
    const Real growth = t / rate_;
    const double steepness = math::value_of(shape_) * math::value_of(growth);
    const Real log_mean =
        math::log_beta_mean(a_, b_,
                            {.slope_at_zero = steepness,
                             .slope_at_one = math::value_of(shape_),
                             .curvature = std::min(math::value_of(shape_), math::value_of(a_))},
                            [&](double p, double) { return -shape_ * log1p(growth * p); });
    return at_most(0.0, log_mean);
  }

  /// E[sum of exp(-discount * time) over his purchases in (0, horizon]].
  [[nodiscard]] Real discounted_purchases(double discount, double horizon) const {
    if (discount == 0.0) return expected_purchases(horizon);
    constexpr double kShort = 1.0;
    return discount * horizon > kShort ? discounted_at_length(discount, horizon)
                                       : discounted_by_parts(discount, horizon);
  }

  /// P(he makes `count` purchases in (0, t]).
  [[nodiscard]] Real pmf(double t, double count) const {
    using std::exp, std::log1p;
    if (t == 0.0) return count == 0.0 ? 1.0 : 0.0;
    if (count == 0.0) return exp(-shape_ * log1p(t / rate_));
    // Either he stays through `count` purchases and makes no more, or he leaves at the last of
    // them whatever more he would have made: (b)_k / (a + b)_k times P(N = k), and that ratio
    // with the last chance taken instead of left times P(N >= k).
    const Real stays = exp(math::log_rising_quotient(b_, a_, count));
    const Real exactly = exp(math::log_beta_density(Real(count), shape_, Real(t), rate_)) / count;
    const Real at_least = math::incomplete_beta(Real(count), shape_, Real(t), rate_);
    return stays * (exactly + a_ / (b_ + (count - 1.0)) * at_least);
  }

 private:
  // Above this many terms quadrature over p is no slower than summation over N.
  static constexpr double kMostTerms = 300.0;

  /// How many terms of the distribution of N matter: its mean, nine deviations, and the geometric
  /// tail of ratio t / (rate + t) that follows.
  [[nodiscard]] static double terms(double shape, double growth) {
    const double mean = shape * growth;
    return mean + 9.0 * std::sqrt(mean * (1.0 + growth)) + 25.0 * (1.0 + growth);
  }

  /// E[(1 - (1 + p t / rate)^-shape) / p] over p ~ Beta(a, b): the purchases made before leaving.
  [[nodiscard]] Real kept_purchases(const Real& a, double t) const {
    using std::exp, std::expm1, std::log, std::log1p;
    if (t == 0.0) return 0.0;
    const Real growth = t / rate_;
    if (terms(math::value_of(shape_), math::value_of(growth)) <= kMostTerms)
      return kept_by_count(a, t);
    const double steepness = (math::value_of(shape_) + 1.0) * math::value_of(growth);
    return exp(math::log_beta_mean(
        a, b_, {.slope_at_zero = steepness, .slope_at_one = math::value_of(shape_) + 1.0},
        [&](double p, double) { return log(-expm1(-shape_ * log1p(growth * p)) * (1.0 / p)); }));
  }

  /// The same as sum over n of P(N = n) (1 + S(1) + ... + S(n - 1)), S(j) = (b)_j / (a + b)_j being
  /// the probability of staying through j purchases. P(N = n) is summed beside it, up to a factor.
  [[nodiscard]] Real kept_by_count(const Real& a, double t) const {
    constexpr double kNegligible = 1e-17;
    const Real z = t / (rate_ + t);
    const Real total = a + b_;
    Real weight(1.0);
    Real stays(1.0);
    Real kept(0.0);
    Real weights(1.0);
    Real sum(0.0);
    for (int n = 0;; ++n) {
      const Real ratio = z * (shape_ + n) / (n + 1.0);
      weight = weight * ratio;
      kept += stays;
      stays = stays * (b_ + n) / (total + n);
      weights += weight;
      sum += weight * kept;
      // The ratios fall towards z: what follows is at most a geometric series.
      const double left = 1.0 - math::value_of(ratio);
      const double term = math::value_of(weight) * math::value_of(kept);
      const bool sum_grows = term > kNegligible * left * math::value_of(sum);
      const bool weights_grow =
          math::value_of(weight) > kNegligible * left * math::value_of(weights);
      if (!sum_grows && !weights_grow) return sum / weights;
    }
  }

  /// shape E[f(w) / p], w = discount rate / p and f(w) = e^w E_(shape + 1)(w), less the same for
  /// what comes after the horizon.
  [[nodiscard]] Real discounted_at_length(double discount, double horizon) const {
    using std::exp, std::log, std::log1p;
    const math::ScaledExponentialIntegral<Real> integral(shape_);
    const bool for_ever = horizon == std::numeric_limits<double>::infinity();
    const double longest = discount * horizon;
    const Real force = discount * rate_;
    const Real growth = for_ever ? Real(0.0) : horizon / rate_;
    const double order = math::value_of(shape_) + 1.0;
    const math::Variation variation{
        .slope_at_zero = order * (1.0 / math::value_of(force) + math::value_of(growth)),
        .slope_at_one = order + 1.0};
    return shape_ * exp(math::log_beta_mean(a_, b_, variation, [&](double p, double) {
             const Real w = force / p;
             Real within = integral(w);
             if (!for_ever) {
               within -= exp(-longest - shape_ * log1p(growth * p)) * integral(w + longest);
             }
             return log(within * (1.0 / p));
           }));
  }

  /// For short horizons, where the difference above would cancel: exp(-d t) m(t) + d times the
  /// integral over u in (0, t) of exp(-d u) m(u), m(u) being the purchases expected by u.
  [[nodiscard]] Real discounted_by_parts(double discount, double horizon) const {
    constexpr double kTolerance = 1e-13;
    // m varies on the scale on which the most fickle clients, p = 1, leave.
    const double scale = math::value_of(rate_) / (math::value_of(shape_) + 1.0);
    const auto integrand = [&](double v) {
      const double u = scale * std::expm1(v);
      return expected_purchases(u) * (std::exp(-discount * u) * (scale + u));
    };
    const Real inner =
        math::integrate_adaptive(integrand, 0.0, std::log1p(horizon / scale), kTolerance).value;
    return std::exp(-discount * horizon) * expected_purchases(horizon) + discount * inner;
  }

  Real shape_;
  Real rate_;
  Real a_;
  Real b_;
};

}  // namespace tenure::model
