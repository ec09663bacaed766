#include "models/prediction_errors.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <ranges>
#include <vector>

#include "base/ranks.hpp"

namespace tenure::model {
namespace {

double weight_of(std::span<const double> weight, std::size_t i) {
  return weight.empty() ? 1.0 : weight[i];
}

/// What happened among the `places` clients of the highest predictions.
double actual_of_the_top(std::span<const double> predicted, std::span<const double> actual,
                         std::span<const double> weight, double places) {
  const std::vector<std::size_t> order = ascending_order(predicted);
  double sum = 0.0;
  for (auto next = order.rbegin(); next != order.rend() && places > 0.0;) {
    double clients = 0.0, happened = 0.0;
    const double level = predicted[*next];
    for (; next != order.rend() && predicted[*next] == level; ++next) {
      clients += weight_of(weight, *next);
      happened += weight_of(weight, *next) * actual[*next];
    }
    sum += happened * std::min(1.0, places / clients);
    places -= clients;
  }
  return sum;
}

}  // namespace

PredictionErrors prediction_errors(std::span<const double> predicted,
                                   std::span<const double> actual, std::span<const double> weight) {
  PredictionErrors result;
  double clients = 0.0, absolute = 0.0, squared = 0.0;
  for (std::size_t i = 0; i < predicted.size(); ++i) {
    const double w = weight_of(weight, i);
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
  if (result.actual > 0.0) {
    result.wape = absolute / result.actual;
    result.top_decile_share =
        actual_of_the_top(predicted, actual, weight, 0.1 * clients) / result.actual;
  }
  return result;
}

}  // namespace tenure::model
