// The GGompertz/NBD model: while a client lives he buys at rate lambda ~ Gamma(r, alpha); his risk
// of leaving for good, unseen, is eta b e^(b t), eta ~ Gamma(s, beta). For b -> 0 with beta / b
// kept it is the Pareto/NBD.
//
// A. C. Bemmaor & N. Glady (2012), "Modeling purchasing behavior with sudden 'death': a flexible
// customer lifetime model", Management Science 58 (5).

#include <algorithm>
#include <cmath>

#include "math/at_most.hpp"
#include "math/log_gamma.hpp"
#include "math/random.hpp"
#include "models/fate.hpp"
#include "models/gompertz_lifetime.hpp"
#include "models/history_totals.hpp"
#include "models/kernel_model.hpp"
#include "models/poisson_purchases.hpp"
#include "models/table_of_models.hpp"

namespace tenure::model {

template <class Real>
class GGompertzNbd {
 public:
  static constexpr int kParameters = 5;

  static ModelTraits traits() {
    static constexpr std::array<std::string_view, 5> kNames{"r", "alpha", "b", "s", "beta"};
    static constexpr std::array kBoundaries{
        Boundary{0, Boundary::Side::infinity, "a base in which all clients buy at the same rate"},
        Boundary{2, Boundary::Side::zero, "the Pareto/NBD model, in which no client ages",
                 [](std::span<const double> p, double oldest) { return p[2] * oldest; }, "b"},
        Boundary{3, Boundary::Side::zero, "the NBD model, in which no client ever leaves",
                 [](std::span<const double> p, double oldest) {
                   const GompertzLifetime<double> lifetime(p[2], p[3], p[4]);
                   return -lifetime.log_survival(oldest);
                 },
                 "the risk of leaving"},
        Boundary{3, Boundary::Side::infinity, "a base in which all clients age alike"},
        // Beside e^(b T) - 1, as beta goes to 0 with b, too: see the Pareto/NBD above.
        Boundary{4, Boundary::Side::zero,
                 "a base in which some clients leave at once and the others at one rate",
                 [](std::span<const double> p, double oldest) {
                   return p[4] / -std::expm1(-p[2] * oldest);
                 },
                 "beta"},
        Boundary{4, Boundary::Side::infinity,
                 "a base in which clients leave at one rate, from some age on",
                 [](std::span<const double> p, double oldest) {
                   return std::min(p[4], std::expm1(p[2] * oldest));
                 },
                 "beta"},
    };
    // The best of 56 was found for each of 48 simulated bases of 60 to 1000 clients.
    static constexpr StartFactors kStarts[] = {
        {1, 1, 1, 1, 1},           {1, 1, 10, 100, 100},
        {10, 10, 100, 0.1, 100},   {0.1, 0.1, 10, 0.01, 0.01},
        {0.1, 0.1, 1, 0.001, 100}, {1, 1, 0.1, 0.001, 1}};
    return {.info = {.name = "ggompertz_nbd",
                     .title = "GGompertz/NBD",
                     .kind = ModelKind::purchases,
                     .parameters = kNames,
                     .reference = "Bemmaor & Glady (2012), Modeling purchasing behavior with "
                                  "sudden \"death\", Management Science 58(5)"},
            .boundaries = kBoundaries,
            .starts = kStarts};
  }

  static std::array<double, 5> starting_values(const Histories& histories) {
    const HistoryTotals totals = totals_of(histories);
    if (!(totals.time > 0.0)) return {1.0, 1.0, 1.0, 1.0, 1.0};
    // Exponential mixing of both rates; a client lives about as long as he has been watched, and
    // ages little in that time.
    constexpr double kAgeing = 0.1;
    return {1.0, totals.mean_wait(), kAgeing / totals.mean_age(), 1.0, kAgeing};
  }

  explicit GGompertzNbd(const std::array<Real, 5>& parameters)
      : r_(parameters[0]),
        alpha_(parameters[1]),
        life_(parameters[2], parameters[3], parameters[4]) {}

  Real log_likelihood(const History& h) const {
    using std::log, std::log1p;
    const Fate<Real> fate = fate_of(h, life_);
    return math::log_gamma_ratio(r_, h.x) - h.x * log(alpha_ + h.t_x) - r_ * log1p(h.t_x / alpha_) +
           life_.log_survival(h.t_x) + log(fate.total());
  }

