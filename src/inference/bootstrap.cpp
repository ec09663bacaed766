#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/parallel.hpp"
#include "base/text.hpp"
#include "inference/fitted_input.hpp"
#include "inference/quantiles.hpp"
#include "inference/resample.hpp"
#include "models/cells.hpp"
#include "models/fit.hpp"
#include "models/model_input.hpp"
#include <tenure/error.hpp>
#include <tenure/inference.hpp>

namespace tenure {
namespace {

void check_options(const BootstrapOptions& options) {
  model::check_level(options.level);
  if (options.replicates < 2 || options.replicates > 10'000'000) {
    throw Error(Status::invalid_argument,
                "replicates is " + std::to_string(options.replicates) + ", not 2 to 10000000",
                "replicates");
  }
  if (options.resampling != Resampling::clients && options.resampling != Resampling::model) {
    throw Error(Status::invalid_argument, "no such resampling", "resampling");
  }
}

void check_whole_clients(const Histories& histories) {
  for (std::size_t i = 0; i < histories.weight.size(); ++i) {
    const double weight = histories.weight[i];
    if (weight == std::floor(weight) && weight < 0x1p53) continue;
    throw Error(Status::invalid_argument,
                "a bootstrap draws whole clients: weight in row " + std::to_string(i) + " is " +
                    to_text(weight),
                "weight", static_cast<std::int64_t>(i));
  }
}

void check_simulates(const model::PurchaseModel& model, Resampling resampling) {
  if (resampling == Resampling::clients || model.can_simulate_purchases() ||
      model.can_simulate_spend()) {
    return;
  }
  throw Error(Status::not_supported,
              std::string(model.traits().info.title) + " does not simulate histories",
              "resampling");
}

std::vector<FitResult> replicates_of(const FittedModel& fitted, const model::PurchaseModel& model,
                                     const model::Cells& cells, const BootstrapOptions& options,
                                     const Execution& execution) {
  const auto parameters = fitted.parameters();
  const FitOptions from_estimate{.start = {parameters.begin(), parameters.end()},
                                 .priors = fitted.result().priors};
  std::vector<FitResult> replicates(static_cast<std::size_t>(options.replicates));
  parallel_for(replicates.size(), 1, execution, "bootstrap", [&](std::size_t i, std::size_t) {
    math::RandomStream random(options.seed, i);
    const inference::DrawnHistories drawn =
        options.resampling == Resampling::clients
            ? inference::resampled(cells, random)
            : inference::simulated(model, parameters, cells, random);
    const model::Cells again(drawn.view(), model.traits());
    replicates[i] = model::fit(model, again, from_estimate, {.threads = 1, .progress = {}});
  });
  return replicates;
}

Table replicate_table(const std::vector<FitResult>& replicates) {
  const auto names = replicates.front().names;
  std::vector<std::int64_t> number;
  std::vector<std::vector<double>> parameters(names.size());
  std::vector<double> log_likelihood;
  std::vector<std::uint8_t> has_likelihood;
  std::vector<std::uint8_t> usable;
  TextColumn reason;
  for (const FitResult& replicate : replicates) {
    number.push_back(static_cast<std::int64_t>(number.size()));
    for (std::size_t k = 0; k < names.size(); ++k) parameters[k].push_back(replicate.parameters[k]);
    log_likelihood.push_back(replicate.log_likelihood.value_or(0.0));
    has_likelihood.push_back(replicate.log_likelihood.has_value());
    reason.push_back(to_string(replicate.convergence.reason));
    usable.push_back(replicate.convergence.usable);
  }
  Table::Builder table;
  table.int64("replicate", std::move(number));
  for (std::size_t k = 0; k < names.size(); ++k) {
    table.float64(std::string(names[k]), std::move(parameters[k]));
  }
  table.float64("log_likelihood", std::move(log_likelihood), std::move(has_likelihood))
      .text("reason", std::move(reason))
      .boolean("usable", std::move(usable));
  return table.build();
}

/// Parameter k of the replicates that meet a condition, ascending.
template <class Condition>
std::vector<double> sample_of(const std::vector<FitResult>& replicates, std::size_t k,
                              Condition&& condition) {
  std::vector<double> sample;
  for (const FitResult& replicate : replicates) {
    if (condition(replicate.convergence)) sample.push_back(replicate.parameters[k]);
  }
  std::ranges::sort(sample);
  return sample;
}

Table interval_table(const FitResult& fit, const std::vector<FitResult>& replicates, double level) {
  TextColumn parameter;
  std::vector<double> error, bias, lower, upper;
  std::vector<std::uint8_t> has_error, has_interval;
  for (std::size_t k = 0; k < fit.names.size(); ++k) {
    // Towards a boundary a parameter grows without end: it has a rank, but no distance.
    const auto inside = sample_of(replicates, k, [](const Convergence& stop) {
      return stop.reason == Convergence::Reason::gradient;
    });
    const auto usable =
        sample_of(replicates, k, [](const Convergence& stop) { return stop.usable; });
    double mean = 0.0;
    for (const double each : inside) mean += each / static_cast<double>(inside.size());
    parameter.push_back(fit.names[k]);
    has_error.push_back(inside.size() >= 2);
    error.push_back(has_error.back() ? inference::standard_deviation(inside) : 0.0);
    bias.push_back(has_error.back() ? mean - fit.parameters[k] : 0.0);
    has_interval.push_back(!usable.empty());
    lower.push_back(usable.empty() ? 0.0 : inference::quantile(usable, 0.5 * (1.0 - level)));
    upper.push_back(usable.empty() ? 0.0 : inference::quantile(usable, 0.5 * (1.0 + level)));
  }
  return Table::Builder()
      .text("parameter", std::move(parameter))
      .float64("estimate", fit.parameters)
      .float64("standard_error", std::move(error), has_error)
      .float64("bias", std::move(bias), has_error)
      .float64("lower", std::move(lower), has_interval)
      .float64("upper", std::move(upper), has_interval)
      .build();
}

}  // namespace

BootstrapResult bootstrap(const FittedModel& fitted, const Histories& histories,
                          const BootstrapOptions& options, const Execution& execution) {
  check_options(options);
  inference::check_fitted(fitted, "model");
  const model::PurchaseModel& model = model::model_of(fitted);
  model::check_histories_of(model.traits(), histories);
  check_whole_clients(histories);
  check_simulates(model, options.resampling);
  inference::check_same_data(fitted, histories);

  const model::Cells cells(histories, model.traits(), {execution.threads, {}});
  const auto replicates = replicates_of(fitted, model, cells, options, execution);
  return {replicate_table(replicates), interval_table(fitted.result(), replicates, options.level),
          std::ranges::count_if(replicates, [](const FitResult& replicate) {
            return !replicate.convergence.usable;
          })};
}

}  // namespace tenure
