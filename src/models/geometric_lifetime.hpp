/// The lifetime of a client who at each opportunity leaves with a probability of his own: what the
/// BG/BB and the shifted beta-geometric model have in common.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/beta_mean.hpp"
#include "math/random.hpp"
#include "math/rising_factorial.hpp"
#include "models/purchase_model.hpp"

namespace tenure::model {

/// Opportunities come one a unit of time, at 1, 2, 3, ... At each the client leaves with
/// probability theta ~ Beta(a, b), before anything else can happen at it.
template <class Real>
class GeometricLifetime {
 public:
  GeometricLifetime(const Real& a, const Real& b) : a_(a), b_(b) {}

  /// The lifetime that remains after `passed` opportunities at which he did not leave.
  [[nodiscard]] GeometricLifetime after(double passed) const { return {a_, b_ + passed}; }

  /// P(he leaves at the next opportunity).
  [[nodiscard]] Real p_leaves_next() const { return a_ / (a_ + b_); }
  /// log P(he is there at opportunity n).
  [[nodiscard]] Real log_survival(double n) const { return math::log_rising_quotient(b_, a_, n); }

  /// E[theta].
  [[nodiscard]] Real mean_chance() const { return a_ / (a_ + b_); }
  /// The lifetime of clients drawn in proportion to their theta.
  [[nodiscard]] GeometricLifetime by_chance() const { return {a_ + 1.0, b_}; }

  /// E[sum of exp(-discount * k) over the opportunities k = 1 ... n at which he is there]; n may be
  /// infinite. The closed form is a difference of gamma functions that cancels near a = 1, with a
  /// discount one of 2F1.
  [[nodiscard]] Real expected_opportunities(double discount, double n) const {
    if (discount == 0.0 && n == std::numeric_limits<double>::infinity()) {
      return math::value_of(a_) > 1.0 ? Real(b_ / (a_ - 1.0)) : Real(kNoMean);
    }
    constexpr double kInvisible = 40.0;  // e^-40 = 4e-18
    const double terms = discount > 0.0 ? std::min(n, kInvisible / discount) : n;
    return terms <= kMostTerms ? by_term(discount, terms) : by_probability(discount, n);
  }

  /// A draw: at how many opportunities one such client is there.
  [[nodiscard]] double renewals(math::RandomStream& random) const {
    const double theta = random.beta(math::value_of(a_), math::value_of(b_));
    return std::floor(random.exponential(-std::log1p(-theta)));
  }

 private:
  // Above this many terms quadrature over theta is no slower than summation.
  static constexpr double kMostTerms = 300.0;

  [[nodiscard]] Real by_term(double discount, double terms) const {
    const double factor = std::exp(-discount);
    const Real total = a_ + b_;
    Real term(1.0);
    Real sum(0.0);
    for (int k = 0; k < terms; ++k) {
      term = term * (factor * (b_ + k) / (total + k));
      sum += term;
    }
    return sum;
  }

  /// The mean over theta of f + f^2 + ... + f^n, f = (1 - theta) exp(-discount). The factor
  /// 1 - theta of all terms makes a Beta(a, b) a Beta(a, b + 1) and b / (a + b) of it.
  [[nodiscard]] Real by_probability(double discount, double n) const {
    using std::exp;
    const double factor = std::exp(-discount);
    const double lost = -std::expm1(-discount);
    const double steepest = std::min(n, 1.0 / lost);
    const auto log_sum = [=](double p, double q) {
      const double log_f = (q < 0.5 ? std::log(q) : std::log1p(-p)) - discount;
      return std::log(-std::expm1(n * log_f)) - std::log(lost + p * factor);
    };
    return factor * (b_ / (a_ + b_)) *
           exp(math::log_beta_mean(a_, b_ + 1.0, {.slope_at_zero = steepest, .slope_at_one = 1.0},
                                   log_sum));
  }

  Real a_;
  Real b_;
};

}  // namespace tenure::model
