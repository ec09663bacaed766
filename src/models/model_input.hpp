/// Checks of what callers hand to a model.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "models/purchase_model.hpp"
#include <tenure/model.hpp>

namespace tenure::model {

/// The model of that name; throws Error(invalid_argument) listing the known names.
[[nodiscard]] const PurchaseModel& model_named(std::string_view name);

/// The model with regularity k; throws Error(invalid_argument) naming "regularity" unless it takes
/// that k, and for a model without one unless k is 0.
[[nodiscard]] const PurchaseModel& with_regularity(const PurchaseModel& model, std::int32_t k);

/// What the table of models has of a fitted model.
[[nodiscard]] const PurchaseModel& model_of(const FittedModel& fitted);

/// Throws Error(invalid_argument) unless there is one positive finite number a parameter.
void check_parameters(const ModelInfo& info, std::span<const double> parameters,
                      std::string_view argument);
/// Throws Error(invalid_argument) unless the time is finite, not negative and, of a model of
/// discrete time, at most kMostOpportunities.
void check_time(const ModelTraits& traits, double time, std::string_view argument,
                std::int64_t row = -1);
/// Throws Error(invalid_argument) unless the level of confidence is between 0 and 1.
void check_level(double level);
/// Throws Error(invalid_argument) unless from <= to, both of which check_time passes.
void check_window(const ModelTraits& traits, const Window& window,
                  std::string_view from_argument = "from", std::string_view to_argument = "to");
/// Throws Error(invalid_data) for a history outside the domain, that of discrete time included,
/// Error(invalid_argument) for a column that the model reads and that is not there.
void check_histories_of(const ModelTraits& traits, const Histories& histories);
/// Throws Error(invalid_argument) if the model's likelihood reads the times between purchases and
/// the histories do not have them.
void check_log_interpurchase(const ModelTraits& traits, const Histories& histories);

}  // namespace tenure::model
