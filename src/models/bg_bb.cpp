// The BG/BB model: at each of a number of opportunities, one a unit of time, a client who is still
// one buys with probability p ~ Beta(alpha, beta); at the start of each he leaves for good, unseen,
// with probability theta ~ Beta(gamma, delta).
//
// P. S. Fader, B. G. S. Hardie & J. Shang (2010), "Customer-base analysis in a discrete-time
// noncontractual setting", Marketing Science 29 (6). T is the number of opportunities each client
// has had, their n; t_x the one of his last purchase; a horizon counts whole opportunities.

#include <algorithm>
#include <cmath>

#include "math/at_most.hpp"
#include "math/random.hpp"
#include "math/rising_factorial.hpp"
#include "models/fate.hpp"
#include "models/geometric_lifetime.hpp"
#include "models/history_totals.hpp"
#include "models/kernel_model.hpp"
#include "models/table_of_models.hpp"

namespace tenure::model {
namespace {

/// A sum of positive terms, each given by its quotient by the one before, relative to the first and
/// kept in range by exact powers of two.
template <class Real>
class ScaledSum {
 public:
  [[nodiscard]] const Real& term() const { return term_; }
  void add(const Real& value) { sum_ += value; }
  void next(const Real& quotient) {
    constexpr double kLarge = 0x1p600;
    term_ = term_ * quotient;
    if (!(math::value_of(term_) > kLarge)) return;
    term_ *= 1.0 / kLarge;
    sum_ *= 1.0 / kLarge;
    log_scale_ += std::log(kLarge);
  }
  /// e^log_first times the sum, which is a probability.
  [[nodiscard]] Real probability(const Real& log_first) const {
    using std::exp;
    return math::at_most(1.0, exp(log_first + log_scale_) * sum_);
  }

 private:
  double log_scale_ = 0.0;
  Real term_ = Real(1.0);
  Real sum_ = Real(0.0);
};

/// How often a client buys who has just used or missed an opportunity: at each to come he leaves
/// first with probability Beta(gamma, delta), then buys with probability Beta(alpha, beta).
template <class Real>
class BetaBernoulliBuyer {
 public:
  BetaBernoulliBuyer(const Real& alpha, const Real& beta, const Real& gamma, const Real& delta)
      : alpha_(alpha), beta_(beta), gamma_(gamma), delta_(delta) {}

  /// P(he buys at `count` of the next n). Equation (8).
  [[nodiscard]] Real pmf(double n, double count) const {
    if (count > n) return 0.0;
    // Buys at all of the first `count`, then i - count times not, in any order.
    ScaledSum<Real> sum;
    for (double i = count; i < n; ++i) {
      sum.add(sum.term() * (gamma_ / (gamma_ + delta_ + i)));
      sum.next(missed_after(count, i) * ((i + 1.0) / (i + 1.0 - count)));
    }
    sum.add(sum.term());
    return sum.probability(log_at_each(count));
  }

  /// P(he buys at `count` of the next n, or more), over the opportunity at which the count is full.
  [[nodiscard]] Real p_at_least(double n, double count) const {
    if (count == 0.0) return 1.0;
    if (count > n) return 0.0;
    ScaledSum<Real> sum;
    for (double i = count; i < n; ++i) {
      sum.add(sum.term());
      sum.next(missed_after(count, i) * (i / (i + 1.0 - count)));
    }
    sum.add(sum.term());
    return sum.probability(log_at_each(count));
  }

 private:
  /// P(he is there at opportunity i + 1 and does not buy), given `count` purchases at i.
  [[nodiscard]] Real missed_after(double count, double i) const {
    return (beta_ + (i - count)) / (alpha_ + beta_ + i) * ((delta_ + i) / (gamma_ + delta_ + i));
  }
  /// log P(he buys at each of the next `count`).
  [[nodiscard]] Real log_at_each(double count) const {
    return math::log_rising_quotient(alpha_, beta_, count) +
           math::log_rising_quotient(delta_, gamma_, count);
  }

  Real alpha_;
  Real beta_;
  Real gamma_;
  Real delta_;
};

}  // namespace

template <class Real>
class BgBb {
 public:
  static constexpr int kParameters = 4;

  static ModelTraits traits() {
    static constexpr std::array<std::string_view, 4> kNames{"alpha", "beta", "gamma", "delta"};
    static constexpr std::string_view kNobodyLeaves =
        "the beta-Bernoulli model, in which no client leaves";
    static constexpr auto kChanceToLeave = [](std::span<const double> p, double) {
      return p[2] / (p[2] + p[3]);
    };
    static constexpr std::array kBoundaries{
        Boundary{0, Boundary::Side::infinity, "a base in which all clients buy as often"},
        Boundary{2, Boundary::Side::zero, kNobodyLeaves, kChanceToLeave, "gamma / (gamma + delta)"},
        Boundary{3, Boundary::Side::zero, kNobodyLeaves, kChanceToLeave, "gamma / (gamma + delta)"},
        Boundary{2, Boundary::Side::infinity, "a base in which all clients leave as easily"},
    };
    return {.info = {.name = "bg_bb",
                     .title = "BG/BB",
                     .kind = ModelKind::purchases,
                     .parameters = kNames,
                     .reference = "Fader, Hardie & Shang (2010), Customer-base analysis in a "
                                  "discrete-time noncontractual setting, Marketing Science 29(6)"},
            .boundaries = kBoundaries,
            .clock = Clock::opportunities};
  }

