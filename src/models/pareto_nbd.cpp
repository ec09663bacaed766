// The Pareto/NBD model: while a client lives he buys at rate lambda ~ Gamma(r, alpha); he leaves
// for good, unseen, at rate mu ~ Gamma(s, beta).
//
// Schmittlein, Morrison & Colombo (1987), "Counting your customers: who are they and what will they
// do next?", Management Science 33 (1). Every quantity is written as a term for clients who
// survive plus an integral over the time of death of those who do not: all terms are positive, so
// nothing cancels, where differences of the hypergeometric functions of the closed form lose
// everything for frequent buyers (and divide by zero at alpha = beta or s = 1).

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/at_most.hpp"
#include "math/expm1_ratio.hpp"
#include "math/gamma_transform.hpp"
#include "math/log_concave.hpp"
#include "math/log_gamma.hpp"
#include "math/random.hpp"
#include "math/rising_factorial.hpp"
#include "models/fate.hpp"
#include "models/history_totals.hpp"
#include "models/kernel_model.hpp"
#include "models/poisson_purchases.hpp"
#include "models/powers_of_time.hpp"
#include "models/table_of_models.hpp"

namespace tenure::model {
namespace {

using math::expm1_ratio;
using math::integrate_log_concave;
using math::log_nbd_coefficient;
using math::LogPoint;
using math::value_of;

}  // namespace

template <class Real>
class ParetoNbd {
 public:
  static constexpr int kParameters = 4;

  static ModelTraits traits() {
    static constexpr std::array<std::string_view, 4> kNames{"r", "alpha", "s", "beta"};
    static constexpr std::array kBoundaries{
        Boundary{0, Boundary::Side::infinity, "a base in which all clients buy at the same rate"},
        Boundary{2, Boundary::Side::zero, "the NBD model, in which no client ever leaves",
                 [](std::span<const double> p, double oldest) { return p[2] / p[3] * oldest; },
                 "s / beta"},
        Boundary{2, Boundary::Side::infinity, "a base in which all clients leave at the same rate"},
        Boundary{3, Boundary::Side::zero, "a base in which a client leaves at once or hardly ever",
                 [](std::span<const double> p, double oldest) { return p[3] / oldest; }, "beta"},
    };
    return {.info = {.name = "pareto_nbd",
                     .title = "Pareto/NBD",
                     .kind = ModelKind::purchases,
                     .parameters = kNames,
                     .reference = "Schmittlein, Morrison & Colombo (1987), Counting your "
                                  "customers, Management Science 33(1)"},
            .boundaries = kBoundaries};
  }

  static std::array<double, 4> starting_values(const Histories& histories) {
    const HistoryTotals totals = totals_of(histories);
    if (!(totals.time > 0.0)) return {1.0, 1.0, 1.0, 1.0};
    // Exponential mixing of both rates; a client lives about as long as he has been watched.
    return {1.0, totals.mean_wait(), 1.0, totals.mean_age()};
  }

  explicit ParetoNbd(const std::array<Real, 4>& parameters)
      : r_(parameters[0]), alpha_(parameters[1]), s_(parameters[2]), beta_(parameters[3]) {}

  /// The term of a likelihood that clients share who have bought as often.
  math::LogScaledRising<Real> likelihood_of_count(const History& h) const { return {r_, h.x}; }
  Real log_likelihood(const History& h, const math::LogScaledRising<Real>& purchases) const {
    using std::log;
    return purchases(alpha_ + h.t_x) + silence(0.0, 0.0, h.t_x) + stay(0.0, 0.0, h.t_x) +
           log(fate_of(h).total());
  }
  Real log_likelihood(const History& h) const { return log_likelihood(h, likelihood_of_count(h)); }

  Real p_alive(const History& h, double after) const { return presence(h, after).here; }
  Real p_dead(const History& h, double after) const { return presence(h, after).gone; }
  Real log_p_alive(const History& h, double after) const {
    using std::log1p;
    return fate_of(h).log_p_alive() - s_ * log1p(after / (beta_ + h.T));
  }

