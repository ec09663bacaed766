/// The distribution of the rate at which the phases of a regular client pass, given that he is
/// alive and has been silent: nodes and weights for means over it.
#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

#include "models/erlang_phases.hpp"

namespace tenure::model {

/// What the rule must know of a function of lambda.
struct RateVariation {
  double horizon;       ///< the longest time over which it varies with lambda
  double phases = 0.0;  ///< a bound on the curvature of its logarithm by y = log lambda, beyond the
                        ///< density's own: of so many phases being counted
};

/// lambda of density lambda^(shape - 1) e^(-rate lambda) times the sum over j < k of
/// (silence lambda)^j / j!. The trapezoidal rule on y = log lambda, where the density is analytic
/// and log-concave: it converges exponentially. The nodes do not depend on the derivatives.
template <class Real>
class RateNodes {
 public:
  RateNodes(int k, const Real& shape, const Real& rate, double silence)
      : k_(k), shape_(shape), rate_(rate), silence_(silence) {
    const double first_guess = math::value_of(shape) / math::value_of(rate);
    const Phases phases = phases_at_rate(k, first_guess * silence);
    double ended = 0.0;
    for (int j = 1; j < k; ++j) ended += j * phases.share[static_cast<std::size_t>(j)];
    center_ = (math::value_of(shape) + ended) / math::value_of(rate);
  }

  /// No node is above it.
  [[nodiscard]] double fastest() const {
    const double shape = math::value_of(shape_) + k_;
    return (shape + 16.0 * std::sqrt(shape) + 150.0) / math::value_of(rate_);
  }

  /// Calls use(log_weight, lambda, ended), the shares of phases that have ended at that rate,
  /// upwards and downwards from a rate near the mode, until it returns false. Where lambda times
  /// the horizon is nothing, the rest of the density is a geometric series.
  template <class Visit>
  void visit(const RateVariation& variation, Visit&& use) const {
    using std::expm1, std::log;
    constexpr double kFlat = 1e-20;
    // The error of the rule is e^(-frequency * width). A purchase in k phases shows as a wave in
    // lambda that limits the width of the strip of convergence to pi / k, for k > 1; the bulk, of
    // curvature shape and what is averaged adds, needs steps in proportion to its own width.
    constexpr double kTailFrequency = 26.0;
    constexpr double kBulkFrequency = 9.0;
    const double strips = std::max(1.0, 0.5 * k_);
    const double step =
        2.0 * std::numbers::pi /
        (kTailFrequency * strips +
         kBulkFrequency * std::sqrt(math::value_of(shape_) + k_ + variation.phases));
    const double longest = std::max(variation.horizon, math::value_of(rate_) + silence_);

    const double log_total = phases_at_rate(k_, center_ * silence_).log_total;
    const auto at = [&](double distance, const Phases& phases) {
      return shape_ * distance - rate_ * (center_ * std::expm1(distance)) +
             (phases.log_total - log_total);
    };
    const auto walk = [&](double sign, int first) {
      for (int n = first;; ++n) {
        const double distance = sign * n * step;
        const double lambda = center_ * std::exp(distance);
        const Phases phases = phases_at_rate(k_, lambda * silence_);
        const Real log_weight = at(distance, phases);
        if (sign < 0.0 && lambda * longest < kFlat) {
          use(log_weight - log(-expm1(-shape_ * step)), lambda, phases.share);
          return;
        }
        if (!use(log_weight, lambda, phases.share)) return;
      }
    };
    walk(1.0, 0);
    walk(-1.0, 1);
  }

 private:
  using Phases = PhaseWeights<double>;

  int k_;
  Real shape_;
  Real rate_;
  double silence_;
  double center_;
};

}  // namespace tenure::model
