/// Scores without a state: a saved model and a batch of histories in, predictions out.
#pragma once

#include <string_view>

#include <tenure/execution.hpp>
#include <tenure/model.hpp>
#include <tenure/summary.hpp>
#include <tenure/table.hpp>

struct ArrowArrayStream;

namespace tenure {

/// FittedModel::predict of the model that FittedModel::to_json wrote, for a worker who holds
/// nothing between batches: a client's scores depend on the model and his history alone, not on the
/// batch. Throws what these throw.
[[nodiscard]] Table score(std::string_view model_json, const Summary& batch, double horizon,
                          const PredictOptions& options = {}, const Execution& execution = {});
/// Of a stream with the columns frequency, recency and age (models of spend: frequency and
/// mean_spend), in the model's unit, and client, integers or texts; without it clients are numbered
/// from 0. Other columns are not looked at. The stream is released whatever happens.
[[nodiscard]] Table score(std::string_view model_json, ArrowArrayStream* batch, double horizon,
                          const PredictOptions& options = {}, const Execution& execution = {});

}  // namespace tenure