  template <class Future = FutureOfOne>
  Real expected_purchases(const History& h, const Window& window, Future&& future = {}) const {
    return p_alive(h, window.from) * future([&]() -> Real {
             return expected_if_alive(h) *
                    lifetime_within(beta_ + (h.T + window.from), window.length());
           });
  }
  template <class Future = FutureOfOne>
  Real discounted_purchases(const History& h, double discount, const Window& window,
                            Future&& future = {}) const {
    return p_alive(h, window.from) * future([&]() -> Real {
             const Real b = beta_ + (h.T + window.from);
             return expected_if_alive(h) *
                    discounted_lifetime_within(b, discount, window.length()) *
                    std::exp(-discount * window.from);
           });
  }

  // A client alive when the window opens has rates lambda ~ Gamma(r + x, alpha + T), as none of it
  // has been watched since T, and mu ~ Gamma(s, beta + T + from).
  Real conditional_pmf(const History& h, const Window& window, double count) const {
    const Presence<Real> then = presence(h, window.from);
    const Real buys = then.here * pmf(r_ + h.x, alpha_ + h.T, s_, beta_ + (h.T + window.from),
                                      window.length(), count);
    return count == 0.0 ? math::at_most(1.0, buys + then.gone) : buys;
  }
  template <class Future = FutureOfOne>
  Real p_at_least(const History& h, const Window& window, double count,
                  Future&& future = {}) const {
    if (count == 0.0) return 1.0;
    return math::at_most(1.0, p_alive(h, window.from) * future([&] {
                                return p_at_least(r_ + h.x, alpha_ + h.T, s_,
                                                  beta_ + (h.T + window.from), window.length(),
                                                  count);
                              }));
  }

  Real expected_lifetime(const History& h, double horizon) const {
    return p_alive(h, 0.0) * lifetime_within(beta_ + h.T, horizon);
  }
  // The mean of a Gamma(p, a) rate, weighted by its likelihood, is p / a times the quotient of the
  // likelihoods for p + 1 and for p.
  Real expected_rate(const History& h) const {
    return (r_ + h.x) / (alpha_ + h.t_x) * fate_of(h, 1.0, 0.0).total() / fate_of(h).total();
  }
  Real expected_dropout(const History& h) const {
    return s_ / (beta_ + h.t_x) * fate_of(h, 0.0, 1.0).total() / fate_of(h).total();
  }

  void simulate_purchases(double age, math::RandomStream& random,
                          std::vector<double>& times) const {
    const double rate = random.gamma(value_of(r_), value_of(alpha_));
    const double death = random.exponential(random.gamma(value_of(s_), value_of(beta_)));
    append_poisson_purchases(rate, std::min(age, death), random, times);
  }

 private:
  /// With more added to the shape of either rate.
  Fate<Real> fate_of(const History& h, double more_r = 0.0, double more_s = 0.0) const {
    const double since = h.T - h.t_x;
    const Real b = beta_ + h.t_x;
    const Real s = s_ + more_s;
    // Differentiated by its arguments, which are the parameters, each up to a constant.
    const PowersOfTime<Real> powers(0.0, 0.0, value_of(alpha_) + h.t_x,
                                    value_of(r_) + (h.x + more_r), value_of(b), value_of(s) + 1.0);
    return {silence(h.x + more_r, h.t_x, since) + stay(more_s, h.t_x, since),
            s / b * powers.integral(since)};
  }
  /// log P(no purchase for so long), after x purchases until t.
  Real silence(double x, double t, double length) const {
    return math::log_gamma_transform<Real>(value_of(r_) + x, value_of(alpha_) + t, length, 0);
  }
  /// log P(he does not leave for so long), after t; with more added to the shape of his rate.
  Real stay(double more_s, double t, double length) const {
    return math::log_gamma_transform<Real>(value_of(s_) + more_s, value_of(beta_) + t, length, 2);
  }

