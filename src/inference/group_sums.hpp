/// Sums of a quantity over groups of clients, with their derivatives.
#pragma once

#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "inference/groups.hpp"
#include "inference/predicted_quantity.hpp"
#include "inference/working_scale.hpp"
#include <tenure/execution.hpp>

namespace tenure::inference {

struct GroupSum {
  double clients = 0.0;         ///< sum of the weights of those who have a value
  std::int64_t not_valued = 0;  ///< rows of the summary without a value
  double value = 0.0;
  Eigen::VectorXd gradient;   ///< by the logarithms of the parameters
  bool has_negative = false;  ///< a client's value is below 0
  bool has_positive = false;

  /// By the delta method.
  [[nodiscard]] double standard_error(const Eigen::MatrixXd& covariance) const;
  /// Whether other parameters would give another value.
  [[nodiscard]] bool is_uncertain(const PredictedQuantity& quantity) const;
  [[nodiscard]] WorkingScale scale(const PredictedQuantity& quantity) const {
    return {.most = quantity.most() * clients, .sign = has_positive - has_negative};
  }
};

/// At the parameters of the fit. One a group, each added in the order of the histories. `valued`
/// receives one byte a history.
[[nodiscard]] std::vector<GroupSum> group_sums(const PredictedQuantity& quantity,
                                               std::size_t histories, const Groups& groups,
                                               const Execution& execution,
                                               std::vector<std::uint8_t>& valued);

/// At any parameters, of the members of one group who have a value: the same bits for every number
/// of threads, not those of `group_sums`.
[[nodiscard]] GroupSum group_sum_at(const Eigen::VectorXd& parameters,
                                    const PredictedQuantity& quantity, const Groups& groups,
                                    std::size_t group, const std::vector<std::uint8_t>& valued,
                                    const Execution& execution);

}  // namespace tenure::inference
