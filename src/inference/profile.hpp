/// Bounds of a parameter by its profile likelihood.
#pragma once

#include <functional>

#include <Eigen/Core>

#include "optim/trust_region.hpp"

namespace tenure::inference {

struct ProfileBound {
  enum class Status { ok, unbounded, not_found, higher_elsewhere };
  double at = 0.0;  ///< the variable there
  Status status = Status::ok;
};

/// How far the variable may go from where the objective, lowest over all others, has its minimum,
/// before the objective has risen by `rise`: `direction` is -1 or 1. `minimum` is the objective's,
/// `first_step` a first guess of the distance.
[[nodiscard]] ProfileBound profile_bound(const optim::Objective& objective,
                                         const Eigen::VectorXd& best, double minimum,
                                         Eigen::Index variable, int direction, double rise,
                                         double first_step);

}  // namespace tenure::inference
