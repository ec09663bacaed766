#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "base/parallel.hpp"
#include "models/cells.hpp"
#include "models/fingerprint.hpp"
#include "models/fit.hpp"
#include "models/fitted_model_state.hpp"
#include "models/model_input.hpp"
#include "models/priors.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

using model::At;
using model::ClientQuantity;
using model::NewClientQuantity;
using model::PurchaseModel;

// Clients of one piece of parallel work: some milliseconds of the slowest quantity.
constexpr std::size_t kChunk = 1024;
constexpr double kForEver = std::numeric_limits<double>::infinity();

template <class Quantity>
void require(const PurchaseModel& model, Quantity quantity, const char* name) {
  if (model.supports(quantity)) return;
  throw Error(Status::not_supported,
              std::string(model.traits().info.title) + " does not give " + name);
}

/// A model with its parameters, ready to be asked.
struct Asked {
  const PurchaseModel& model;
  std::span<const double> parameters;
  const Execution& execution;

  /// The quantity of every client, unchecked: some may be infinite.
  std::vector<double> evaluate(ClientQuantity quantity, const char* name,
                               const Histories& histories, const At& at) const {
    require(model, quantity, name);
    model::check_histories_of(model.traits(), histories);
    std::vector<double> out(histories.size());
    parallel_for(out.size(), kChunk, execution, name, [&](std::size_t begin, std::size_t end) {
      model.evaluate(quantity, parameters, model::part_of(histories, begin, end - begin), at,
                     std::span(out).subspan(begin, end - begin));
    });
    return out;
  }

  /// The same where no client can be without a value, unless his history contradicts the model.
  std::vector<double> evaluate_finite(ClientQuantity quantity, const char* name,
                                      const Histories& histories, const At& at) const {
    std::vector<double> out = evaluate(quantity, name, histories, at);
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (std::isfinite(out[i])) continue;
      throw Error(
          Status::invalid_data,
          std::string(name) + " has no finite value for the history in row " + std::to_string(i),
          "histories", static_cast<std::int64_t>(i));
    }
    return out;
  }
};

