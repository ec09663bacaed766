#include "models/summary_input.hpp"

#include <string>

#include <tenure/error.hpp>

namespace tenure::model {

void check_same_unit(const FittedModel& model, const Summary& summary) {
  if (summary.unit() == model.unit()) return;
  throw Error(Status::invalid_argument,
              "the summary counts in " + std::string(to_string(summary.unit())) +
                  "s, the model in " + std::string(to_string(model.unit())) + "s",
              "summary");
}

void check_purchases_model(const FittedModel& model, const Summary& summary) {
  if (model.info().kind != ModelKind::purchases) {
    throw Error(Status::invalid_argument,
                std::string(model.info().title) + " is not a model of purchases", "purchases");
  }
  check_same_unit(model, summary);
}

}  // namespace tenure::model
