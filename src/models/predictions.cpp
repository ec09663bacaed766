#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "base/check_arguments.hpp"
#include "models/asked_model.hpp"
#include "models/fitted_model_state.hpp"
#include "models/model_input.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

using model::AskedModel;
using model::At;
using model::ClientQuantity;
using model::NewClientQuantity;
using model::PurchaseModel;

At at_window(const Window& window) { return {.from = window.from, .horizon = window.to}; }

/// The values of rows some of which may have none; status(i) says why row i has none.
template <class Status>
Values with_status(std::vector<double> value, const Status& status) {
  Values result{std::move(value), {}};
  for (std::size_t i = 0; i < result.value.size(); ++i) {
    if (std::isfinite(result.value[i])) continue;
    if (result.status.empty()) result.status.assign(result.value.size(), Values::Row::ok);
    result.status[i] = status(i);
    result.value[i] = 0.0;
  }
  return result;
}

/// Whether an expectation that came out infinite is only too large for a double: it then is finite
/// for the same client with nothing spent.
Values::Row why_infinite(const PurchaseModel& model, std::span<const double> parameters,
                         double frequency) {
  const double nothing = 0.0;
  Histories client;
  client.frequency = {&frequency, 1};
  client.mean_spend = {&nothing, 1};
  double value = 0.0;
  model.evaluate(ClientQuantity::expected_spend, parameters, client, {}, {&value, 1});
  return std::isfinite(value) ? Values::Row::overflow : Values::Row::infinite;
}

}  // namespace

std::vector<double> FittedModel::log_likelihood(const Histories& histories,
                                                const Execution& execution) const {
  return AskedModel{*state_->model, state_->result, execution}.log_likelihood(histories);
}

std::vector<double> FittedModel::p_alive(const Histories& histories, double after,
                                         const Execution& execution) const {
  model::check_time(state_->model->traits(), after, "after");
  return AskedModel{*state_->model, state_->result, execution}.evaluate_finite(
      ClientQuantity::p_alive, "p_alive", histories, {.horizon = after});
}

std::vector<double> FittedModel::p_silent(const Histories& histories, Window window,
                                          const Execution& execution) const {
  model::check_window(state_->model->traits(), window);
  return AskedModel{*state_->model, state_->result, execution}.evaluate_finite(
      ClientQuantity::p_silent, "p_silent", histories, at_window(window));
}

std::vector<double> FittedModel::p_active(const Histories& histories, Window window,
                                          const Execution& execution) const {
  model::check_window(state_->model->traits(), window);
  return AskedModel{*state_->model, state_->result, execution}.evaluate_finite(
      ClientQuantity::p_active, "p_active", histories, at_window(window));
}

std::vector<double> FittedModel::expected_purchases(const Histories& histories, Window window,
                                                    const Execution& execution) const {
  model::check_window(state_->model->traits(), window);
  return AskedModel{*state_->model, state_->result, execution}.evaluate_finite(
      ClientQuantity::expected_purchases, "expected_purchases", histories, at_window(window));
}

std::vector<double> FittedModel::discounted_purchases(const Histories& histories, DiscountRate rate,
                                                      Window window,
                                                      const Execution& execution) const {
  const bool for_ever = window.to == std::numeric_limits<double>::infinity();
  model::check_window(state_->model->traits(),
                      for_ever ? Window(window.from, window.from) : window);
  const double force = rate.force_per(state_->unit);
  if (for_ever) require(force > 0.0, "discount_rate", "above 0 for purchases for ever", force);
  return AskedModel{*state_->model, state_->result, execution}.evaluate_finite(
      ClientQuantity::discounted_purchases, "discounted_purchases", histories,
      {.from = window.from, .horizon = window.to, .discount = force});
}

Values FittedModel::expected_lifetime(const Histories& histories, std::optional<double> horizon,
                                      const Execution& execution) const {
  if (horizon) model::check_time(state_->model->traits(), *horizon, "horizon");
  const At at{.horizon = horizon.value_or(std::numeric_limits<double>::infinity())};
  std::vector<double> value = AskedModel{*state_->model, state_->result, execution}.evaluate(
      ClientQuantity::expected_lifetime, "expected_lifetime", histories, at);
  const std::vector<double> given = value;
  return with_status(std::move(value), [&](std::size_t i) {
    return std::isnan(given[i]) ? Values::Row::infinite : Values::Row::overflow;
  });
}

std::vector<double> FittedModel::expected_rate(const Histories& histories,
                                               const Execution& execution) const {
  return AskedModel{*state_->model, state_->result, execution}.evaluate_finite(
      ClientQuantity::expected_rate, "expected_rate", histories, {});
}

std::vector<double> FittedModel::expected_dropout(const Histories& histories,
                                                  const Execution& execution) const {
  return AskedModel{*state_->model, state_->result, execution}.evaluate_finite(
      ClientQuantity::expected_dropout, "expected_dropout", histories, {});
}

std::vector<double> FittedModel::expected_purchases_new(std::span<const double> times,
                                                        double after) const {
  const AskedModel asked{*state_->model, state_->result, {}};
  std::vector<double> result;
  result.reserve(times.size());
  const model::ModelTraits& traits = state_->model->traits();
  model::check_time(traits, after, "after");
  for (std::size_t i = 0; i < times.size(); ++i) {
    const auto row = static_cast<std::int64_t>(i);
    model::check_time(traits, times[i], "times", row);
    require(times[i] >= after, "times", "at least " + to_text(after), times[i], row);
    result.push_back(asked.evaluate_new(NewClientQuantity::expected_purchases,
                                        "expected_purchases_new",
                                        {.from = after, .horizon = times[i]}));
  }
  return result;
}

Values FittedModel::expected_spend(const Histories& histories, const Execution& execution) const {
  return with_status(AskedModel{*state_->model, state_->result, execution}.evaluate(
                         ClientQuantity::expected_spend, "expected_spend", histories, {}),
                     [&](std::size_t i) {
                       return why_infinite(*state_->model, parameters(), histories.frequency[i]);
                     });
}

std::optional<double> FittedModel::population_spend() const {
  const double mean = AskedModel{*state_->model, state_->result, {}}.evaluate_new(
      NewClientQuantity::expected_spend, "population_spend", {});
  return std::isfinite(mean) ? std::optional(mean) : std::nullopt;
}

}  // namespace tenure
