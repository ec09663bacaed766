/// The future of a regular client who buys at an unknown rate until, after some purchase, he
/// leaves: what the BG/CNBD-k and the MBG/CNBD-k models have in common.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>

#include "math/at_most.hpp"
#include "math/incomplete_beta.hpp"
#include "math/rising_factorial.hpp"
#include "models/erlang_at_rate.hpp"
#include "models/erlang_phases.hpp"
#include "models/erlang_window.hpp"
#include "models/purchase_model.hpp"
#include "models/rate_nodes.hpp"

namespace tenure::model {

/// A client who is alive now, some time after his last purchase: a purchase takes k phases, of
/// which j have ended with a known probability. Given j, phases come at rate lambda ~ Gamma(shape +
/// j, rate); after each purchase he leaves with probability p ~ Beta(a, b).
///
/// The field approximates k phases by one of k times the length. Here every quantity is a sum of
/// positive terms: over the count of phases, negative binomial given j, where few terms do, else
/// over lambda by quadrature and over the count, or p, at each lambda.
template <class Real>
class ErlangClient {
 public:
  ErlangClient(int k, const Real& shape, const Real& rate, double silence, const Real& a,
               const Real& b)
      : k_(k),
        shape_(shape),
        rate_(rate),
        silence_(silence),
        a_(a),
        b_(b),
        phases_(phases_in_silence(k, shape, rate, silence)) {}

  /// E[purchases in the window].
  [[nodiscard]] Real expected_purchases(const Window& window) const {
    return window.from == 0.0 ? kept_purchases(a_, window.to) : kept_later(0.0, window);
  }

  /// P(he leaves within t): p for each purchase makes a Beta(a, b) a Beta(a + 1, b).
  [[nodiscard]] Real p_leaves(double t) const {
    return math::at_most(1.0, a_ / (a_ + b_) * kept_purchases(a_ + 1.0, t));
  }

  /// log P(he is still alive at t).
  [[nodiscard]] Real log_p_stays(double t) const {
    using std::log;
    if (t == 0.0) return 0.0;
    if (is_short(t)) return math::at_most(0.0, log(stays_by_count(t)));
    const RateNodes<Real> rates = nodes();
    const ErlangAtRate<Real> future(k_, a_, b_, {.horizon = t, .fastest = rates.fastest()});
    math::LogSum<Real> density;
    math::LogSum<Real> alive;
    rates.visit({t}, [&](const Real& log_weight, double lambda, const PhaseShares& ended) {
      const Real log_alive = log_weight + future.log_p_stays(lambda, ended);
      density.add(log_weight);
      alive.add(log_alive);
      return math::value_of(log_weight) > density.largest() - kVanished ||
             math::value_of(log_alive) > alive.largest() - kVanished;
    });
    return math::at_most(0.0, alive.log() - density.log());
  }

  /// E[time as a client in (0, horizon]]. For ever: k phases for each of 1 / p purchases, less
  /// those that have ended.
  [[nodiscard]] Real expected_lifetime(double horizon) const {
    if (horizon == 0.0) return 0.0;
    if (horizon == std::numeric_limits<double>::infinity()) {
      if (!(math::value_of(shape_) > 1.0 && math::value_of(a_) > 1.0)) return kNoMean;
      const Real purchases = (a_ + b_ - 1.0) / (a_ - 1.0);
      Real result(0.0);
      for (int j = 0; j < k_; ++j) {
        result += share(j) * (rate_ / (shape_ + (j - 1.0))) * (k_ * purchases - j);
      }
      return result;
    }
    const RateNodes<Real> rates = nodes();
    const ErlangAtRate<Real> future(k_, a_, b_, {.horizon = horizon, .fastest = rates.fastest()});
    return mean_over_rates({horizon}, [&](double lambda, const PhaseShares& ended) {
      using std::log;
      return log(future.lifetime(lambda, ended));
    });
  }

  /// E[sum of exp(-discount * time) over his purchases in the window].
  [[nodiscard]] Real discounted_purchases(double discount, const Window& window) const {
    if (discount == 0.0) return expected_purchases(window);
    if (window.from > 0.0) return std::exp(-discount * window.from) * kept_later(discount, window);
    return kept_by_rate(a_, discount, window.to);
  }

  /// P(he makes `count` purchases in the window): he stays through them and makes no more, or he
  /// leaves at the last of them whatever more he would have made.
  [[nodiscard]] Real pmf(const Window& window, double count) const {
    using std::exp;
    if (count == 0.0) {
      const Real silent = mean_of_phases(a_, b_, window, {0.0, 0.0});
      return window.from == 0.0 ? silent : math::at_most(1.0, silent + p_leaves(window.from));
    }
    if (window.length() == 0.0) return 0.0;
    const Real stays = exp(math::log_rising_quotient(b_, a_, count));
    const Real exactly = mean_of_phases(a_, b_ + count, window, {count, count});
    const Real at_least = mean_of_phases(a_ + 1.0, b_ + (count - 1.0), window, {count, kForEver});
    return stays * (exactly + a_ / (b_ + (count - 1.0)) * at_least);
  }

