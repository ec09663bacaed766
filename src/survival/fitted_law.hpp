/// A likelihood at its maximum, and what says whether it is one.
#pragma once

#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "optim/trust_region.hpp"
#include <tenure/survival_regression.hpp>

namespace tenure::survival {

struct FittedLaw {
  Eigen::VectorXd at;          ///< standardised variables
  Eigen::MatrixXd covariance;  ///< inverse of the information; empty unless converged
  double value = 0.0;          ///< the objective at the minimum
  int iterations = 0;
  SurvivalFitStatus status = SurvivalFitStatus::converged;
};

/// Minimises minus a log-likelihood. Where it falls for ever, however slowly, there is no maximum:
/// separated.
[[nodiscard]] FittedLaw fit_law(const optim::Objective& objective, const Eigen::VectorXd& start);

/// The sandwich: covariance x sum over clients of s s' x covariance, s being the scores of their
/// rows. `client`: of the rows of `scores`.
[[nodiscard]] Eigen::MatrixXd sandwich(const Eigen::MatrixXd& covariance,
                                       const Eigen::MatrixXd& scores,
                                       const std::vector<std::int64_t>& client);

}  // namespace tenure::survival
