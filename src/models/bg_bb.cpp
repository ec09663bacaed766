// The BG/BB model: at each of a number of opportunities, one a unit of time, a client who is still
// one buys with probability p ~ Beta(alpha, beta); at the start of each he leaves for good, unseen,
// with probability theta ~ Beta(gamma, delta).
//
// P. S. Fader, B. G. S. Hardie & J. Shang (2010), "Customer-base analysis in a discrete-time
// noncontractual setting", Marketing Science 29 (6). T is the number of opportunities each client
// has had, their n; t_x the one of his last purchase; a horizon counts whole opportunities.

#include <algorithm>
#include <cmath>

#include "math/random.hpp"
#include "math/rising_factorial.hpp"
#include "models/geometric_lifetime.hpp"
#include "models/kernel_model.hpp"
#include "models/table_of_models.hpp"

namespace tenure::model {
namespace {

/// P(a client who has just used or missed an opportunity buys at `count` of the next n): he buys
/// with probability Beta(alpha, beta) and leaves with Beta(gamma, delta). Equation (8).
template <class Real>
Real beta_bernoulli_pmf(const Real& alpha, const Real& beta, const Real& gamma, const Real& delta,
                        double n, double count) {
  using std::exp;
  if (count > n) return 0.0;
  // Buys at all of the first `count`, then i - count times not, in any order: the terms i = count,
  // count + 1, ... relative to the first, kept in range by exact powers of two.
  constexpr double kLarge = 0x1p600;
  const Real buyer = alpha + beta;
  const Real leaver = gamma + delta;
  double log_scale = 0.0;
  Real term(1.0);
  Real sum(0.0);
  for (double i = count; i < n; ++i) {
    sum += term * (gamma / (leaver + i));
    const Real misses = (beta + (i - count)) / (buyer + i) * ((i + 1.0) / (i + 1.0 - count));
    term = term * (misses * ((delta + i) / (leaver + i)));
    if (math::value_of(term) > kLarge) {
      term *= 1.0 / kLarge;
      sum *= 1.0 / kLarge;
      log_scale += std::log(kLarge);
    }
  }
  const Real log_first = math::log_rising_quotient(alpha, beta, count) +
                         math::log_rising_quotient(delta, gamma, count);
  const Real result = exp(log_first + log_scale) * (sum + term);
  return math::value_of(result) > 1.0 ? Real(1.0) : result;  // by rounding
}

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
    double purchases = 0.0;
    double opportunities = 0.0;
    for (std::size_t i = 0; i < histories.size(); ++i) {
      purchases += weight_at(histories, i) * histories.frequency[i];
      opportunities += weight_at(histories, i) * histories.age[i];
    }
    if (!(opportunities > 0.0)) return {1.0, 1.0, 1.0, 3.0};
    const double share = std::clamp(purchases / opportunities, 0.05, 0.95);
    return {2.0 * share, 2.0 * (1.0 - share), 1.0, 3.0};
  }

  explicit BgBb(const std::array<Real, 4>& parameters)
      : alpha_(parameters[0]), beta_(parameters[1]), gamma_(parameters[2]), delta_(parameters[3]) {}

  /// Equation (5), the last purchase taken out of all terms.
  Real log_likelihood(const History& h) const {
    using std::log;
    const Fate fate = fate_of(h);
    return math::log_rising_quotient(alpha_, beta_, h.x) +
           math::log_rising_quotient(beta_, Real(alpha_ + h.x), h.t_x - h.x) +
           lifetime(0.0).log_survival(h.t_x) + log(fate.alive() + fate.gone);
  }

  Real p_alive(const History& h, double after) const {
    using std::exp;
    return alive_now(h) * exp(lifetime(h.T).log_survival(std::floor(after)));
  }
  Real log_p_alive(const History& h, double after) const {
    return fate_of(h).log_p_alive() + lifetime(h.T).log_survival(std::floor(after));
  }
  Real p_dead(const History& h, double after) const {
    using std::expm1;
    const Fate fate = fate_of(h);
    const Real leaves = -expm1(lifetime(h.T).log_survival(std::floor(after)));
    return (fate.gone + fate.alive() * leaves) / (fate.alive() + fate.gone);
  }

  /// Equation (13).
  Real expected_purchases(const History& h, double horizon) const {
    return discounted_purchases(h, 0.0, horizon);
  }
  /// Equation (14), that is DERT, for an infinite horizon.
  Real discounted_purchases(const History& h, double discount, double horizon) const {
    return alive_now(h) * ((alpha_ + h.x) / (alpha_ + beta_ + h.T)) *
           lifetime(h.T).expected_opportunities(discount, std::floor(horizon));
  }

  Real p_silent(const History& h, double horizon) const { return conditional_pmf(h, horizon, 0.0); }

  /// A client there at T has p ~ Beta(alpha + x, beta + T - x) and theta ~ Beta(gamma, delta + T).
  Real conditional_pmf(const History& h, double horizon, double count) const {
    const Fate fate = fate_of(h);
    const Real buys =
        fate.alive() * beta_bernoulli_pmf(Real(alpha_ + h.x), Real(beta_ + (h.T - h.x)), gamma_,
                                          Real(delta_ + h.T), std::floor(horizon), count);
    const Real sum = fate.alive() + fate.gone;
    return count == 0.0 ? (buys + fate.gone) / sum : buys / sum;
  }

  // A new client has not had an opportunity yet.
  Real new_expected_purchases(double horizon) const { return expected_purchases({}, horizon); }
  Real new_pmf(double horizon, double count) const { return conditional_pmf({}, horizon, count); }

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
  /// The probability of what follows the last purchase, given him there at it: silent until T and
  /// still a client, or gone at the start of some opportunity after t_x and silent before.
  struct Fate {
    Real log_alive;
    Real gone;
    Real alive() const {
      using std::exp;
      return exp(log_alive);
    }
    Real log_p_alive() const {
      using std::log, std::log1p;
      const Real likely = alive();
      if (math::value_of(gone) < math::value_of(likely)) return -log1p(gone / likely);
      return log_alive - log(likely + gone);
    }
  };
  Fate fate_of(const History& h) const {
    const double silent = h.T - h.t_x;
    const Real buyer = alpha_ + beta_ + h.t_x;
    const Real misser = beta_ + (h.t_x - h.x);
    const Real leaver = gamma_ + delta_ + h.t_x;
    const Real stayer = delta_ + h.t_x;
    Real term(1.0);
    Real gone(0.0);
    for (double i = 0.0; i < silent; ++i) {
      gone += term * (gamma_ / (leaver + i));
      term = term * ((misser + i) / (buyer + i) * ((stayer + i) / (leaver + i)));
    }
    return {math::log_rising_quotient(misser, Real(alpha_ + h.x), silent) +
                lifetime(h.t_x).log_survival(silent),
            gone};
  }
  Real alive_now(const History& h) const {
    const Fate fate = fate_of(h);
    return fate.alive() / (fate.alive() + fate.gone);
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
