/// What inference asks of a fitted model: that it was fitted, and how sure it is.
#pragma once

#include <Eigen/Core>

#include "models/model_input.hpp"
#include <tenure/model.hpp>

namespace tenure::inference {

/// Throws Error(invalid_argument) unless the model was fitted to data and converged.
void check_fitted(const FittedModel& model, const char* argument);
/// The same, and unless the data determine every parameter.
void check_determined(const FittedModel& model, const char* argument);
/// Throws Error(invalid_argument) unless the histories are those of the fit.
void check_same_data(const FittedModel& model, const Histories& histories,
                     const char* argument = "histories");

/// The logarithms of the parameters, and their covariance. Requires check_determined.
[[nodiscard]] Eigen::VectorXd log_parameters(const FittedModel& model);
[[nodiscard]] Eigen::MatrixXd log_covariance(const FittedModel& model);

}  // namespace tenure::inference
