/// Sums of a quantity over groups of clients, with their derivatives.
#pragma once

#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "inference/groups.hpp"
#include "inference/predicted_quantity.hpp"
#include <tenure/execution.hpp>

namespace tenure::inference {

struct GroupSum {
  double clients = 0.0;         ///< sum of the weights of those who have a value
  std::int64_t not_valued = 0;  ///< rows without a value
  double value = 0.0;
  Eigen::VectorXd gradient;  ///< by the logarithms of the parameters

  /// By the delta method.
  [[nodiscard]] double variance(const Eigen::MatrixXd& covariance) const {
    return gradient.dot(covariance * gradient);
  }
};

/// One a group, each added in the order of the rows. `valued` receives one byte a client.
[[nodiscard]] std::vector<GroupSum> group_sums(const PredictedQuantity& quantity,
                                               std::size_t clients, const Groups& groups,
                                               const Execution& execution,
                                               std::vector<std::uint8_t>& valued);

}  // namespace tenure::inference