  /// The share of opportunities used, and one client in four leaving at each.
  static std::array<double, 4> starting_values(const Histories& histories) {
    const HistoryTotals totals = totals_of(histories);
    if (!(totals.time > 0.0)) return {1.0, 1.0, 1.0, 3.0};
    const double share = std::clamp(totals.purchases / totals.time, 0.05, 0.95);
    return {2.0 * share, 2.0 * (1.0 - share), 1.0, 3.0};
  }

  explicit BgBb(const std::array<Real, 4>& parameters)
      : alpha_(parameters[0]), beta_(parameters[1]), gamma_(parameters[2]), delta_(parameters[3]) {}

  /// Equation (5), the last purchase taken out of all terms.
  Real log_likelihood(const History& h) const {
    using std::log;
    const Fate<Real> fate = fate_of(h);
    return math::log_rising_quotient(alpha_, beta_, h.x) +
           math::log_rising_quotient(beta_, Real(alpha_ + h.x), h.t_x - h.x) +
           lifetime(0.0).log_survival(h.t_x) + log(fate.total());
  }

  Real p_alive(const History& h, double after) const { return presence(h, after).here; }
  Real log_p_alive(const History& h, double after) const {
    return fate_of(h).log_p_alive() + lifetime(h.T).log_survival(std::floor(after));
  }
  Real p_dead(const History& h, double after) const { return presence(h, after).gone; }

  /// Equation (13).
  Real expected_purchases(const History& h, const Window& window) const {
    return discounted_purchases(h, 0.0, window);
  }
  /// Equation (14), that is DERT, for an infinite window.
  Real discounted_purchases(const History& h, double discount, const Window& window) const {
    const Window ahead = whole_units(window);
    return p_alive(h, ahead.from) * ((alpha_ + h.x) / (alpha_ + beta_ + h.T)) *
           lifetime(h.T + ahead.from).expected_opportunities(discount, ahead.length()) *
           std::exp(-discount * ahead.from);
  }

  Real conditional_pmf(const History& h, const Window& window, double count) const {
    const Window ahead = whole_units(window);
    const Presence<Real> then = presence(h, ahead.from);
    const Real buys = then.here * buyer(h, ahead.from).pmf(ahead.length(), count);
    return count == 0.0 ? math::at_most(1.0, buys + then.gone) : buys;
  }
  Real p_at_least(const History& h, const Window& window, double count) const {
    if (count == 0.0) return 1.0;
    const Window ahead = whole_units(window);
    return p_alive(h, ahead.from) * buyer(h, ahead.from).p_at_least(ahead.length(), count);
  }

  Real expected_lifetime(const History& h, double horizon) const {
    return p_alive(h, 0.0) * lifetime(h.T).expected_opportunities(0.0, std::floor(horizon));
  }
  // The mean of a Beta(a, b) chance, weighted by its likelihood, is a / (a + b) times the quotient
  // of the likelihoods for a + 1 and for a.
  Real expected_rate(const History& h) const {
    return (alpha_ + h.x) / (alpha_ + beta_ + h.t_x) * fate_of(h, 1.0, 0.0).total() /
           fate_of(h).total();
  }
  Real expected_dropout(const History& h) const {
    return gamma_ / (gamma_ + delta_ + h.t_x) * fate_of(h, 0.0, 1.0).total() / fate_of(h).total();
  }

  void simulate_purchases(double age, math::RandomStream& random,
                          std::vector<double>& times) const {
    const double p = random.beta(math::value_of(alpha_), math::value_of(beta_));
    const double theta = random.beta(math::value_of(gamma_), math::value_of(delta_));
    for (double t = 1.0; t <= age; ++t) {
      if (random.uniform() < theta) return;
      if (random.uniform() < p) times.push_back(t);
    }
  }

 private:
  /// With more added to alpha or gamma.
  Fate<Real> fate_of(const History& h, double more_alpha = 0.0, double more_gamma = 0.0) const {
    const double silent = h.T - h.t_x;
    const Real alpha = alpha_ + (h.x + more_alpha);
    const Real gamma = gamma_ + more_gamma;
    const Real misser = beta_ + (h.t_x - h.x);
    const Real buyer = alpha + misser;
    const Real stayer = delta_ + h.t_x;
    const Real leaver = gamma + stayer;
    Real term(1.0);
    Real gone(0.0);
    for (double i = 0.0; i < silent; ++i) {
      gone += term * (gamma / (leaver + i));
      term = term * ((misser + i) / (buyer + i) * ((stayer + i) / (leaver + i)));
    }
    return {math::log_rising_quotient(misser, alpha, silent) +
                GeometricLifetime<Real>(gamma, stayer).log_survival(silent),
            gone};
  }

  /// Whether he is there at T + after, a whole number of opportunities or a moment between two.
  Presence<Real> presence(const History& h, double after) const {
    return {fate_of(h), lifetime(h.T).log_survival(std::floor(after))};
  }

  /// Who is there then: p ~ Beta(alpha + x, beta + T - x), as he has not been watched since T, and
  /// theta ~ Beta(gamma, delta + T + after).
  BetaBernoulliBuyer<Real> buyer(const History& h, double after) const {
    return {alpha_ + h.x, beta_ + (h.T - h.x), gamma_, delta_ + (h.T + after)};
  }
  GeometricLifetime<Real> lifetime(double passed) const { return {gamma_, delta_ + passed}; }

  Real alpha_;
  Real beta_;
  Real gamma_;
  Real delta_;
};

const PurchaseModel& bg_bb() {
  static const KernelModel<BgBb> model;
  return model;
}

}  // namespace tenure::model
