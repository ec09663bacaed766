/// The lifetime of a client whose probability of leaving changes with the time he has been there.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

#include "math/beta_quotient.hpp"
#include "math/log_concave.hpp"
#include "math/log_gamma.hpp"
#include "math/random.hpp"
#include "models/purchase_model.hpp"

namespace tenure::model {

/// He is there after the first n opportunities with probability (1 - theta)^(n^c), theta ~
/// Beta(a, b), and has been after `passed` of them. For c = 1 this is GeometricLifetime.
template <class Real>
class WeibullLifetime {
 public:
  WeibullLifetime(const Real& a, const Real& b, const Real& c, double passed = 0.0)
      : a_(a), b_(b), c_(c), passed_(passed) {}

  /// The lifetime that remains after as many more opportunities at which he did not leave.
  [[nodiscard]] WeibullLifetime after(double more) const { return {a_, b_, c_, passed_ + more}; }

  /// P(he leaves at the next opportunity).
  [[nodiscard]] Real p_leaves_next() const {
    using std::expm1;
    return -expm1(log_survival(1.0));
  }

  /// log P(he is there n opportunities from now); n need not be whole.
  [[nodiscard]] Real log_survival(double n) const {
    using std::exp, std::expm1;
    if (n == 0.0) return 0.0;
    // Beside a number of the first logarithm b is nothing; beyond the second one, of which a cube
    // is a double, as the derivatives need, the quotient falls by the power of a.
    constexpr double kHuge = 100.0;
    constexpr double kLargest = 200.0;
    if (math::value_of(c_) * std::log(passed_) > kHuge) return -a_ * (c_ * std::log1p(n / passed_));
    const Real log_then = c_ * std::log(passed_ + n);
    if (math::value_of(log_then) > kLargest) {
      const Real now = passed_ == 0.0 ? b_ : b_ + exp(c_ * std::log(passed_));
      return math::log_beta_quotient(now, a_, Real(std::exp(kLargest))) -
             a_ * (log_then - kLargest);
    }
    if (passed_ == 0.0) return math::log_beta_quotient(b_, a_, Real(exp(log_then)));
    const Real hazard_now = exp(c_ * std::log(passed_));
    const Real hazard_gained = hazard_now * expm1(c_ * std::log1p(n / passed_));
    return math::log_beta_quotient(Real(b_ + hazard_now), a_, hazard_gained);
  }

  /// E[theta] of who has been there so long.
  [[nodiscard]] Real mean_chance() const {
    using std::exp;
    if (passed_ == 0.0) return a_ / (a_ + b_);
    return a_ / (a_ + b_ + exp(c_ * std::log(passed_)));
  }
  /// The lifetime of clients drawn in proportion to their theta.
  [[nodiscard]] WeibullLifetime by_chance() const { return {a_ + 1.0, b_, c_, passed_}; }

  /// E[sum of exp(-discount * k) over the opportunities k = 1 ... n from now at which he is there];
  /// n may be infinite.
  [[nodiscard]] Real expected_opportunities(double discount, double n) const {
    constexpr double kInvisible = 40.0;  // e^-40 = 4e-18
    const bool all = discount == 0.0 && n == std::numeric_limits<double>::infinity();
    if (all && !(math::value_of(a_) * math::value_of(c_) > 1.0)) return kNoMean;
    const double last = all              ? settled() - passed_
                        : discount > 0.0 ? std::min(n, std::ceil(kInvisible / discount))
                                         : n;
    const auto term = [&](double k) {
      using std::exp;
      return exp(log_survival(k) - discount * k);
    };
    Real sum(0.0);
    const bool short_sum = last <= kMostTerms;
    const double direct = short_sum ? last : kMostTerms - 1.0;
    for (double k = 1.0; k <= direct; ++k) sum += term(k);
    if (short_sum) return sum;
    sum += integral(discount, kMostTerms, last) + end_of_sum(term, kMostTerms, +1.0);
    if (!all) return sum + end_of_sum(term, last, -1.0);
    return sum + (passed_ + last) * term(last) / (a_ * c_ - 1.0);
  }

  /// A draw: at how many opportunities one such client is there.
  [[nodiscard]] double renewals(math::RandomStream& random) const {
    const double theta = random.beta(math::value_of(a_), math::value_of(b_));
    const double hazard = random.exponential(-std::log1p(-theta));
    return std::floor(std::pow(hazard, 1.0 / math::value_of(c_)));
  }

 private:
  // From here on the terms change slowly enough to be summed by an integral.
  static constexpr double kMostTerms = 1000.0;

  /// The age from which on survival is proportional to age^(-a c) in a double: where age^c is far
  /// above a + b and what has passed. (At the largest ages a double holds that may not be yet; too
  /// few are left then to count, if there is a mean.)
  [[nodiscard]] double settled() const {
    constexpr double kFarAbove = 1e17;
    constexpr double kOldest = 1e300;
    const double total = 1.0 + math::value_of(a_) + math::value_of(b_);
    const double hazard = kFarAbove * total * total + std::pow(passed_, math::value_of(c_));
    return std::min(std::pow(hazard, 1.0 / math::value_of(c_)), kOldest) + 2.0 * kMostTerms;
  }

  /// The integral over u of exp(-discount u) P(there u from now), over the logarithm of the age:
  /// stretched by c, the poles of the gamma functions of age^c stay pi away from the path.
  [[nodiscard]] Real integral(double discount, double from, double to) const {
    const double a = math::value_of(a_);
    const double b = math::value_of(b_);
    const double c = math::value_of(c_);
    const double stretch = std::max(1.0, c);
    constexpr double kFarOut = 1e8;  // where hazard * slope below is -a
    const double start = passed_ + from;
    const auto age = [=](double y) { return start * std::exp(y / stretch); };
    const WeibullLifetime<double> by_value(a, b, c, passed_);
    const auto density = [&](double y) {
      const double t = age(y);
      const double hazard = std::min(std::pow(t, c), kFarOut);
      const double slope = math::digamma(b + hazard) - math::digamma(a + b + hazard);
      return math::LogPoint{by_value.log_survival(t - passed_) - discount * t + y / stretch,
                            (c * hazard * slope - discount * t + 1.0) / stretch};
    };
    const auto integrand = [&](double y) {
      using std::exp;
      const double t = age(y);
      return exp(log_survival(t - passed_) - discount * (t - passed_)) * (t / stretch);
    };
    return math::integrate_log_concave(integrand, density, 0.0,
                                       stretch * std::log((passed_ + to) / start));
  }

  /// What an end adds to the integral to make it a sum: Gregory's formula, half the term and
  /// multiples of its differences towards the inside.
  template <class Term>
  [[nodiscard]] static Real end_of_sum(const Term& term, double end, double inwards) {
    constexpr std::array kWeights{1.0 / 2,   1.0 / 12,      1.0 / 24,      19.0 / 720,
                                  3.0 / 160, 863.0 / 60480, 275.0 / 24192, 33953.0 / 3628800};
    std::array<Real, kWeights.size()> difference;
    for (std::size_t i = 0; i < difference.size(); ++i) {
      difference[i] = term(end + inwards * static_cast<double>(i));
    }
    Real sum(0.0);
    for (std::size_t order = 0; order < kWeights.size(); ++order) {
      sum += kWeights[order] * difference[0];
      for (std::size_t i = 0; i + order + 1 < difference.size(); ++i) {
        difference[i] = difference[i] - difference[i + 1];
      }
    }
    return sum;
  }

  Real a_;
  Real b_;
  Real c_;
  double passed_;
};

}  // namespace tenure::model
