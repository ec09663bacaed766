#include "inference/fitted_input.hpp"

#include <cmath>
#include <string>

#include "models/fingerprint.hpp"
#include <tenure/error.hpp>

namespace tenure::inference {
namespace {

using Reason = Convergence::Reason;

[[noreturn]] void refuse_model(const FittedModel& model, const std::string& why,
                               const char* argument) {
  throw Error(Status::invalid_argument, std::string(model.info().title) + " " + why, argument);
}

}  // namespace

void check_fitted(const FittedModel& model, const char* argument) {
  const Convergence& stop = model.result().convergence;
  if (stop.reason == Reason::given)
    refuse_model(model, "has given parameters, not fitted ones", argument);
  if (!stop.usable) refuse_model(model, "has no usable fit: " + stop.message, argument);
}

void check_determined(const FittedModel& model, const char* argument) {
  check_fitted(model, argument);
  if (!model.result().covariance.empty()) return;
  refuse_model(model, "has no standard errors: " + model.result().convergence.message, argument);
}

void check_same_data(const FittedModel& model, const Histories& histories, const char* argument) {
  if (model::fingerprint(histories, model.info().kind) == model.result().data_fingerprint) return;
  refuse_model(model, "was fitted to other histories than these", argument);
}

Eigen::VectorXd log_parameters(const FittedModel& model) {
  const auto parameters = model.parameters();
  Eigen::VectorXd result(static_cast<Eigen::Index>(parameters.size()));
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    result[static_cast<Eigen::Index>(i)] = std::log(parameters[i]);
  }
  return result;
}

Eigen::MatrixXd log_covariance(const FittedModel& model) {
  const auto parameters = model.parameters();
  const auto n = static_cast<Eigen::Index>(parameters.size());
  Eigen::MatrixXd result(n, n);
  std::size_t entry = 0;
  for (const double row : parameters) {
    for (const double column : parameters) {
      const auto at = static_cast<Eigen::Index>(entry);
      result(at / n, at % n) = model.result().covariance[entry] / (row * column);
      ++entry;
    }
  }
  return result;
}

}  // namespace tenure::inference
