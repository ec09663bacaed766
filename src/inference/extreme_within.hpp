/// How low and how high a function goes among the points that an objective does not reject.
#pragma once

#include <functional>
#include <optional>

#include <Eigen/Core>

#include "optim/trust_region.hpp"

namespace tenure::inference {

/// A function's value and gradient at a point. Not finite outside its domain.
struct FirstOrder {
  double value = 0.0;
  Eigen::VectorXd gradient;

  [[nodiscard]] bool finite() const;
};

using Goal = std::function<FirstOrder(const Eigen::VectorXd&)>;

/// The points where an objective is at most `rise` above its minimum.
struct Region {
  optim::Objective objective;
  Eigen::VectorXd fit;  ///< where the minimum is
  double minimum = 0.0;
  Eigen::MatrixXd covariance;  ///< the inverse of the Hessian there
  double rise = 0.0;
};

/// The lowest (`direction` -1) or highest (1) value of the goal in the region, as far as it goes
/// downhill or uphill from the fit without a valley; nothing if it was not found, or if the
/// objective is lower elsewhere. In a region that reaches out without end what the goal settles to
/// on the way, or infinity if it does not.
[[nodiscard]] std::optional<double> extreme_within(const Region& region, const Goal& goal,
                                                   int direction);

}  // namespace tenure::inference
