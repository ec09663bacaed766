/// The kernel of the BG/NBD and of the MBG/NBD model, which differ only in whether a client may
/// leave right after his first purchase, and of their relatives with regular purchases.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <vector>

#include "math/at_most.hpp"
#include "math/gamma_transform.hpp"
#include "math/log_odds.hpp"
#include "math/random.hpp"
#include "math/rising_factorial.hpp"
#include "models/beta_geometric.hpp"
#include "models/histories.hpp"
#include "models/history_totals.hpp"
#include "models/poisson_purchases.hpp"
#include "models/poisson_run.hpp"
#include "models/purchase_model.hpp"
#include "models/shared_future.hpp"

namespace tenure::model {

inline constexpr std::array<std::string_view, 4> kBetaGeometricParameters{"r", "alpha", "a", "b"};
inline constexpr std::string_view kNobodyLeaves = "the NBD model, in which no client ever leaves";
inline double chance_to_leave(std::span<const double> parameters, double /*oldest*/) {
  return parameters[2] / (parameters[2] + parameters[3]);
}
inline constexpr std::string_view kNowOrNever =
    "a base in which a client leaves at the first chance or never";
inline double certainty(std::span<const double> parameters, double /*oldest*/) {
  return parameters[2] + parameters[3];
}
inline constexpr std::array kBetaGeometricBoundaries{
    Boundary{0, Boundary::Side::infinity, "a base in which all clients buy at the same rate"},
    Boundary{2, Boundary::Side::zero, kNobodyLeaves, chance_to_leave, "a / (a + b)"},
    Boundary{3, Boundary::Side::zero, kNobodyLeaves, chance_to_leave, "a / (a + b)"},
    Boundary{2, Boundary::Side::zero, kNowOrNever, certainty, "a + b"},
    Boundary{3, Boundary::Side::zero, kNowOrNever, certainty, "a + b"},
    Boundary{2, Boundary::Side::infinity, "a base in which all clients leave as easily"},
};

enum class FirstChanceToLeave { first_repeat, first_purchase };

/// When a client buys who has not left: at any time alike, at rate lambda ~ Gamma(r, alpha). Given
/// the history (x, t_x, T) his rate is Gamma(r + x, alpha + T). As dual numbers r and alpha are
/// the first two variables.
template <class Real>
class PoissonTiming {
 public:
  static constexpr bool kMemoryless = true;

  PoissonTiming(const Real& r, const Real& alpha) : r_(r), alpha_(alpha) {}

  /// What depends on the number of purchases alone.
  math::LogScaledRising<Real> of_count(double x) const { return {r_, x}; }
  /// log of the density of his purchases, at their times, and of no other until T.
  Real log_purchases_and_silence(const History& h,
                                 const math::LogScaledRising<Real>& of_count) const {
    return of_count(alpha_ + h.T) + silence(0.0, 0.0, h.T);
  }
  /// log P(no purchase since the last one).
  Real log_silence(const History& h) const { return silence(h.x, h.t_x, h.T - h.t_x); }
  /// The weighted sum, of weights that are `clients` in all, over clients who have bought as often
  /// and have had a chance to leave: log of the likelihood of their purchases, silence and fate.
  Real sum_over_run(const Histories& run, const math::LogScaledRising<Real>& of_count,
                    const Real& log_last_chance, [[maybe_unused]] double clients) const {
    const auto sum = sum_over({.x = run.frequency[0],
                               .r = math::value_of(r_),
                               .alpha = math::value_of(alpha_),
                               .log_last_chance = math::value_of(log_last_chance),
                               .log_rising = of_count.constant(),
                               .rising_unit = of_count.unit(),
                               .rising_excess = of_count.excess(),
                               .t_x = run.recency,
                               .T = run.age,
                               .weight = run.weight});
    if constexpr (std::is_same_v<Real, double>) {
      return sum.value;
    } else {
      const Real& purchases = of_count.by_z();
      return math::compose(sum, std::array<Real, 3>{r_, alpha_, log_last_chance}) +
             clients * (purchases - purchases.value);
    }
  }
  /// The future of such a client who leaves with probability Beta(a, b).
  BetaGeometricClient<Real> client(const History& h, const Real& a, const Real& b) const {
    return {r_ + h.x, alpha_ + h.T, math::value_of(alpha_), a, b};
  }

  /// E[purchases a unit of time], of one who is alive and of one who left at his last purchase.
  Real rate_if_alive(const History& h) const { return (r_ + h.x) / (alpha_ + h.T); }
  Real rate_if_gone(const History& h) const { return (r_ + h.x) / (alpha_ + h.t_x); }

