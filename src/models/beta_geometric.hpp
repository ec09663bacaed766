/// The future of a client who buys at an unknown rate until, after some purchase, he leaves: what
/// the BG/NBD and the MBG/NBD models have in common.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/at_most.hpp"
#include "math/beta_mean.hpp"
#include "math/expm1_ratio.hpp"
#include "math/exponential_integral.hpp"
#include "math/incomplete_beta.hpp"
#include "math/log_concave.hpp"
#include "math/rising_factorial.hpp"
#include "models/purchase_model.hpp"

namespace tenure::model {

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
  /// `least_rate`: a bound below `rate` for all clients who have bought as often.
  BetaGeometricClient(const Real& shape, const Real& rate, double least_rate, const Real& a,
                      const Real& b)
      : shape_(shape), rate_(rate), least_rate_(least_rate), a_(a), b_(b) {}

  /// E[purchases in the window].
  [[nodiscard]] Real expected_purchases(const Window& window) const {
    return window.from == 0.0 ? kept_purchases(a_, window.to) : kept_after(window);
  }

  /// P(he leaves within t) = E[1 - (1 + p t / rate)^-shape].
  [[nodiscard]] Real p_leaves(double t) const {
    // The factor p in front of the mean in `kept_purchases` makes a Beta(a, b) a Beta(a + 1, b).
    return math::at_most(1.0, a_ / (a_ + b_) * kept_purchases(a_ + 1.0, t));
  }

  /// log P(he is still alive at t) = log E[(1 + p t / rate)^-shape].
  [[nodiscard]] Real log_p_stays(double t) const {
    return math::at_most(0.0, log_mean_power(a_, b_, t / rate_, shape_));
  }

  /// E[time as a client in (0, horizon]], the mean of (rate + p t)^-shape integrated over t.
  [[nodiscard]] Real expected_lifetime(double horizon) const {
    using std::exp, std::log, std::log1p;
    if (horizon == 0.0) return 0.0;
    const double shape = math::value_of(shape_);
    if (horizon == std::numeric_limits<double>::infinity()) {  // E[1 / lambda] E[1 / p]
      if (!(shape > 1.0 && math::value_of(a_) > 1.0)) return kNoMean;
      return rate_ / (shape_ - 1.0) * ((a_ + b_ - 1.0) / (a_ - 1.0));
    }
    const Real growth = horizon / rate_;
    const math::Variation variation{.slope_at_zero = (shape + 1.0) * math::value_of(growth),
                                    .slope_at_one = shape + 1.0,
                                    .curvature = std::min(shape, math::value_of(a_))};
    return rate_ * exp(math::log_beta_mean(a_, b_, variation, [&](double p, double) {
             const Real log_growth = log1p(growth * p);
             return log(log_growth * math::expm1_ratio((1.0 - shape_) * log_growth) * (1.0 / p));
           }));
  }

  /// E[sum of exp(-discount * time) over his purchases in the window]. `future` keeps what others
  /// share: a SharedFuture, or a FutureOfOne.
  template <class Future>
  [[nodiscard]] Real discounted_purchases(double discount, const Window& window,
                                          Future& future) const {
    if (discount == 0.0) return expected_purchases(window);
    if (window.length() == 0.0) return 0.0;
    constexpr double kShort = 1.0;
    if (discount * window.length() <= kShort) {
      return std::exp(-discount * window.from) * discounted_shortly(discount, window);
    }
    if (window.from == 0.0) return discounted_from_now(discount, window.to, future);
    return std::exp(-discount * window.from) * discounted_at_length(discount, window);
  }

