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

/// Of the parameters of the one or two models that it depends on, one after the other.
class PredictedQuantity {
 public:
  virtual ~PredictedQuantity() = default;
  PredictedQuantity(const PredictedQuantity&) = delete;
  PredictedQuantity& operator=(const PredictedQuantity&) = delete;

  /// Of the clients from `begin` on; not finite where there is no value. `gradients` receives the
  /// derivatives by the logarithms of the parameters, a client a row; empty: not wanted.
  virtual void evaluate(const Eigen::VectorXd& parameters, std::size_t begin, std::span<double> out,
                        std::span<double> gradients) const = 0;
  /// No client's value is above this.
  [[nodiscard]] virtual double most() const { return std::numeric_limits<double>::infinity(); }

  /// Of the fit, and the covariance of the logarithms of their estimates.
  [[nodiscard]] const Eigen::VectorXd& parameters() const { return parameters_; }
  [[nodiscard]] const Eigen::MatrixXd& covariance() const { return covariance_; }

 protected:
  PredictedQuantity(Eigen::VectorXd parameters, Eigen::MatrixXd covariance)
      : parameters_(std::move(parameters)), covariance_(std::move(covariance)) {}

 private:
  Eigen::VectorXd parameters_;
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