  double draw_rate(math::RandomStream& random) const {
    return random.gamma(math::value_of(r_), math::value_of(alpha_));
  }
  double draw_interval(double rate, math::RandomStream& random) const {
    return random.exponential(rate);
  }

 private:
  /// log P(no purchase for so long), after x purchases until t.
  Real silence(double x, double t, double length) const {
    return math::log_gamma_transform<Real>(math::value_of(r_) + x, math::value_of(alpha_) + t,
                                           length, 0);
  }

  Real r_;
  Real alpha_;
};

/// Leaves at each chance with probability p ~ Beta(a, b), and buys as `Timing` says.
template <class Real, FirstChanceToLeave kFirstChance, class Timing = PoissonTiming<Real>>
class BetaGeometricNbd {
 public:
  static constexpr int kParameters = 4;

  /// `regularity`: nothing, or the k of the timing.
  template <class... Regularity>
  explicit BetaGeometricNbd(const std::array<Real, 4>& parameters, Regularity... regularity)
      : timing_(parameters[0], parameters[1], regularity...),
        a_(parameters[2]),
        b_(parameters[3]) {}

  /// The mean rate of the base, spread as an exponential distribution is, and one client in four
  /// leaving at each chance.
  static std::array<double, 4> starting_values(const Histories& histories, int regularity = 1) {
    const HistoryTotals totals = totals_of(histories);
    if (!(totals.time > 0.0)) return {1.0, 1.0, 1.0, 3.0};
    return {1.0, regularity * totals.mean_wait(), 1.0, 3.0};
  }

  /// The terms of a likelihood that clients share who have bought as often.
  struct LikelihoodOfCount {
    math::LogScaledRising<Real> purchases;
    Real stays;            ///< log P(he let all chances to leave pass)
    Real log_last_chance;  ///< the logarithm of last_chance_odds
  };
  LikelihoodOfCount likelihood_of_count(const History& h) const {
    using std::log;
    const double passed = chances(h);
    return {timing_.of_count(h.x), math::log_rising_quotient(b_, a_, passed),
            passed == 0.0 ? Real(0.0) : Real(log(last_chance_odds(h)))};
  }
  Real log_likelihood(const History& h, const LikelihoodOfCount& shared) const {
    const auto& [purchases, stays, log_last_chance] = shared;
    if (chances(h) == 0.0) return timing_.log_purchases_and_silence(h, purchases) + stays;
    if constexpr (Timing::kMemoryless) {
      return log_likelihood_of_all(
          {.frequency = {&h.x, 1}, .recency = {&h.t_x, 1}, .age = {&h.T, 1}}, shared);
    } else {
      // Alive: silent to T. Gone: silent to t_x, but he took the last chance that he let pass if
      // alive. The larger term goes first: the other may be e^-40000 of it.
      const Real odds = log_last_chance - timing_.log_silence(h);
      if (math::value_of(odds) <= 0.0) {
        return timing_.log_purchases_and_silence(h, purchases) + stays + math::log1p_exp(odds);
      }
      return timing_.log_purchases(h, purchases) + stays + log_last_chance + math::log1p_exp(-odds);
    }
  }
  Real log_likelihood(const History& h) const { return log_likelihood(h, likelihood_of_count(h)); }
  /// The weighted sum over clients who have bought as often.
  Real log_likelihood_of_all(const Histories& run, const LikelihoodOfCount& shared) const
      requires(Timing::kMemoryless) {
    if (chances(history_at(run, 0)) == 0.0) {
      Real sum(0.0);
      for (std::size_t i = 0; i < run.size(); ++i) {
        sum += weight_at(run, i) * log_likelihood(history_at(run, i), shared);
      }
      return sum;
    }
    double clients = 0.0;
    for (std::size_t i = 0; i < run.size(); ++i) clients += weight_at(run, i);
    return clients * shared.stays +
           timing_.sum_over_run(run, shared.purchases, shared.log_last_chance, clients);
  }

  Real p_alive(const History& h, double after) const {
    using std::exp;
    return after == 0.0 ? alive_now(h) : alive_now(h) * exp(client(h).log_p_stays(after));
  }
  Real log_p_alive(const History& h, double after) const {
    using std::exp, std::log1p;
    const Real dead = p_dead(h, after);
    if (math::value_of(dead) < 0.5) return log1p(-dead);
    Real result(0.0);
    if (chances(h) > 0.0) {
      const Real odds = log_odds_gone(h);
      result = math::value_of(odds) > 0.0 ? -odds - log1p(exp(-odds)) : -log1p(exp(odds));
    }
    return after == 0.0 ? result : result + client(h).log_p_stays(after);
  }
  Real p_dead(const History& h, double after) const {
    if (after == 0.0) return gone_now(h);
    return math::at_most(1.0, gone_now(h) + alive_now(h) * client(h).p_leaves(after));
  }

