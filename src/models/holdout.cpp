#include <cstddef>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

#include "models/prediction_errors.hpp"
#include <tenure/error.hpp>
#include <tenure/model.hpp>

namespace tenure {
namespace {

/// One row a method.
class Comparison {
 public:
  void add(std::string_view method, const model::PredictionErrors& errors) {
    method_.push_back(method);
    predicted_.push_back(errors.predicted);
    actual_.push_back(errors.actual);
    mae_.push_back(errors.mae);
    rmse_.push_back(errors.rmse);
    bias_.push_back(errors.bias);
    wape_.push_back(errors.wape.value_or(0.0));
    top_decile_share_.push_back(errors.top_decile_share.value_or(0.0));
    has_actual_.push_back(errors.wape.has_value());
  }
  Table build() {
    return Table::Builder()
        .text("method", std::move(method_))
        .float64("predicted", std::move(predicted_))
        .float64("actual", std::move(actual_))
        .float64("mae", std::move(mae_))
        .float64("rmse", std::move(rmse_))
        .float64("bias", std::move(bias_))
        .float64("wape", std::move(wape_), has_actual_)
        .float64("top_decile_share", std::move(top_decile_share_), std::move(has_actual_))
        .build();
  }

 private:
  TextColumn method_;
  std::vector<double> predicted_, actual_, mae_, rmse_, bias_, wape_, top_decile_share_;
  std::vector<std::uint8_t> has_actual_;
};

/// x / T times the horizon; 0 for a client of age 0, who had no time to come back.
std::vector<double> past_rate(const Histories& histories, double horizon) {
  std::vector<double> result(histories.size());
  for (std::size_t i = 0; i < result.size(); ++i) {
    if (histories.age[i] > 0.0) result[i] = histories.frequency[i] / histories.age[i] * horizon;
  }
  return result;
}

/// The same for everyone: sum x / sum T times the horizon.
std::vector<double> mean_rate(const Histories& histories, double horizon) {
  const auto sum = [&](std::span<const double> values) {
    return histories.weight.empty()
               ? std::accumulate(values.begin(), values.end(), 0.0)
               : std::inner_product(values.begin(), values.end(), histories.weight.begin(), 0.0);
  };
  const double age = sum(histories.age);
  return std::vector<double>(histories.size(),
                             age > 0.0 ? sum(histories.frequency) / age * horizon : 0.0);
}

}  // namespace

Table holdout_errors(const FittedModel& model, const Summary& summary, const Execution& execution) {
  if (!summary.has_holdout()) {
    throw Error(Status::invalid_argument,
                "holdout_errors: the summary has no holdout; set calibration_end to make one",
                "summary");
  }
  const Histories histories = summary.histories();
  const double horizon = summary.holdout_length();
  const auto errors_of = [&](const std::vector<double>& predicted) {
    return model::prediction_errors(predicted, summary.holdout_frequency(), histories.weight);
  };
  Comparison comparison;
  comparison.add("model", errors_of(model.expected_purchases(histories, horizon, execution)));
  comparison.add("past_rate", errors_of(past_rate(histories, horizon)));
  comparison.add("mean_rate", errors_of(mean_rate(histories, horizon)));
  return comparison.build();
}

}  // namespace tenure
