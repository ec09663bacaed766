// The Gamma-Gamma model of spend: each purchase of a client is worth Gamma(p, nu), and nu, his own,
// is Gamma(q, v) over the clients. Independent of when he buys.
//
// P. S. Fader & B. G. S. Hardie (2013), "The Gamma-Gamma model of monetary value", note 025.

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/incomplete_beta.hpp"
#include "math/random.hpp"
#include "models/kernel_model.hpp"
#include "models/table_of_models.hpp"

namespace tenure::model {

template <class Real>
class GammaGamma {
 public:
  static constexpr int kParameters = 3;

  static ModelTraits traits() {
    static constexpr std::array<std::string_view, 3> kNames{"p", "q", "v"};
    static constexpr std::array kBoundaries{
        Boundary{0, Boundary::Side::infinity, "a base in which each client always spends the same"},
        Boundary{1, Boundary::Side::infinity, "a base in which all clients spend alike"},
    };
    return {.info = {.name = "gamma_gamma",
                     .title = "Gamma-Gamma",
                     .kind = ModelKind::spend,
                     .parameters = kNames,
                     .reference = "Fader & Hardie (2013), The Gamma-Gamma model of monetary value"},
            .boundaries = kBoundaries,
            .reads_recency = false,
            .reads_age = false,
            .reads_mean_spend = true};
  }

  /// Purchases that vary as an exponential does, clients whose mean is finite, and the observed
  /// mean p v / (q - 1).
  static std::array<double, 3> starting_values(const Histories& histories) {
    double purchases = 0.0;
    double spend = 0.0;
    for (std::size_t i = 0; i < histories.size(); ++i) {
      const double count = weight_at(histories, i) * histories.frequency[i];
      purchases += count;
      spend += count > 0.0 ? count * histories.mean_spend[i] : 0.0;
    }
    return {1.0, 2.0, spend > 0.0 ? spend / purchases : 1.0};
  }

  explicit GammaGamma(const std::array<Real, 3>& parameters)
      : p_(parameters[0]), q_(parameters[1]), v_(parameters[2]) {}

  /// The density of the mean spend m of x purchases, equation (1a). Nothing is known of a client
  /// without repeat purchases.
  Real log_likelihood(const History& h, const math::LogBetaDensity<Real>& of_count) const {
    if (h.x == 0.0) return 0.0;
    return of_count(Real(h.m * h.x), v_) - std::log(h.m);
  }
  Real log_likelihood(const History& h) const { return log_likelihood(h, likelihood_of_count(h)); }
  /// The term that clients share who have bought as often, be it once if never.
  math::LogBetaDensity<Real> likelihood_of_count(const History& h) const {
    return {p_ * std::max(h.x, 1.0), q_};
  }

  /// E[p / nu | x, m], equation (5); infinite if the posterior of nu is Gamma(p x + q <= 1, ...).
  Real expected_spend(const History& h) const {
    const Real shape = p_ * h.x + (q_ - 1.0);
    if (!(math::value_of(shape) > 0.0)) return std::numeric_limits<double>::infinity();
    return p_ * (v_ + h.m * h.x) / shape;
  }
  Real new_expected_spend() const { return expected_spend({}); }

  void simulate_spend(int count, math::RandomStream& random, std::vector<double>& amounts) const {
    const double nu = random.gamma(math::value_of(q_), math::value_of(v_));
    for (int i = 0; i < count; ++i) amounts.push_back(random.gamma(math::value_of(p_), nu));
  }

 private:
  Real p_;
  Real q_;
  Real v_;
};

const PurchaseModel& gamma_gamma() {
  static const KernelModel<GammaGamma> model;
  return model;
}

}  // namespace tenure::model
