#include "evaluation/prediction_errors.hpp"

#include <cmath>
#include <cstddef>

namespace tenure::evaluation {

PredictionErrors prediction_errors(std::span<const double> predicted,
                                   std::span<const double> actual, std::span<const double> weight) {
  PredictionErrors result;
  double clients = 0.0, absolute = 0.0, squared = 0.0;
  for (std::size_t i = 0; i < predicted.size(); ++i) {
    const double w = weight.empty() ? 1.0 : weight[i];
    const double error = predicted[i] - actual[i];
    clients += w;
    result.predicted += w * predicted[i];
    result.actual += w * actual[i];
    absolute += w * std::abs(error);
    squared += w * error * error;
  }
  if (clients == 0.0) return result;
  result.mae = absolute / clients;
  result.rmse = std::sqrt(squared / clients);
  result.bias = (result.predicted - result.actual) / clients;
  result.deciles = deciles(predicted, actual, weight);
  if (result.actual > 0.0) {
    result.wape = absolute / result.actual;
    result.top_decile_share = result.deciles.front().actual / result.actual;
  }
  return result;
}

}  // namespace tenure::evaluation
