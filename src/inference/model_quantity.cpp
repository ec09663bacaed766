#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "inference/fitted_input.hpp"
#include "inference/predicted_quantity.hpp"
#include "models/model_input.hpp"
#include <tenure/error.hpp>

namespace tenure::inference {
namespace {

using model::At;
using model::ClientQuantity;

struct Question {
  ClientQuantity quantity;
  const char* name;
  At at;
};

double time_ahead(const FittedModel& model, const PredictionOptions& options) {
  if (!options.horizon) {
    throw Error(Status::invalid_argument, "this prediction needs a horizon", "horizon");
  }
  model::check_time(model::model_of(model).traits(), *options.horizon, "horizon");
  return *options.horizon;
}

At discounted_ahead(const FittedModel& model, const PredictionOptions& options) {
  const double force = options.discount.force_per(model.unit());
  if (!(force >= 0.0) || (force == 0.0 && !options.horizon)) {
    throw Error(Status::invalid_argument,
                "purchases for ever need a discount rate above 0, to a horizon one from 0",
                "discount");
  }
  return {.horizon = options.horizon ? time_ahead(model, options)
                                     : std::numeric_limits<double>::infinity(),
          .discount = force};
}

Question question_of(const FittedModel& model, Predicted of, const PredictionOptions& options) {
  switch (of) {
    case Predicted::expected_purchases:
    case Predicted::purchases:
      return {ClientQuantity::expected_purchases,
              "expected_purchases",
              {.horizon = time_ahead(model, options)}};
    case Predicted::p_alive:
      return {ClientQuantity::p_alive,
              "p_alive",
              {.horizon = options.horizon ? time_ahead(model, options) : 0.0}};
    case Predicted::discounted_purchases:
      return {ClientQuantity::discounted_purchases, "discounted_purchases",
              discounted_ahead(model, options)};
    case Predicted::expected_spend:
      return {ClientQuantity::expected_spend, "expected_spend", {}};
  }
  throw Error(Status::invalid_argument, "no such quantity to predict", "of");
}

/// What one model says of each client.
class ModelQuantity final : public PredictedQuantity {
 public:
  ModelQuantity(const FittedModel& fitted, const model::PurchaseModel& model,
                const Histories& histories, const Question& question)
      : PredictedQuantity(
            Eigen::Map<const Eigen::VectorXd>(
                fitted.parameters().data(), static_cast<Eigen::Index>(fitted.parameters().size())),
            log_covariance(fitted)),
        model_(model),
        histories_(histories),
        question_(question) {}

  void evaluate(const Eigen::VectorXd& parameters, std::size_t begin, std::span<double> out,
                std::span<double> gradients) const override {
    const std::span natural(parameters.data(), static_cast<std::size_t>(parameters.size()));
    const Histories clients = model::part_of(histories_, begin, out.size());
    if (gradients.empty()) {
      model_.evaluate(question_.quantity, natural, clients, question_.at, out);
      return;
    }
    model_.evaluate(question_.quantity, natural, clients, question_.at, out, gradients);
    for (std::size_t i = 0; i < gradients.size(); ++i) gradients[i] *= natural[i % natural.size()];
  }

  double most() const override {
    return question_.quantity == ClientQuantity::p_alive ? 1.0 : PredictedQuantity::most();
  }

 private:
  const model::PurchaseModel& model_;
  Histories histories_;
  Question question_;
};

}  // namespace

std::unique_ptr<PredictedQuantity> quantity_of(const FittedModel& fitted,
                                               const Histories& histories, Predicted of,
                                               const PredictionOptions& options) {
  check_determined(fitted, "model");
  const model::PurchaseModel& model = model::model_of(fitted);
  const Question question = question_of(fitted, of, options);
  if (!model.supports(question.quantity)) {
    throw Error(Status::not_supported,
                std::string(fitted.info().title) + " does not give " + question.name);
  }
  model::check_histories_of(model.traits(), histories);
  return std::make_unique<ModelQuantity>(fitted, model, histories, question);
}

}  // namespace tenure::inference
