/// A model with given parameters, asked about one client at a time.
#pragma once

#include <utility>
#include <vector>

#include "models/histories.hpp"
#include "models/purchase_model.hpp"

namespace tenure::testing {

class AtParameters {
 public:
  using History = model::History;

  AtParameters(const model::PurchaseModel& model, std::vector<double> parameters)
      : model_(&model), parameters_(std::move(parameters)) {}

  double log_likelihood(const History& h) const {
    return value(model::ClientQuantity::log_likelihood, h, {});
  }
  double p_alive(const History& h, double after = 0.0) const {
    return value(model::ClientQuantity::p_alive, h, {.horizon = after});
  }
  double p_dead(const History& h, double after = 0.0) const {
    return value(model::ClientQuantity::p_dead, h, {.horizon = after});
  }
  double log_p_alive(const History& h, double after = 0.0) const {
    return value(model::ClientQuantity::log_p_alive, h, {.horizon = after});
  }
  double expected_purchases(const History& h, double horizon) const {
    return value(model::ClientQuantity::expected_purchases, h, {.horizon = horizon});
  }
  double discounted_purchases(const History& h, double discount, double horizon) const {
    return value(model::ClientQuantity::discounted_purchases, h,
                 {.horizon = horizon, .discount = discount});
  }
  double p_silent(const History& h, double horizon) const {
    return value(model::ClientQuantity::p_silent, h, {.horizon = horizon});
  }
  double pmf(const History& h, double horizon, double count) const {
    return value(model::ClientQuantity::conditional_pmf, h, {.horizon = horizon, .count = count});
  }
  double expected_spend(const History& h) const {
    return value(model::ClientQuantity::expected_spend, h, {});
  }
  double new_expected_purchases(double horizon) const {
    return model_->evaluate(model::NewClientQuantity::expected_purchases, parameters_,
                            {.horizon = horizon});
  }
  double new_pmf(double horizon, double count) const {
    return model_->evaluate(model::NewClientQuantity::pmf, parameters_,
                            {.horizon = horizon, .count = count});
  }
  double new_expected_spend() const {
    return model_->evaluate(model::NewClientQuantity::expected_spend, parameters_, {});
  }
  std::vector<double> simulate_purchases(double age, math::RandomStream& random) const {
    std::vector<double> times;
    model_->simulate_purchases(parameters_, age, random, times);
    return times;
  }

  /// The gradient of the log-likelihood by the logarithms of the parameters.
  std::vector<double> score(const History& h) const {
    std::vector<double> slopes = model_->likelihood_sum(parameters_, one(h)).gradient;
    for (std::size_t i = 0; i < slopes.size(); ++i) slopes[i] *= parameters_[i];
    return slopes;
  }

  double value(model::ClientQuantity quantity, const History& h, const model::At& at) const {
    double result = 0.0;
    model_->evaluate(quantity, parameters_, one(h), at, {&result, 1});
    return result;
  }
  /// The gradient by the parameters.
  std::vector<double> gradient(model::ClientQuantity quantity, const History& h,
                               const model::At& at) const {
    double result = 0.0;
    std::vector<double> slopes(parameters_.size());
    model_->evaluate(quantity, parameters_, one(h), at, {&result, 1}, slopes);
    return slopes;
  }

 private:
  static Histories one(const History& h) {
    return {.frequency = {&h.x, 1},
            .recency = {&h.t_x, 1},
            .age = {&h.T, 1},
            .mean_spend = {&h.m, 1},
            .weight = {},
            .log_interpurchase = {&h.log_interpurchase, 1}};
  }

  const model::PurchaseModel* model_;
  std::vector<double> parameters_;
};

}  // namespace tenure::testing
