#include "tenure/score.hpp"

#include "base/arrow_stream.hpp"
#include "history/arrow_histories.hpp"

namespace tenure {

Table score(std::string_view model_json, const Summary& batch, double horizon,
            const PredictOptions& options, const Execution& execution) {
  return FittedModel::from_json(model_json).predict(batch, horizon, options, execution);
}

Table score(std::string_view model_json, ArrowArrayStream* batch, double horizon,
            const PredictOptions& options, const Execution& execution) {
  ArrowStream stream(batch);
  const FittedModel model = FittedModel::from_json(model_json);
  const bool of_spend = model.info().kind == ModelKind::spend;
  return model.predict(read_histories(stream, model.unit(), of_spend), horizon, options, execution);
}

}  // namespace tenure
