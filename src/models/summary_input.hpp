/// Checks that a model and a summary go together.
#pragma once

#include <tenure/model.hpp>
#include <tenure/summary.hpp>

namespace tenure::model {

/// Throws Error(invalid_argument) unless both count in the same unit of time.
void check_same_unit(const FittedModel& model, const Summary& summary);

/// The same, and the model must be one of purchases.
void check_purchases_model(const FittedModel& model, const Summary& summary);

}  // namespace tenure::model