  /// P(he makes `count` purchases or more in the window): he stays through all but the last.
  [[nodiscard]] Real p_at_least(const Window& window, double count) const {
    using std::exp;
    if (count == 0.0) return 1.0;
    if (window.length() == 0.0) return 0.0;
    const double earlier = count - 1.0;
    return exp(math::log_rising_quotient(b_, a_, earlier)) *
           mean_of_phases(a_, b_ + earlier, window, {count, kForEver});
  }

  /// E[phases a unit of time].
  [[nodiscard]] Real expected_rate() const {
    Real result(0.0);
    for (int j = 0; j < k_; ++j) result += share(j) * (shape_ + j) / rate_;
    return result;
  }

 private:
  static constexpr double kForEver = std::numeric_limits<double>::infinity();

  // From here on the sum over the count of phases is no faster than quadrature; before, its
  // weights stay below e^600.
  static constexpr double kMostTerms = 600.0;

  [[nodiscard]] const Real& share(int j) const {
    return phases_.share[static_cast<std::size_t>(j)];
  }
  [[nodiscard]] RateNodes<Real> nodes() const { return {k_, shape_, rate_, silence_}; }

  /// Whether few phases are to be expected: their mean, nine deviations, and the geometric tail of
  /// ratio t / (rate + t) that follows.
  [[nodiscard]] bool is_short(double t) const {
    const double growth = t / math::value_of(rate_);
    const double mean = (math::value_of(shape_) + k_) * growth;
    return mean + 9.0 * std::sqrt(mean * (1.0 + growth)) + 25.0 * (1.0 + growth) <= kMostTerms;
  }

  /// P(first <= N < end) for the negative binomial count N of phases in t, end finite.
  [[nodiscard]] Real phases_between(const Real& shape, double t, double first, double end) const {
    using std::exp, std::log1p;
    if (t == 0.0) return first == 0.0 ? 1.0 : 0.0;
    Real term = first == 0.0
                    ? exp(-shape * log1p(t / rate_))
                    : exp(math::log_beta_density(Real(first), shape, Real(t), rate_)) / first;
    const Real z = t / (rate_ + t);
    Real sum = term;
    for (double n = first + 1.0; n < end; ++n) {
      term = term * (z * (shape + (n - 1.0)) / n);
      sum += term;
    }
    return sum;
  }

  /// E[sum of S(i) over his purchases i = 0, 1, ... in (0, t], had he stayed], S(i) = (b)_i / (a +
  /// b)_i being the probability of staying through i purchases.
  [[nodiscard]] Real kept_purchases(const Real& a, double t) const {
    if (t == 0.0) return 0.0;
    if (!is_short(t)) return kept_by_rate(a, 0.0, t);
    Real result(0.0);
    for (int j = 0; j < k_; ++j) {
      Real stays(1.0);
      result += share(j) * mean_by_count(j, t, Real(0.0), [&](Real& kept, int purchase) {
                  kept += stays;
                  stays = stays * (b_ + (purchase - 1.0)) / (a + b_ + (purchase - 1.0));
                });
    }
    return result;
  }
  [[nodiscard]] Real stays_by_count(double t) const {
    Real result(0.0);
    for (int j = 0; j < k_; ++j) {
      result += share(j) * mean_by_count(j, t, Real(1.0), [&](Real& stays, int purchase) {
                  stays = stays * (b_ + (purchase - 1.0)) / (a_ + b_ + (purchase - 1.0));
                });
    }
    return result;
  }

  /// The mean of a value that `buy(value, 1)`, `buy(value, 2)`, ... change at each purchase, j
  /// phases of the first one having ended. The probabilities are summed beside it, up to a factor.
  template <class Buy>
  [[nodiscard]] Real mean_by_count(int j, double t, Real value, Buy&& buy) const {
    constexpr double kNegligible = 1e-17;
    const Real z = t / (rate_ + t);
    Real weight(1.0);
    Real weights(1.0);
    Real sum = value;
    for (int n = 1;; ++n) {
      const Real ratio = z * (shape_ + (j + n - 1.0)) / n;
      weight = weight * ratio;
      const bool buys = (j + n) % k_ == 0;
      if (buys) buy(value, (j + n) / k_);
      weights += weight;
      sum += weight * value;
      if (j + n < k_) continue;  // no term counts before the first purchase
      // The ratios tend to z: what follows is at most a geometric series.
      const double left = 1.0 - std::max(math::value_of(ratio), math::value_of(z));
      const double term = math::value_of(weight) * math::value_of(value);
      const bool sum_grows = term > kNegligible * left * math::value_of(sum);
      const bool weights_grow =
          math::value_of(weight) > kNegligible * left * math::value_of(weights);
      if (!sum_grows && !weights_grow) return sum / weights;
    }
  }

