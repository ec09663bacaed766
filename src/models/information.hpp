/// What the curvature of a log-likelihood at its maximum says about the parameters.
#pragma once

#include <vector>

#include <Eigen/Core>

namespace tenure::model {

/// The observed information by the logarithms of the parameters: minus the Hessian.
class Information {
 public:
  explicit Information(const Eigen::MatrixXd& information);

  /// The data determine every parameter to within a factor that can be named.
  [[nodiscard]] bool positive_definite() const { return flat_.cols() == 0; }
  /// How much of a parameter lies in directions that the likelihood does not see, 0 to 1.
  [[nodiscard]] double unseen(int parameter) const;
  /// Of the parameters themselves, row-major; requires positive_definite().
  [[nodiscard]] std::vector<double> covariance(const std::vector<double>& parameters) const;

 private:
  Eigen::MatrixXd inverse_;  ///< on the log scale; empty if not positive definite
  Eigen::MatrixXd flat_;     ///< orthonormal columns
};

}  // namespace tenure::model
