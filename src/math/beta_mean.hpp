/// The mean of a positive function over a beta distribution, on the log scale.
///
/// The trapezoidal rule on the logit y = log(p / (1 - p)), where the beta density is analytic with
/// exponential tails, so that the rule converges exponentially whatever a and b are: no closed form
/// in 2F1, and none of its cancellations. The density is summed beside the integrand, which makes
/// the beta function unnecessary and lets their common errors cancel.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "math/dual.hpp"

namespace tenure::math {

/// What the rule must know of a function h of p: how fast it varies.
struct Variation {
  double slope_at_zero;    ///< a bound on |d log h / dp| towards p = 0
  double slope_at_one;     ///< the same towards p = 1
  double curvature = 0.0;  ///< a bound on |d^2 log h / dy^2|, needed if it may exceed 1
};

/// A sum of terms given by their logarithms, held relative to the largest so far.
template <class Real>
class LogSum {
 public:
  void add(const Real& log_term) {
    using std::exp;
    const double value = value_of(log_term);
    if (value > largest_) {
      sum_ *= std::exp(largest_ - value);
      largest_ = value;
    }
    sum_ += exp(log_term - largest_);
  }
  [[nodiscard]] double largest() const { return largest_; }
  [[nodiscard]] Real log() const {
    using std::log;
    return largest_ + log(sum_);
  }

 private:
  double largest_ = -std::numeric_limits<double>::infinity();
  Real sum_ = Real(0.0);
};

/// log(1 + c (e^d - 1)) for c in (0, 1] and d >= 0, where e^d may overflow.
[[nodiscard]] inline double log_1p_scaled_expm1(double c, double d) {
  constexpr double kOneVanishes = 700.0;
  return d > kOneVanishes ? d + std::log(c) : std::log1p(c * std::expm1(d));
}

/// The nodes of the rule for a Beta(a, b) and functions of that variation, from the mode outwards:
/// `visit(log_weight, p, q)` is called with p = 1 - q, both to full relative accuracy, and the
/// logarithm of the density by y relative to that at the mode. It returns whether to go on in that
/// direction.
template <class Real, class Visit>
void visit_beta_nodes(const Real& a, const Real& b, const Variation& variation, Visit&& visit) {
  using std::expm1;
  using std::log;
  // Where p is this small against the scale on which the integrand varies, it is C e^(a y).
  constexpr double kFlat = 1e-17;
  // The error of the rule is e^(-frequency * width), width = pi / 2 being the strip about the real
  // axis in which the integrand is bounded, as long as the bulk, of curvature ab / (a + b), is
  // wider than the step.
  constexpr double kTailFrequency = 25.0;
  constexpr double kBulkFrequency = 9.0;

  const double a0 = value_of(a);
  const double b0 = value_of(b);
  const double total = a0 + b0;
  const double mean_p = a0 / total;
  const double mean_q = b0 / total;
  const double center = std::log(a0 / b0);
  const double frequency =
      kTailFrequency + kBulkFrequency * std::sqrt(a0 * mean_q + variation.curvature);
  const double step = 2.0 * std::numbers::pi / frequency;

  visit(Real(0.0), mean_p, mean_q);

  // Visits center + sign * (step, 2 step, ...). Once the integrand is flat the rest is a geometric
  // series, of ratio e^(-tail * step), and all of it goes to one node.
  const auto walk = [&](double sign, const Real& tail, double slope) {
    const double flat = -std::log(kFlat / (total + slope)) + sign * center;
    for (int k = 1;; ++k) {
      const double d = sign * k * step;
      const double e = std::exp(d);
      const double scale = 1.0 / (a0 * e + b0);
      const double p = a0 * e * scale;
      const double q = b0 * scale;
      // log(p / mean_p) and log(q / mean_q), which differ by d: the shrinking one directly, the
      // other so that nothing cancels where it starts near 1.
      double log_p;
      double log_q;
      if (d > 0.0) {
        log_q = -log_1p_scaled_expm1(mean_p, d);
        log_p = mean_q < 0.5 ? -std::log1p(mean_q * std::expm1(-d)) : log_q + d;
      } else {
        log_p = -log_1p_scaled_expm1(mean_q, -d);
        log_q = mean_p < 0.5 ? -std::log1p(mean_p * std::expm1(d)) : log_p - d;
      }
      const Real log_density = a * log_p + b * log_q;
      if (!(k * step <= flat)) {
        visit(log_density - log(-expm1(-tail * step)), p, q);
        return;
      }
      if (!visit(log_density, p, q)) return;
    }
  };
  walk(-1.0, a, variation.slope_at_zero);
  walk(1.0, b, variation.slope_at_one);
}

/// log E[h(p)], p ~ Beta(a, b). `log_h(p, q)` returns log h at p = 1 - q. h must be log-concave in
/// y, as products of powers of p, q and (1 + s p) are.
template <class Real, class LogFunction>
[[nodiscard]] Real log_beta_mean(const Real& a, const Real& b, const Variation& variation,
                                 LogFunction&& log_h) {
  // Terms this far below the largest do not count: e^-40 = 4e-18.
  constexpr double kNegligible = 40.0;
  LogSum<Real> density;
  LogSum<Real> integrand;
  visit_beta_nodes(a, b, variation, [&](const Real& log_weight, double p, double q) {
    const Real log_integrand = log_weight + log_h(p, q);
    density.add(log_weight);
    integrand.add(log_integrand);
    // A NaN ends the walk too.
    return value_of(log_weight) >= density.largest() - kNegligible ||
           value_of(log_integrand) >= integrand.largest() - kNegligible;
  });
  return integrand.log() - density.log();
}

/// The mean of many functions over one beta distribution: the nodes are kept.
template <class Real>
class BetaRule {
 public:
  /// `variation` bounds that of all the functions. They may range over e^range.
  BetaRule(const Real& a, const Real& b, const Variation& variation, double range = 35.0) {
    constexpr double kNegligible = 40.0;
    Real total(0.0);
    visit_beta_nodes(a, b, variation, [&](const Real& log_weight, double p, double q) {
      using std::exp;
      nodes_.push_back({p, q, exp(log_weight)});
      total += nodes_.back().weight;
      return value_of(log_weight) >= -kNegligible - range;
    });
    const Real share = 1.0 / total;
    for (Node& node : nodes_) node.weight = node.weight * share;
  }

  /// E[h(p)] for a positive h(p, q), which need not be given by its logarithm.
  template <class Function>
  [[nodiscard]] Real mean(Function&& h) const {
    Real sum(0.0);
    for (const Node& node : nodes_) sum += node.weight * h(node.p, node.q);
    return sum;
  }

 private:
  struct Node {
    double p;
    double q;
    Real weight;
  };
  std::vector<Node> nodes_;
};

}  // namespace tenure::math