  template <class Future = FutureOfOne>
  Real expected_purchases(const History& h, const Window& window, Future&& future = {}) const {
    return alive_now(h) * of(future, [&] { return client(h).expected_purchases(window); });
  }
  template <class Future = FutureOfOne>
  Real discounted_purchases(const History& h, double discount, const Window& window,
                            Future&& future = {}) const {
    if constexpr (Timing::kMemoryless) {
      return alive_now(h) *
             future([&] { return client(h).discounted_purchases(discount, window, future); });
    } else {
      return alive_now(h) * client(h).discounted_purchases(discount, window);
    }
  }
  Real conditional_pmf(const History& h, const Window& window, double count) const {
    const Real buys = alive_now(h) * client(h).pmf(window, count);
    return count == 0.0 ? math::at_most(1.0, gone_now(h) + buys) : buys;
  }
  template <class Future = FutureOfOne>
  Real p_at_least(const History& h, const Window& window, double count,
                  Future&& future = {}) const {
    if (count == 0.0) return 1.0;
    return math::at_most(
        1.0, alive_now(h) * of(future, [&] { return client(h).p_at_least(window, count); }));
  }

  template <class Future = FutureOfOne>
  Real expected_lifetime(const History& h, double horizon, Future&& future = {}) const {
    return alive_now(h) * of(future, [&] { return client(h).expected_lifetime(horizon); });
  }
  /// Who has left has been watched buying until his last purchase only.
  Real expected_rate(const History& h) const {
    return alive_now(h) * timing_.rate_if_alive(h) + gone_now(h) * timing_.rate_if_gone(h);
  }
  /// Who has left has taken one of his chances to.
  Real expected_dropout(const History& h) const {
    return (a_ + gone_now(h)) / (a_ + b_ + chances(h));
  }

  void simulate_purchases(double age, math::RandomStream& random,
                          std::vector<double>& times) const {
    const double rate = timing_.draw_rate(random);
    const double p = random.beta(math::value_of(a_), math::value_of(b_));
    if (kFirstChance == FirstChanceToLeave::first_purchase && random.uniform() < p) return;
    const auto interval = [&] { return timing_.draw_interval(rate, random); };
    ClientPurchases purchases(times);
    for (double t = interval(); t <= age; t += interval()) {
      purchases.add(t);
      if (random.uniform() < p) return;
    }
  }

 private:
  /// How often he could have left up to his last purchase, that one included.
  static double chances(const History& h) {
    return kFirstChance == FirstChanceToLeave::first_purchase ? h.x + 1.0 : h.x;
  }
  auto client(const History& h) const { return timing_.client(h, a_, b_ + chances(h)); }
  /// What follows if he is alive: if purchases come at any time alike, whenever the last one came.
  template <class Future, class Compute>
  static Real of(Future& future, Compute&& compute) {
    if constexpr (Timing::kMemoryless) {
      return future(compute);
    } else {
      return compute();
    }
  }

  /// The odds of having taken the last chance to leave, all earlier ones having been let pass.
  Real last_chance_odds(const History& h) const { return a_ / (b_ + (chances(h) - 1.0)); }
  /// log P(gone) / P(alive): he took his last chance, or let it pass and has been silent since.
  Real log_odds_gone(const History& h) const {
    using std::log;
    return log(last_chance_odds(h)) - timing_.log_silence(h);
  }
  Real alive_now(const History& h) const {
    using std::exp;
    if (chances(h) == 0.0) return 1.0;
    const Real odds = log_odds_gone(h);
    if (math::value_of(odds) <= 0.0) return 1.0 / (1.0 + exp(odds));
    const Real inverse = exp(-odds);
    return inverse / (1.0 + inverse);
  }
  Real gone_now(const History& h) const {
    using std::exp;
    if (chances(h) == 0.0) return 0.0;
    const Real odds = log_odds_gone(h);
    if (math::value_of(odds) > 0.0) return 1.0 / (1.0 + exp(-odds));
    const Real direct = exp(odds);
    return direct / (1.0 + direct);
  }

  Timing timing_;
  Real a_;
  Real b_;
};

}  // namespace tenure::model
