/// Parameters drawn from the approximation to their posterior: normal on the log scale.
#pragma once

#include <cstdint>

#include <Eigen/Core>

namespace tenure::inference {

/// One draw a column; column i depends on the seed and i alone.
[[nodiscard]] Eigen::MatrixXd parameter_draws(const Eigen::VectorXd& log_parameters,
                                              const Eigen::MatrixXd& covariance, std::int32_t draws,
                                              std::uint64_t seed);

}  // namespace tenure::inference