  /// Whether he is alive at T + after.
  Presence<Real> presence(const History& h, double after) const {
    using std::log1p;
    return {fate_of(h), -s_ * log1p(after / (beta_ + h.T))};
  }

  /// The rate at which a client alive is expected to buy.
  Real expected_if_alive(const History& h) const { return (r_ + h.x) / (alpha_ + h.T); }

  /// The integral over u in [0, horizon] of (b / (b + u))^s: expected time alive in it.
  Real lifetime_within(const Real& b, double horizon) const {
    using std::log1p;
    if (horizon == std::numeric_limits<double>::infinity()) {
      return value_of(s_) > 1.0 ? Real(b / (s_ - 1.0)) : Real(kNoMean);
    }
    const Real growth = log1p(horizon / b);
    return b * growth * expm1_ratio((1.0 - s_) * growth);
  }

  /// The integral over u in [0, horizon] of exp(-discount u) (b / (b + u))^s. With u = b (e^w - 1)
  /// the integrand is entire and log-concave in w.
  Real discounted_lifetime_within(const Real& b, double discount, double horizon) const {
    if (discount == 0.0) return lifetime_within(b, horizon);
    const double b_value = value_of(b);
    const double s_value = value_of(s_);
    const auto density = [=](double w) {
      const double u = b_value * std::expm1(w);
      return LogPoint{(1.0 - s_value) * w - discount * u,
                      (1.0 - s_value) - discount * (b_value + u)};
    };
    const Real per_b = 1.0 / b;
    const auto integrand = [&](double w) {
      using std::exp, std::log1p;
      const double u = b_value * std::expm1(w);
      return exp(w - discount * u - s_ * log1p(u * per_b)) * b_value;
    };
    // Discounting alone makes later purchases invisible in a double.
    const double visible = std::min(horizon, 800.0 / discount);
    return integrate_log_concave(integrand, density, 0.0, std::log1p(visible / b_value));
  }

  /// P(count purchases in (0, t]) of a client alive at 0, rates Gamma(r, alpha) and Gamma(s, beta):
  /// he outlives t, or dies within it having bought as often by then.
  static Real pmf(const Real& r, const Real& alpha, const Real& s, const Real& beta, double t,
                  double count) {
    using std::exp, std::log1p;
    if (t == 0.0) return count == 0.0 ? 1.0 : 0.0;
    const Real log_coefficient = log_nbd_coefficient(r, count);
    Real log_outlives = log_coefficient - r * log1p(t / alpha) - s * log1p(t / beta);
    if (count > 0.0) log_outlives = log_outlives - count * log1p(alpha / t);
    const Real dies =
        s / beta * scaled_integral(log_coefficient, count, alpha, r, beta, s + 1.0, t);
    return math::at_most(1.0, exp(log_outlives) + dies);
  }
  /// P(count purchases or more, count > 0, in (0, t]) of such a client: over the time of the one
  /// that makes the count full, at which he must be alive.
  static Real p_at_least(const Real& r, const Real& alpha, const Real& s, const Real& beta,
                         double t, double count) {
    using std::log;
    const Real log_scale = log_nbd_coefficient(r + 1.0, count - 1.0) + log(r / alpha);
    return scaled_integral(log_scale, count - 1.0, alpha, r + 1.0, beta, s, t);
  }
  /// integral_over_time, whose scale has derivatives too.
  static Real scaled_integral(const Real& log_scale, double k, const Real& a, const Real& p,
                              const Real& b, const Real& q, double length) {
    using std::exp;
    const double scale = value_of(log_scale);
    return exp(log_scale - scale) * integral_over_time<Real>(scale, k, a, p, b, q, length);
  }

  Real r_;
  Real alpha_;
  Real s_;
  Real beta_;
};

const PurchaseModel& pareto_nbd() {
  static const KernelModel<ParetoNbd> model;
  return model;
}

}  // namespace tenure::model
