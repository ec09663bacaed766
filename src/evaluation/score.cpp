#include "evaluation/score.hpp"

#include <cmath>
#include <numeric>
#include <span>

#include "base/execution_share.hpp"
#include "evaluation/log_score.hpp"
#include <tenure/error.hpp>

namespace tenure::evaluation {
namespace {

bool is_fault_of_the_candidate(Status status) {
  return status == Status::invalid_argument || status == Status::invalid_data ||
         status == Status::not_supported;
}

double weighted_sum(std::span<const double> values, const Histories& histories) {
  return histories.weight.empty()
             ? std::accumulate(values.begin(), values.end(), 0.0)
             : std::inner_product(values.begin(), values.end(), histories.weight.begin(), 0.0);
}

double clients_of(const Histories& histories) {
  return histories.weight.empty()
             ? static_cast<double>(histories.size())
             : std::accumulate(histories.weight.begin(), histories.weight.end(), 0.0);
}

void evaluate(const FittedModel& model, const Summary& summary, const Execution& execution,
              Score& result) {
  const Histories histories = summary.histories();
  const Convergence& convergence = model.result().convergence;
  const auto estimated = static_cast<std::int64_t>(model.parameters().size());
  result.likelihood = {.parameters = estimated + (model.result().regularity_chosen ? 1 : 0),
                       .value = model.result().log_likelihood.value_or(0.0),
                       .clients = clients_of(histories)};
  if (result.likelihood->clients == 0.0) result.likelihood.reset();  // and BIC is infinite
  if (!convergence.usable) {
    if (!model.result().log_likelihood) result.likelihood.reset();
    result.status = "not_usable";
    result.message = convergence.message;
    return;
  }
  if (convergence.reason == Convergence::Reason::boundary) result.message = convergence.message;
  // Of this summary, whatever the model was fitted to.
  if (result.likelihood)
    result.likelihood->value =
        weighted_sum(model.log_likelihood(histories, share_of(execution, 0.0, 0.2)), histories);
  if (!summary.has_holdout()) return;
  result.holdout = holdout_errors_of(
      model.expected_purchases(histories, summary.holdout_length(), share_of(execution, 0.2, 0.5)),
      summary);
  if (result.holdout) {
    result.log_score = log_score(model, summary, share_of(execution, 0.5, 1.0));
    if (!result.log_score) result.message = "What a client bought had no probability.";
  }
}

}  // namespace

double Likelihood::aic() const { return 2.0 * static_cast<double>(parameters) - 2.0 * value; }
double Likelihood::bic() const {
  return std::log(clients) * static_cast<double>(parameters) - 2.0 * value;
}

void check_candidate(const Candidate& candidate) {
  const ModelInfo& info = model_info(candidate.model);
  if (info.kind != ModelKind::spend) return;
  throw Error(Status::invalid_argument,
              std::string(info.title) + " is a model of spend, not of purchases", "candidates");
}

Score score(const Candidate& candidate, const Summary& summary, const Execution& execution) {
  Score result{.method = candidate.label};
  constexpr double kFit = 0.8;  // its share of the time
  try {
    if (candidate.fitted) {
      evaluate(*candidate.fitted, summary, execution, result);
    } else {
      const FittedModel fitted = FittedModel::fit(candidate.model, summary, candidate.options,
                                                  share_of(execution, 0.0, kFit, candidate.label));
      evaluate(fitted, summary, share_of(execution, kFit, 1.0, candidate.label), result);
    }
  } catch (const Error& error) {
    if (!is_fault_of_the_candidate(error.status())) throw;
    result = {.method = candidate.label, .status = "failed", .message = error.what()};
  }
  return result;
}

std::array<Score, 2> score_benchmarks(const Summary& summary) {
  std::array<Score, 2> result{{{.method = "past_rate"}, {.method = "mean_rate"}}};
  if (!summary.has_holdout()) return result;
  const Histories histories = summary.histories();
  const double horizon = summary.holdout_length();
  std::vector<double> past_rate(histories.size(), 0.0);
  for (std::size_t i = 0; i < past_rate.size(); ++i) {
    // A client of age 0 had no time to come back.
    if (histories.age[i] > 0.0) past_rate[i] = histories.frequency[i] / histories.age[i] * horizon;
  }
  const double age = weighted_sum(histories.age, histories);
  const double rate = age > 0.0 ? weighted_sum(histories.frequency, histories) / age : 0.0;
  result[0].holdout = holdout_errors_of(past_rate, summary);
  result[1].holdout =
      holdout_errors_of(std::vector<double>(histories.size(), rate * horizon), summary);
  return result;
}

std::optional<PredictionErrors> holdout_errors_of(const std::vector<double>& predicted,
                                                  const Summary& summary) {
  if (predicted.empty()) return std::nullopt;
  return prediction_errors(predicted, summary.holdout_frequency(), summary.histories().weight);
}

}  // namespace tenure::evaluation
