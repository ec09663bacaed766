/// Parameters as uncertain as a fit leaves them, drawn on the log scale.
#pragma once

#include <cstdint>

#include <Eigen/Core>

#include <tenure/execution.hpp>
#include <tenure/inference.hpp>
#include <tenure/model.hpp>

namespace tenure::inference {

/// One draw a column, of the parameters of `model`: with what it was fitted to, from their
/// posterior; without, from the normal law that is near it. Throws Error(invalid_argument) unless
/// `options.fitted_to` is nothing or the data of the fit. The draws of two models are independent
/// if their numbers differ.
[[nodiscard]] Eigen::MatrixXd parameter_draws(const FittedModel& model,
                                              const PredictionOptions& options,
                                              const Execution& execution, std::uint64_t number = 0);

}  // namespace tenure::inference