  Real p_alive(const History& h, double after) const { return presence(h, after).here; }
  Real p_dead(const History& h, double after) const { return presence(h, after).gone; }
  Real log_p_alive(const History& h, double after) const {
    return fate_of(h, life_).log_p_alive() + life_.after(h.T).log_survival(after);
  }

  Real expected_purchases(const History& h, const Window& window) const {
    return discounted_purchases(h, 0.0, window);
  }
  Real discounted_purchases(const History& h, double discount, const Window& window) const {
    return p_alive(h, window.from) * (r_ + h.x) / (alpha_ + h.T) *
           life_.after(h.T + window.from).expected_time(discount, window.length()) *
           std::exp(-discount * window.from);
  }

  // A client alive when the window opens has the rate lambda ~ Gamma(r + x, alpha + T), as none of
  // it has been watched since T, and what remains of life.
  Real conditional_pmf(const History& h, const Window& window, double count) const {
    const Presence<Real> then = presence(h, window.from);
    const Real buys = then.here * pmf(r_ + h.x, alpha_ + h.T, life_.after(h.T + window.from),
                                      window.length(), count);
    return count == 0.0 ? math::at_most(1.0, buys + then.gone) : buys;
  }
  /// Over the time of the purchase that makes the count full, at which he must be alive.
  Real p_at_least(const History& h, const Window& window, double count) const {
    using std::log;
    if (count == 0.0) return 1.0;
    const Real r = r_ + h.x;
    const Real alpha = alpha_ + h.T;
    const Real log_scale = math::log_nbd_coefficient(r + 1.0, count - 1.0) + log(r / alpha);
    const Real buys = life_.after(h.T + window.from)
                          .living_integral(log_scale, count - 1.0, alpha, r + 1.0, window.length());
    return math::at_most(1.0, p_alive(h, window.from) * buys);
  }

  Real expected_lifetime(const History& h, double horizon) const {
    return p_alive(h, 0.0) * life_.after(h.T).expected_time(0.0, horizon);
  }
  // The mean of a gamma rate, weighted by its likelihood, is its own mean times the quotient of the
  // likelihoods with one more in its shape and without.
  Real expected_rate(const History& h) const {
    return (r_ + h.x) / (alpha_ + h.t_x) * fate_of(h, life_, 1.0).total() /
           fate_of(h, life_).total();
  }
  Real expected_dropout(const History& h) const {
    return life_.mean_scale(h.t_x) * fate_of(h, life_.by_scale()).total() /
           fate_of(h, life_).total();
  }

  void simulate_purchases(double age, math::RandomStream& random,
                          std::vector<double>& times) const {
    const double rate = random.gamma(math::value_of(r_), math::value_of(alpha_));
    append_poisson_purchases(rate, std::min(age, life_.draw(random)), random, times);
  }

 private:
  /// With more added to the shape of the rate of purchases.
  Fate<Real> fate_of(const History& h, const GompertzLifetime<Real>& life,
                     double more_r = 0.0) const {
    using std::log1p;
    const double silence = h.T - h.t_x;
    const Real a = alpha_ + h.t_x;
    const Real p = r_ + (h.x + more_r);
    const auto left = life.after(h.t_x);
    return {-p * log1p(silence / a) + left.log_survival(silence),
            left.leaving_integral(Real(0.0), 0.0, a, p, silence)};
  }

  /// Whether he is alive at T + after.
  Presence<Real> presence(const History& h, double after) const {
    return {fate_of(h, life_), life_.after(h.T).log_survival(after)};
  }

  /// P(count purchases in (0, t]) of a client alive at 0, with rate Gamma(r, alpha): he outlives t,
  /// or dies within it having bought as often by then.
  static Real pmf(const Real& r, const Real& alpha, const GompertzLifetime<Real>& life, double t,
                  double count) {
    using std::exp, std::log1p;
    if (t == 0.0) return count == 0.0 ? 1.0 : 0.0;
    const Real log_coefficient = math::log_nbd_coefficient(r, count);
    Real log_outlives = log_coefficient - r * log1p(t / alpha) + life.log_survival(t);
    if (count > 0.0) log_outlives = log_outlives - count * log1p(alpha / t);
    const Real dies = life.leaving_integral(log_coefficient, count, alpha, r, t);
    return math::at_most(1.0, exp(log_outlives) + dies);
  }

  Real r_;
  Real alpha_;
  GompertzLifetime<Real> life_;
};

const PurchaseModel& ggompertz_nbd() {
  static const KernelModel<GGompertzNbd> model;
  return model;
}

}  // namespace tenure::model
