/// Logistic regression by Newton's method, for given features.
#pragma once

#include <Eigen/Core>

namespace tenure::budget {

struct LogisticFit {
  Eigen::VectorXd coefficients;     ///< the intercept first
  Eigen::VectorXd standard_errors;  ///< of the same; empty unless converged
  bool converged = false;
};

/// `design`: clients times features, the first column ones. Weights multiply the log-likelihood.
/// ridge / 2 times the squares of the coefficients but the intercept is taken off it. Where the
/// outcome is separated by the features, nothing converges unless there is a ridge.
[[nodiscard]] LogisticFit fit_logistic(const Eigen::MatrixXd& design,
                                       const Eigen::VectorXd& outcome,
                                       const Eigen::VectorXd& weights, double ridge);

/// 1 / (1 + exp(-x)).
[[nodiscard]] double expit(double x);

}  // namespace tenure::budget
