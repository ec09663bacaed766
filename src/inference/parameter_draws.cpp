#include "inference/parameter_draws.hpp"

#include <Eigen/Eigenvalues>

#include "math/random.hpp"

namespace tenure::inference {

Eigen::MatrixXd parameter_draws(const Eigen::VectorXd& log_parameters,
                                const Eigen::MatrixXd& covariance, std::int32_t draws,
                                std::uint64_t seed) {
  const Eigen::MatrixXd root =
      Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(covariance).operatorSqrt();
  Eigen::MatrixXd result(log_parameters.size(), draws);
  Eigen::VectorXd standard(log_parameters.size());
  for (Eigen::Index i = 0; i < draws; ++i) {
    math::RandomStream random(seed, static_cast<std::uint64_t>(i));
    for (double& each : standard) each = random.normal();
    result.col(i) = log_parameters + root * standard;
  }
  return result;
}

}  // namespace tenure::inference
