// The NBD model: clients buy at rate lambda ~ Gamma(r, alpha) and never leave. What the models with
// dropout become when nobody leaves, and the benchmark they have to beat.
//
// A. S. C. Ehrenberg (1959), "The pattern of consumer purchases", Applied Statistics 8 (1).

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "math/expm1_ratio.hpp"
#include "math/incomplete_beta.hpp"
#include "math/random.hpp"
#include "math/rising_factorial.hpp"
#include "models/history_totals.hpp"
#include "models/kernel_model.hpp"
#include "models/poisson_purchases.hpp"
#include "models/table_of_models.hpp"

namespace tenure::model {

/// Given the history (x, T) a client's rate is Gamma(r + x, alpha + T).
template <class Real>
class Nbd {
 public:
  static constexpr int kParameters = 2;

  static ModelTraits traits() {
    static constexpr std::array<std::string_view, 2> kNames{"r", "alpha"};
    static constexpr std::array kBoundaries{
        Boundary{0, Boundary::Side::infinity, "a base in which all clients buy at the same rate"},
    };
    return {.info = {.name = "nbd",
                     .title = "NBD",
                     .kind = ModelKind::purchases,
                     .parameters = kNames,
                     .reference = "Ehrenberg (1959), The pattern of consumer purchases, Applied "
                                  "Statistics 8(1)"},
            .boundaries = kBoundaries,
            .reads_recency = false};
  }

  /// The mean rate of the base, spread as an exponential distribution is.
  static std::array<double, 2> starting_values(const Histories& histories) {
    const HistoryTotals totals = totals_of(histories);
    if (!(totals.time > 0.0)) return {1.0, 1.0};
    return {1.0, totals.mean_wait()};
  }

  explicit Nbd(const std::array<Real, 2>& parameters) : r_(parameters[0]), alpha_(parameters[1]) {}

  Real log_likelihood(const History& h) const {
    using std::log1p;
    return math::log_scaled_rising(r_, h.x, alpha_ + h.T) - r_ * log1p(h.T / alpha_);
  }

  Real p_alive(const History&, double) const { return 1.0; }
  Real p_dead(const History&, double) const { return 0.0; }
  Real log_p_alive(const History&, double) const { return 0.0; }

  Real expected_purchases(const History& h, const Window& window) const {
    return expected_rate(h) * window.length();
  }
  /// The integral of exp(-discount u) over the window at the expected rate.
  Real discounted_purchases(const History& h, double discount, const Window& window) const {
    const Real at_start = expected_rate(h) * std::exp(-discount * window.from);
    if (window.to == std::numeric_limits<double>::infinity()) return at_start / discount;
    return at_start * (window.length() * math::expm1_ratio(-discount * window.length()));
  }
  Real conditional_pmf(const History& h, const Window& window, double count) const {
    using std::exp, std::log1p;
    const double length = window.length();
    if (length == 0.0) return count == 0.0 ? 1.0 : 0.0;
    const Real shape = r_ + h.x;
    const Real age = alpha_ + h.T;
    if (count == 0.0) return exp(-shape * log1p(length / age));
    return exp(math::log_beta_density(Real(count), shape, Real(length), age)) / count;
  }
  Real p_at_least(const History& h, const Window& window, double count) const {
    if (count == 0.0) return 1.0;
    if (window.length() == 0.0) return 0.0;
    return math::nbd_at_least(r_ + h.x, alpha_ + h.T, window.length(), count);
  }

  /// He stays for ever.
  Real expected_lifetime(const History&, double horizon) const {
    return horizon == std::numeric_limits<double>::infinity() ? kNoMean : horizon;
  }
  Real expected_rate(const History& h) const { return (r_ + h.x) / (alpha_ + h.T); }

  void simulate_purchases(double age, math::RandomStream& random,
                          std::vector<double>& times) const {
    const double rate = random.gamma(math::value_of(r_), math::value_of(alpha_));
    append_poisson_purchases(rate, age, random, times);
  }

 private:
  Real r_;
  Real alpha_;
};

const PurchaseModel& nbd() {
  static const KernelModel<Nbd> model;
  return model;
}

}  // namespace tenure::model
