#include <string>
#include <utility>

#include "base/text.hpp"
#include "models/cells.hpp"
#include "models/choose_regularity.hpp"
#include "models/fingerprint.hpp"
#include "models/fitted_model_state.hpp"
#include "models/histories.hpp"
#include "models/model_input.hpp"
#include "models/priors.hpp"
#include "tenure/error.hpp"

namespace tenure {

using model::PurchaseModel;

namespace {

/// What the message adds of clients whom a model of spend cannot use although they bought again.
std::string left_out_of(const Histories& histories, const model::ModelTraits& traits) {
  if (!traits.reads_mean_spend) return "";
  double clients = 0.0;
  for (std::size_t i = 0; i < histories.size(); ++i) {
    if (histories.frequency[i] == 0.0 || histories.mean_spend[i] > 0.0) continue;
    clients += model::weight_at(histories, i);
  }
  if (clients == 0.0) return "";
  return " Clients left out because their repeat purchases came to nothing: " + to_text(clients) +
         ".";
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
  const model::RegularityChoice choice(fitted, options.regularity);
  if (!options.start.empty()) model::check_parameters(fitted.traits().info, options.start, "start");
  if (options.max_iterations < 1) {
    throw Error(Status::invalid_argument, "max_iterations is below 1", "max_iterations");
  }
  model::check_priors(fitted.traits().info, options.priors);
  model::check_histories_of(fitted.traits(), histories);
  model::check_log_interpurchase(choice.most_regular().traits(), histories);
  const model::Cells cells(histories, fitted.traits(), {execution.threads, {}});
  auto [found, result] = choice.fit(cells, options, execution);
  result.data_fingerprint = model::fingerprint(histories, fitted.traits().info.kind);
  result.convergence.message += left_out_of(histories, fitted.traits());
  return FittedModel(std::make_shared<State>(State{found, unit, std::move(result)}));
}

FittedModel FittedModel::from_parameters(std::string_view model, std::span<const double> parameters,
                                         TimeUnit unit, std::int32_t regularity) {
  const PurchaseModel& given = model::with_regularity(model::model_named(model), regularity);
  static_cast<void>(to_string(unit));  // rejects a unit that is none
  model::check_parameters(given.traits().info, parameters, "parameters");
  FitResult result;
  result.names = given.traits().info.parameters;
  result.parameters.assign(parameters.begin(), parameters.end());
  result.regularity = regularity;
  result.convergence.usable = true;
  result.convergence.message = "The parameters were given.";
  return FittedModel(std::make_shared<State>(State{&given, unit, std::move(result)}));
}

const ModelInfo& FittedModel::info() const noexcept { return state_->model->traits().info; }
TimeUnit FittedModel::unit() const noexcept { return state_->unit; }
std::span<const double> FittedModel::parameters() const noexcept {
  return state_->result.parameters;
}
std::int32_t FittedModel::regularity() const noexcept { return state_->model->traits().regularity; }
const FitResult& FittedModel::result() const noexcept { return state_->result; }

}  // namespace tenure