  // Terms this far below the largest do not count: e^-40 = 4e-18.
  static constexpr double kVanished = 40.0;

  static constexpr double kNothing = -std::numeric_limits<double>::infinity();

  /// The mean over lambda of a function, given by its logarithm, of it and of the phases that have
  /// ended. The function may grow without bound where the density falls: as long as either counts,
  /// both are summed.
  template <class LogFunction>
  [[nodiscard]] Real mean_over_rates(const RateVariation& variation, LogFunction&& log_at) const {
    math::LogSum<Real> density;
    math::LogSum<Real> integrand;
    nodes().visit(variation, [&](const Real& log_weight, double lambda, const PhaseShares& ended) {
      density.add(log_weight);
      const bool dense = math::value_of(log_weight) > density.largest() - kVanished;
      const Real log_value = log_at(lambda, ended);
      if (math::value_of(log_value) == kNothing) return dense;
      const Real log_integrand = log_weight + log_value;
      integrand.add(log_integrand);
      return dense || math::value_of(log_integrand) > integrand.largest() - kVanished;
    });
    using std::exp;
    return integrand.largest() == kNothing ? Real(0.0) : exp(integrand.log() - density.log());
  }

  /// `kept_purchases`, discounted, as a mean over lambda.
  [[nodiscard]] Real kept_by_rate(const Real& a, double discount, double horizon) const {
    if (horizon == 0.0) return 0.0;
    const ErlangAtRate<Real> future(
        k_, a, b_, {.discount = discount, .horizon = horizon, .fastest = nodes().fastest()});
    return mean_over_rates({longest(discount, horizon)},
                           [&](double lambda, const PhaseShares& ended) {
                             using std::log;
                             return log(future.kept_purchases(lambda, ended));
                           });
  }
  /// The same as seen from the opening of the window.
  [[nodiscard]] Real kept_later(double discount, const Window& window) const {
    if (window.length() == 0.0) return 0.0;
    const ErlangWindow<Real> later(k_, a_, b_, discount, window);
    return mean_over_rates({window.from + longest(discount, window.length())},
                           [&](double lambda, const PhaseShares& ended) {
                             using std::log;
                             return log(later.kept_purchases(lambda, ended));
                           });
  }
  [[nodiscard]] static double longest(double discount, double horizon) {
    return discount > 0.0 ? std::min(horizon, 1.0 / discount) : horizon;
  }

  /// Purchases in a window, from the fewest to the most.
  struct Purchases {
    double fewest;
    double most;
  };
  /// The mean over p ~ Beta(a, b) of P(alive when the window opens, and phases for so many
  /// purchases, if he stays, in it).
  [[nodiscard]] Real mean_of_phases(const Real& a, const Real& b, const Window& window,
                                    const Purchases& purchases) const {
    const double length = window.length();
    const auto first = [&](int j) { return std::max(k_ * purchases.fewest - j, 0.0); };
    const auto end = [&](int j) { return k_ * (purchases.most + 1.0) - j; };
    if (window.from == 0.0) {
      Real result(0.0);
      for (int j = 0; j < k_; ++j) {
        const Real shape = shape_ + j;
        result +=
            share(j) * (end(j) == kForEver ? math::nbd_at_least(shape, rate_, length, first(j))
                                           : phases_between(shape, length, first(j), end(j)));
      }
      return result;
    }
    const ErlangWindow<Real> later(k_, a, b, 0.0, window);
    const RateVariation variation{.horizon = window.to, .phases = k_ * purchases.fewest};
    return mean_over_rates(variation, [&](double lambda, const PhaseShares& ended) {
      using std::log;
      PhaseShares chance{};  // relative to the likeliest, as all may be below the range of a double
      const auto used = std::span(chance).first(static_cast<std::size_t>(k_));
      for (int j = 0; j < k_; ++j) {
        used[static_cast<std::size_t>(j)] = log_poisson_between(lambda * length, first(j), end(j));
      }
      const double likeliest = *std::max_element(used.begin(), used.end());
      if (likeliest == kNothing) return Real(kNothing);
      for (double& log_chance : used) log_chance = std::exp(log_chance - likeliest);
      return Real(likeliest + log(later.mean_at_opening(lambda, ended, chance)));
    });
  }

  int k_;
  Real shape_;
  Real rate_;
  double silence_;
  Real a_;
  Real b_;
  PhaseWeights<Real> phases_;
};

}  // namespace tenure::model
