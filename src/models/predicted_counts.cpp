#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/parallel.hpp"
#include "base/text.hpp"
#include "models/asked_model.hpp"
#include "models/count_quantile.hpp"
#include "models/fitted_model_state.hpp"
#include "models/model_input.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

using model::AskedModel;
using model::At;
using model::ClientQuantity;
using model::NewClientQuantity;

// Clients of one piece of parallel work: a distribution takes many values of each.
constexpr std::size_t kChunk = 64;

void check_probability(double probability, const char* argument) {
  if (probability > 0.0 && probability < 1.0) return;
  throw Error(
      Status::invalid_argument,
      std::string(argument) + " is " + to_text(probability) + ", not a number above 0 and below 1",
      argument);
}

std::int64_t found(std::optional<std::int64_t> quantile, const char* argument, std::size_t row) {
  if (quantile) return *quantile;
  throw Error(Status::invalid_data,
              "the quantile of row " + std::to_string(row) + " is above " +
                  to_text(model::kLargestQuantile),
              argument, static_cast<std::int64_t>(row));
}

At at_window(const Window& window, double count) {
  return {.from = window.from, .horizon = window.to, .count = count};
}

/// Of every client the smallest counts that reach the probabilities, in order of clients.
std::vector<std::vector<std::int64_t>> quantiles(const AskedModel& asked,
                                                 const Histories& histories,
                                                 std::span<const double> probabilities,
                                                 const Window& window) {
  model::check_window(asked.model.traits(), window);
  asked.require(ClientQuantity::p_at_least, "quantiles of purchases");
  const model::AskedClients clients = asked.clients(histories);
  const Histories asked_about = clients.view();
  std::vector<std::vector<std::optional<std::int64_t>>> of_histories(
      probabilities.size(), std::vector<std::optional<std::int64_t>>(asked_about.size()));
  const auto of_history = [&](std::size_t i) {
    const Histories client = model::part_of(asked_about, i, 1);
    const auto p_at_least = [&](double count) {
      double value = 0.0;
      asked.model.evaluate(ClientQuantity::p_at_least, asked.result.parameters, client,
                           at_window(window, count), {&value, 1});
      return value;
    };
    for (std::size_t j = 0; j < probabilities.size(); ++j) {
      of_histories[j][i] = model::count_quantile(p_at_least, probabilities[j]);
    }
  };
  parallel_for(asked_about.size(), kChunk, asked.execution, "quantiles",
               [&](std::size_t begin, std::size_t end) {
                 for (std::size_t i = begin; i < end; ++i) of_history(i);
               });
  std::vector<std::vector<std::int64_t>> result(probabilities.size());
  for (std::size_t j = 0; j < probabilities.size(); ++j) {
    const auto of_clients = clients.for_all(std::move(of_histories[j]), asked.execution);
    result[j].reserve(of_clients.size());
    for (std::size_t i = 0; i < of_clients.size(); ++i) {
      result[j].push_back(found(of_clients[i], "histories", i));
    }
  }
  return result;
}

}  // namespace

std::vector<double> FittedModel::conditional_pmf(const Histories& histories,
                                                 std::span<const std::int64_t> counts,
                                                 Window window, const Execution& execution) const {
  model::check_window(state_->model->traits(), window);
  const AskedModel asked{*state_->model, state_->result, execution};
  asked.require(ClientQuantity::conditional_pmf, "conditional_pmf");
  const model::AskedClients clients = asked.clients(histories);
  std::vector<double> result(histories.size() * counts.size());
  for (std::size_t j = 0; j < counts.size(); ++j) {
    if (counts[j] < 0) continue;
    const std::vector<double> of_count =
        asked.evaluate(ClientQuantity::conditional_pmf, "conditional_pmf", clients,
                       at_window(window, static_cast<double>(counts[j])));
    for (std::size_t i = 0; i < of_count.size(); ++i) result[i * counts.size() + j] = of_count[i];
  }
  return result;
}

std::vector<std::int64_t> FittedModel::purchase_quantiles(const Histories& histories,
                                                          double probability, Window window,
                                                          const Execution& execution) const {
  check_probability(probability, "probability");
  return quantiles({*state_->model, state_->result, execution}, histories, {&probability, 1},
                   window)
      .front();
}

CountIntervals FittedModel::purchase_intervals(const Histories& histories, double level,
                                               Window window, const Execution& execution) const {
  model::check_level(level);
  const double ends[] = {0.5 * (1.0 - level), 0.5 * (1.0 + level)};
  auto both = quantiles({*state_->model, state_->result, execution}, histories, ends, window);
  return {std::move(both[0]), std::move(both[1])};
}

std::vector<double> FittedModel::pmf(std::span<const std::int64_t> counts, Window ages) const {
  model::check_window(state_->model->traits(), ages);
  const AskedModel asked{*state_->model, state_->result, {}};
  std::vector<double> result;
  result.reserve(counts.size());
  for (const std::int64_t count : counts) {
    result.push_back(count < 0 ? 0.0
                               : asked.evaluate_new(NewClientQuantity::pmf, "pmf",
                                                    at_window(ages, static_cast<double>(count))));
  }
  return result;
}

std::vector<std::int64_t> FittedModel::quantiles_new(std::span<const double> probabilities,
                                                     Window ages) const {
  model::check_window(state_->model->traits(), ages);
  const AskedModel asked{*state_->model, state_->result, {}};
  const auto p_at_least = [&](double count) {
    return asked.evaluate_new(NewClientQuantity::p_at_least, "quantiles_new",
                              at_window(ages, count));
  };
  std::vector<std::int64_t> result;
  result.reserve(probabilities.size());
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    check_probability(probabilities[i], "probabilities");
    result.push_back(
        found(model::count_quantile(p_at_least, probabilities[i]), "probabilities", i));
  }
  return result;
}

}  // namespace tenure
