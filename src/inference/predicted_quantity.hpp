/// A quantity of every client as a function of the parameters, with exact derivatives.
#pragma once

#include <limits>
#include <memory>
#include <span>

#include <Eigen/Core>

#include <tenure/inference.hpp>
#include <tenure/model.hpp>
#include <tenure/summary.hpp>
#include <tenure/value.hpp>

namespace tenure::inference {

/// By the logarithms of the parameters of the one or two models that it depends on.
class PredictedQuantity {
 public:
  virtual ~PredictedQuantity() = default;
  PredictedQuantity(const PredictedQuantity&) = delete;
  PredictedQuantity& operator=(const PredictedQuantity&) = delete;

  /// Of the clients from `begin` on, at any parameters. Not finite where there is no value.
  virtual void evaluate(const Eigen::VectorXd& log_parameters, std::size_t begin,
                        std::span<double> out) const = 0;
  /// At the parameters of the fit, with the gradient by their logarithms, a client a row.
  virtual void evaluate(std::size_t begin, std::span<double> out,
                        std::span<double> gradients) const = 0;
  /// No client's value is above this.
  [[nodiscard]] virtual double most() const { return std::numeric_limits<double>::infinity(); }

  /// Of the fit, and the covariance of their estimates.
  [[nodiscard]] const Eigen::VectorXd& log_parameters() const { return log_parameters_; }
  [[nodiscard]] const Eigen::MatrixXd& covariance() const { return covariance_; }
  [[nodiscard]] std::size_t parameters() const {
    return static_cast<std::size_t>(log_parameters_.size());
  }

 protected:
  PredictedQuantity(Eigen::VectorXd log_parameters, Eigen::MatrixXd covariance)
      : log_parameters_(std::move(log_parameters)), covariance_(std::move(covariance)) {}

 private:
  Eigen::VectorXd log_parameters_;
  Eigen::MatrixXd covariance_;
};

/// Of Predicted::purchases the expectation. Checks everything; `histories` is kept as a view.
[[nodiscard]] std::unique_ptr<PredictedQuantity> quantity_of(const FittedModel& model,
                                                             const Histories& histories,
                                                             Predicted of,
                                                             const PredictionOptions& options);

/// The lifetime value of `clv`; the options are checked by that function.
[[nodiscard]] std::unique_ptr<PredictedQuantity> lifetime_value(const FittedModel& purchases,
                                                                const FittedModel& spend,
                                                                const Histories& histories,
                                                                const ClvOptions& options);

}  // namespace tenure::inference
