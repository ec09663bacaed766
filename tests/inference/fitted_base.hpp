/// A base that is simulated from a model, and the model's fit to it.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "models/simulated.hpp"
#include "models/table_of_models.hpp"
#include <tenure/inference.hpp>

namespace tenure::testing {

struct FittedBase {
  SimulatedHistories data;
  Summary summary;
  FittedModel fitted;
};

inline FittedBase fitted_base(std::string_view model, std::vector<double> truth,
                              std::size_t clients) {
  auto data = simulate(*model::find_model(model), truth, clients, 12);
  Summary summary = Summary::from_arrays(data.view(), TimeUnit::week);
  auto fitted = FittedModel::fit(model, summary);
  return {std::move(data), std::move(summary), std::move(fitted)};
}

constexpr double kHorizon = 26.0;  // weeks that are predicted

inline PredictionOptions predicted_at(double level) {
  PredictionOptions options{.level = level};
  options.horizon = kHorizon;
  return options;
}

}  // namespace tenure::testing