double evaluate_new(const PurchaseModel& model, std::span<const double> parameters,
                    NewClientQuantity quantity, const char* name, const At& at) {
  require(model, quantity, name);
  return model.evaluate(quantity, parameters, at);
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

FittedModel::FittedModel(std::shared_ptr<const State> state) : state_(std::move(state)) {}

FittedModel FittedModel::fit(std::string_view model, const Summary& summary,
                             const FitOptions& options, const Execution& execution) {
  return fit(model, summary.histories(), summary.unit(), options, execution);
}

FittedModel FittedModel::fit(std::string_view model, const Histories& histories, TimeUnit unit,
                             const FitOptions& options, const Execution& execution) {
  const PurchaseModel& fitted = model::model_named(model);
  static_cast<void>(to_string(unit));  // rejects a unit that is none
  if (!options.start.empty()) model::check_parameters(fitted.traits().info, options.start, "start");
  if (options.max_iterations < 1) {
    throw Error(Status::invalid_argument, "max_iterations is below 1", "max_iterations");
  }
  model::check_priors(fitted.traits().info, options.priors);
  model::check_histories_of(fitted.traits(), histories);
  const model::Cells cells(histories, fitted.traits());
  FitResult result = model::fit(fitted, cells, options, execution);
  result.data_fingerprint = model::fingerprint(histories, fitted.traits().info.kind);
  return FittedModel(std::make_shared<State>(State{&fitted, unit, std::move(result)}));
}

FittedModel FittedModel::from_parameters(std::string_view model, std::span<const double> parameters,
                                         TimeUnit unit) {
  const PurchaseModel& given = model::model_named(model);
  static_cast<void>(to_string(unit));  // rejects a unit that is none
  model::check_parameters(given.traits().info, parameters, "parameters");
  FitResult result;
  result.names = given.traits().info.parameters;
  result.parameters.assign(parameters.begin(), parameters.end());
  result.convergence.usable = true;
  result.convergence.message = "The parameters were given.";
  return FittedModel(std::make_shared<State>(State{&given, unit, std::move(result)}));
}

const ModelInfo& FittedModel::info() const noexcept { return state_->model->traits().info; }
TimeUnit FittedModel::unit() const noexcept { return state_->unit; }
std::span<const double> FittedModel::parameters() const noexcept {
  return state_->result.parameters;
}
const FitResult& FittedModel::result() const noexcept { return state_->result; }

std::vector<double> FittedModel::log_likelihood(const Histories& histories,
                                                const Execution& execution) const {
  return Asked{*state_->model, parameters(), execution}.evaluate_finite(
      ClientQuantity::log_likelihood, "log_likelihood", histories, {});
}

std::vector<double> FittedModel::p_alive(const Histories& histories, double after,
                                         const Execution& execution) const {
  model::check_time(after, "after");
  return Asked{*state_->model, parameters(), execution}.evaluate_finite(
      ClientQuantity::p_alive, "p_alive", histories, {.horizon = after});
}

std::vector<double> FittedModel::p_silent(const Histories& histories, double horizon,
                                          const Execution& execution) const {
  model::check_time(horizon, "horizon");
  return Asked{*state_->model, parameters(), execution}.evaluate_finite(
      ClientQuantity::p_silent, "p_silent", histories, {.horizon = horizon});
}

std::vector<double> FittedModel::expected_purchases(const Histories& histories, double horizon,
                                                    const Execution& execution) const {
  model::check_time(horizon, "horizon");
  return Asked{*state_->model, parameters(), execution}.evaluate_finite(
      ClientQuantity::expected_purchases, "expected_purchases", histories, {.horizon = horizon});
}

std::vector<double> FittedModel::discounted_purchases(const Histories& histories, DiscountRate rate,
                                                      std::optional<double> horizon,
                                                      const Execution& execution) const {
  if (horizon) model::check_time(*horizon, "horizon");
  const double force = rate.force_per(state_->unit);
  if (!(force >= 0.0) || (force == 0.0 && !horizon)) {
    throw Error(Status::invalid_argument,
                "purchases for ever need a discount rate above 0, to a horizon one from 0", "rate");
  }
  return Asked{*state_->model, parameters(), execution}.evaluate_finite(
      ClientQuantity::discounted_purchases, "discounted_purchases", histories,
      {.horizon = horizon.value_or(kForEver), .discount = force});
}

std::vector<double> FittedModel::expected_purchases_new(std::span<const double> times) const {
  std::vector<double> result;
  result.reserve(times.size());
  for (const double time : times) {
    model::check_time(time, "times");
    result.push_back(evaluate_new(*state_->model, parameters(),
                                  NewClientQuantity::expected_purchases, "expected_purchases_new",
                                  {.horizon = time}));
  }
  return result;
}

std::vector<double> FittedModel::pmf(std::span<const std::int64_t> counts, double time) const {
  model::check_time(time, "time");
  std::vector<double> result;
  result.reserve(counts.size());
  for (const std::int64_t count : counts) {
    result.push_back(count < 0
                         ? 0.0
                         : evaluate_new(*state_->model, parameters(), NewClientQuantity::pmf, "pmf",
                                        {.horizon = time, .count = static_cast<double>(count)}));
  }
  return result;
}

Values FittedModel::expected_spend(const Histories& histories, const Execution& execution) const {
  Values result;
  result.value = Asked{*state_->model, parameters(), execution}.evaluate(
      ClientQuantity::expected_spend, "expected_spend", histories, {});
  for (std::size_t i = 0; i < result.value.size(); ++i) {
    if (std::isfinite(result.value[i])) continue;
    if (result.status.empty()) result.status.assign(result.value.size(), Values::Row::ok);
    result.status[i] = why_infinite(*state_->model, parameters(), histories.frequency[i]);
    result.value[i] = 0.0;
  }
  return result;
}

std::optional<double> FittedModel::population_spend() const {
  const double mean = evaluate_new(*state_->model, parameters(), NewClientQuantity::expected_spend,
                                   "population_spend", {});
  return std::isfinite(mean) ? std::optional(mean) : std::nullopt;
}

}  // namespace tenure
