#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "tenure/error.hpp"
#include "tenure/model.hpp"

namespace tenure {
namespace {

double sum_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// The share of all actual purchases that the tenth of clients predicted to buy most made. Clients
/// predicted alike share their purchases, and the last place may be a fraction of one.
double top_decile_share(std::span<const double> predicted, std::span<const double> actual) {
  std::vector<std::size_t> order(predicted.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return predicted[a] != predicted[b] ? predicted[a] > predicted[b] : a < b;
  });
  double places = static_cast<double>(order.size()) / 10.0;
  double bought = 0.0;
  for (std::size_t begin = 0; begin < order.size() && places > 0.0;) {
    std::size_t end = begin;
    double alike = 0.0;
    while (end < order.size() && predicted[order[end]] == predicted[order[begin]]) {
      alike += actual[order[end++]];
    }
    const auto clients = static_cast<double>(end - begin);
    bought += alike * std::min(1.0, places / clients);
    places -= clients;
    begin = end;
  }
  return bought / sum_of(actual);
}

/// Collects one row a method.
class ErrorTable {
 public:
  explicit ErrorTable(std::span<const double> actual) : actual_(actual), total_(sum_of(actual)) {}

  void add(std::string_view method, std::span<const double> predicted) {
    double absolute = 0.0;
    double squared = 0.0;
    for (std::size_t i = 0; i < actual_.size(); ++i) {
      const double error = predicted[i] - actual_[i];
      absolute += std::abs(error);
      squared += error * error;
    }
    const auto clients = static_cast<double>(actual_.size());
    const double sum = sum_of(predicted);
    method_.push_back(method);
    predicted_.push_back(sum);
    mae_.push_back(absolute / clients);
    rmse_.push_back(std::sqrt(squared / clients));
    bias_.push_back((sum - total_) / clients);
    // Relative to the actual purchases, if there are any.
    relative_.push_back(total_ > 0.0);
    wape_.push_back(total_ > 0.0 ? absolute / total_ : 0.0);
    top_decile_.push_back(total_ > 0.0 ? top_decile_share(predicted, actual_) : 0.0);
  }

  Table build() {
    std::vector<double> actual(method_.view().size(), total_);
    return Table::Builder()
        .text("method", std::move(method_))
        .float64("predicted", std::move(predicted_))
        .float64("actual", std::move(actual))
        .float64("mae", std::move(mae_))
        .float64("rmse", std::move(rmse_))
        .float64("bias", std::move(bias_))
        .float64("wape", std::move(wape_), relative_)
        .float64("top_decile_share", std::move(top_decile_), relative_)
        .build();
  }

 private:
  std::span<const double> actual_;
  double total_;
  TextColumn method_;
  std::vector<double> predicted_, mae_, rmse_, bias_, wape_, top_decile_;
  std::vector<std::uint8_t> relative_;
};

}  // namespace

Table holdout_errors(const FittedModel& model, const Summary& summary, const Execution& execution) {
  if (!summary.has_holdout() || summary.size() == 0) {
    throw Error(Status::invalid_argument, "the summary has no holdout period, or no client",
                "summary");
  }
  const double horizon = summary.holdout_length();
  const Table predictions = model.predict(summary, horizon, execution);
  ErrorTable table(summary.holdout_frequency());
  table.add("model", predictions.float64("expected_purchases"));

  const std::span<const double> frequency = summary.frequency();
  const std::span<const double> age = summary.age();
  std::vector<double> past_rate(summary.size());
  for (std::size_t i = 0; i < past_rate.size(); ++i) {
    past_rate[i] = age[i] > 0.0 ? frequency[i] / age[i] * horizon : 0.0;
  }
  table.add("past_rate", past_rate);
  const double time = sum_of(age);
  const double mean_rate = time > 0.0 ? sum_of(frequency) / time : 0.0;
  table.add("mean_rate", std::vector<double>(summary.size(), mean_rate * horizon));
  return table.build();
}

}  // namespace tenure