  /// P(he makes `count` purchases in the window).
  [[nodiscard]] Real pmf(const Window& window, double count) const {
    using std::exp;
    const double length = window.length();
    if (count == 0.0) {
      const Real silent = exp(log_p_silent(window));
      return window.from == 0.0 ? silent : math::at_most(1.0, silent + p_leaves(window.from));
    }
    if (length == 0.0) return 0.0;
    // Either he stays through `count` purchases and makes no more, or he leaves at the last of
    // them whatever more he would have made: (b)_k / (a + b)_k times P(N = k), and that ratio
    // with the last chance taken instead of left times P(N >= k).
    const Real stays = exp(math::log_rising_quotient(b_, a_, count));
    Real exactly = exp(math::log_beta_density(Real(count), shape_, Real(length), rate_)) / count;
    if (window.from > 0.0) {
      exactly = exactly *
                exp(log_mean_power(a_, b_ + count, window.from / (rate_ + length), shape_ + count));
    }
    const Real at_least = mean_at_least(a_ + 1.0, b_ + (count - 1.0), window, count);
    return stays * (exactly + a_ / (b_ + (count - 1.0)) * at_least);
  }

  /// P(he makes `count` purchases or more in the window): he stays through all but the last.
  [[nodiscard]] Real p_at_least(const Window& window, double count) const {
    using std::exp;
    if (count == 0.0) return 1.0;
    const double earlier = count - 1.0;
    return exp(math::log_rising_quotient(b_, a_, earlier)) *
           mean_at_least(a_, b_ + earlier, window, count);
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

  /// log E[(1 + growth p)^-power], p ~ Beta(a, b).
  [[nodiscard]] static Real log_mean_power(const Real& a, const Real& b, const Real& growth,
                                           const Real& power) {
    using std::log1p;
    const double exponent = math::value_of(power);
    return math::log_beta_mean(a, b,
                               {.slope_at_zero = exponent * math::value_of(growth),
                                .slope_at_one = exponent,
                                .curvature = std::min(exponent, math::value_of(a))},
                               [&](double p, double) { return -power * log1p(growth * p); });
  }

  /// log P(alive when the window opens, and no purchase in it): all its length his rate, which was
  /// Gamma(shape, rate + p from) then, lets pass.
  [[nodiscard]] Real log_p_silent(const Window& window) const {
    using std::log1p;
    const double length = window.length();
    const Real silent = -shape_ * log1p(length / rate_);
    if (window.from == 0.0) return silent;
    return silent + log_mean_power(a_, b_, window.from / (rate_ + length), shape_);
  }

  /// `kept_purchases` of a window that opens later: the difference of two, taken within the mean.
  [[nodiscard]] Real kept_after(const Window& window) const {
    using std::exp, std::expm1, std::log, std::log1p;
    if (window.length() == 0.0) return 0.0;
    const Real before = window.from / rate_;
    const Real growth = window.length() / rate_;
    const double order = math::value_of(shape_) + 1.0;
    const math::Variation variation{
        .slope_at_zero = order * (math::value_of(before) + math::value_of(growth)),
        .slope_at_one = order,
        .curvature = std::min(order, math::value_of(a_))};
    return exp(math::log_beta_mean(a_, b_, variation, [&](double p, double) {
      const Real opened = 1.0 + before * p;
      return log(-expm1(-shape_ * log1p(growth * p / opened)) * (1.0 / p)) - shape_ * log(opened);
    }));
  }

  /// The mean over p ~ Beta(a, b) of P(alive when the window opens, and N >= count in it).
  [[nodiscard]] Real mean_at_least(const Real& a, const Real& b, const Window& window,
                                   double count) const {
    using std::exp, std::log1p;
    const double length = window.length();
    if (length == 0.0) return 0.0;
    if (window.from == 0.0) return math::nbd_at_least(shape_, rate_, length, count);
    const double order = math::value_of(shape_) + count;
    const Real before = window.from / rate_;
    const math::Variation variation{.slope_at_zero = order * math::value_of(before),
                                    .slope_at_one = order,
                                    .curvature = std::min(order, math::value_of(a))};
    return exp(math::log_beta_mean(a, b, variation, [&](double p, double) {
      const Real rate = rate_ + p * window.from;
      return math::log_nbd_at_least(shape_, rate, length, count) - shape_ * log1p(before * p);
    }));
  }

  /// Of a window that opens now, as below. The rule bounds the variation for all clients who have
  /// bought as often, so that it is theirs too.
  template <class Future>
  [[nodiscard]] Real discounted_from_now(double discount, double horizon, Future& future) const {
    using std::exp, std::log1p;
    const bool for_ever = horizon == std::numeric_limits<double>::infinity();
    const double order = math::value_of(shape_) + 1.0;
    const double least = discount * least_rate_;
    const double last = for_ever ? 0.0 : horizon / least_rate_;
    const auto& rule = future.rule([&] {
      return math::BetaRule<Real>(
          a_, b_, {.slope_at_zero = order * (1.0 / least + last), .slope_at_one = order + 1.0},
          std::log1p(order / least));
    });
    const math::ScaledExponentialIntegral<Real> integral(shape_);
    const Real force = discount * rate_;
    const double longest = discount * horizon;
    return shape_ * rule.mean([&](double p, double) {
      const Real w = force / p;
      Real within = integral(w);
      if (!for_ever) {
        within -= exp(-longest - shape_ * log1p(horizon / rate_ * p)) * integral(w + longest);
      }
      return within * (1.0 / p);
    });
  }

  /// As seen from the opening of the window: shape E[f(w) / p], w = discount (rate / p + from) and
  /// f(w) = e^w E_(shape + 1)(w), less the same for what comes after its end.
  [[nodiscard]] Real discounted_at_length(double discount, const Window& window) const {
    using std::exp, std::log, std::log1p;
    const math::ScaledExponentialIntegral<Real> integral(shape_);
    const bool for_ever = window.to == std::numeric_limits<double>::infinity();
    const double longest = discount * window.length();
    const Real force = discount * rate_;
    const Real before = window.from / rate_;
    const double last =
        math::value_of(before) + (for_ever ? 0.0 : window.length() / math::value_of(rate_));
    const double order = math::value_of(shape_) + 1.0;
    const math::Variation variation{.slope_at_zero = order * (1.0 / math::value_of(force) + last),
                                    .slope_at_one = order + 1.0};
    return shape_ * exp(math::log_beta_mean(a_, b_, variation, [&](double p, double) {
             const Real w = force / p + discount * window.from;
             Real within = integral(w);
             if (!for_ever) {
               const Real growth = window.length() / (rate_ + p * window.from);
               within -= exp(-longest - shape_ * log1p(growth * p)) * integral(w + longest);
             }
             const Real seen = log(within * (1.0 / p));
             return window.from == 0.0 ? seen : seen - shape_ * log1p(before * p);
           }));
  }

  /// For short windows, where the difference above would cancel: shape E[the integral over u in the
  /// window, from its opening, of exp(-discount u) / r (1 + p u / r)^-(shape + 1)], r = rate + p
  /// from.
  [[nodiscard]] Real discounted_shortly(double discount, const Window& window) const {
    using std::exp, std::log, std::log1p;
    const double shape = math::value_of(shape_);
    const Real before = window.from / rate_;
    const double whole = math::value_of(before) + window.length() / math::value_of(rate_);
    const math::Variation variation{.slope_at_zero = (shape + 1.0) * whole,
                                    .slope_at_one = shape + 1.0,
                                    .curvature = std::min(shape + 1.0, math::value_of(a_))};
    return shape_ * exp(math::log_beta_mean(a_, b_, variation, [&](double p, double) {
             const Real rate = rate_ + p * window.from;
             const double scale = math::value_of(rate) / p;  // u = scale (e^w - 1)
             const auto density = [&](double w) {
               const double slope = -discount * scale * std::exp(w) - shape;
               return math::LogPoint{-discount * scale * std::expm1(w) - shape * w, slope};
             };
             const Real per_rate = p / rate;
             const auto integrand = [&](double w) {
               const double u = scale * std::expm1(w);
               return exp(-discount * u - (shape_ + 1.0) * log1p(u * per_rate)) * (scale + u);
             };
             const double end = std::log1p(window.length() / scale);
             return log(math::integrate_log_concave(integrand, density, 0.0, end) / rate) -
                    shape_ * log1p(before * p);
           }));
  }

  Real shape_;
  Real rate_;
  double least_rate_;
  Real a_;
  Real b_;
};

}  // namespace tenure::model
