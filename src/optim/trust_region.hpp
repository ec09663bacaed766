/// Newton's method in a trust region, on exact derivatives, for few variables.
#pragma once

#include <functional>

#include <Eigen/Core>

namespace tenure::optim {

/// A function's value and derivatives at a point. A value that is not finite means that the point
/// lies outside the domain.
struct SecondOrder {
  double value = 0.0;
  Eigen::VectorXd gradient;
  Eigen::MatrixXd hessian;  ///< both triangles

  [[nodiscard]] bool finite() const;
};

using Objective = std::function<SecondOrder(const Eigen::VectorXd&)>;

struct TrustRegionOptions {
  int max_iterations = 200;
  double initial_radius = 1.0;
  double max_radius = 4.0;
  /// Stop where the quadratic model promises no more descent than this, or than the rounding of
  /// the value, whichever is larger.
  double tolerance = 1e-12;
  /// Stop when a variable has gone this far from where it began: if it is the logarithm of a
  /// number, that one has grown 10^13 times and will not come back.
  double max_distance = 32.0;
};

struct Minimum {
  enum class Stop {
    converged,  ///< no descent is left
    iteration_limit,
    stalled,     ///< no step makes progress, though descent is promised
    ran_away,    ///< beyond max_distance
    not_finite,  ///< the start lies outside the domain
  };
  Eigen::VectorXd point;
  SecondOrder at;  ///< the objective there
  Stop stop = Stop::not_finite;
  int iterations = 0;
  int evaluations = 0;
  /// What the quadratic model still promises within a radius of 1.
  double promised = 0.0;
};

/// A local minimum reached downhill from `start`. Never throws by itself; never returns a point
/// outside the domain unless the start is one.
[[nodiscard]] Minimum minimise(const Objective& objective, const Eigen::VectorXd& start,
                               const TrustRegionOptions& options = {});

/// The step of length <= radius that minimises gradient' step + step' hessian step / 2.
[[nodiscard]] Eigen::VectorXd trust_region_step(const Eigen::VectorXd& gradient,
                                                const Eigen::MatrixXd& hessian, double radius);

}  // namespace tenure::optim
