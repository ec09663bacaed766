/// Intervals of predictions, one a group, before they become a table.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "inference/group_sums.hpp"
#include "inference/groups.hpp"
#include "inference/predicted_quantity.hpp"
#include <tenure/execution.hpp>

namespace tenure::inference {

/// A number that is not finite is one that is not there.
struct Intervals {
  std::vector<double> standard_error, lower, upper;
};

/// By the delta method, from sums with derivatives.
[[nodiscard]] Intervals delta_intervals(const PredictedQuantity& quantity,
                                        const std::vector<GroupSum>& sums, double level);

/// By draws of the parameters, one a column. `valued`: which histories enter.
[[nodiscard]] Intervals sampled_intervals(const PredictedQuantity& quantity, const Groups& groups,
                                          const std::vector<std::uint8_t>& valued,
                                          const Eigen::MatrixXd& draws, double level,
                                          const Execution& execution);

/// The least and the most of what parameters give that the likelihood ratio test does not reject.
/// `models`: one or two, whose parameters the quantity depends on, fitted to `data`.
[[nodiscard]] Intervals profiled_intervals(const PredictedQuantity& quantity, const Groups& groups,
                                           const std::vector<GroupSum>& sums,
                                           const std::vector<std::uint8_t>& valued,
                                           std::span<const FittedModel* const> models,
                                           const Histories& data, double level,
                                           const Execution& execution);

/// Of counts of purchases. `expected` and `sums` are their expectations.
[[nodiscard]] Intervals count_intervals(const FittedModel& model, const Histories& histories,
                                        const PredictedQuantity& expected, const Groups& groups,
                                        const std::vector<GroupSum>& sums,
                                        const PredictionOptions& options,
                                        const Execution& execution);

}  // namespace tenure::inference
