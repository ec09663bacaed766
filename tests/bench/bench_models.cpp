// Likelihoods, fits and predictions of every model of purchases.
#include <string>
#include <utility>
#include <vector>

#include "models/cells.hpp"
#include "models/model_input.hpp"
#include "population.hpp"

namespace tenure::bench {
namespace {

using benchmark::DoNotOptimize;
using benchmark::State;

constexpr double kHorizon = 90.0;  // days

/// The model where its fit begins: usual parameters, whatever it has.
FittedModel at_start(std::string_view name, const Summary& summary) {
  const std::vector<double> start = model::model_named(name).starting_values(summary.histories());
  const bool regular = model_info(name).max_regularity > 0;
  return FittedModel::from_parameters(name, start, TimeUnit::day, regular ? 1 : 0);
}

/// Value, gradient and Hessian of each distinct history.
void likelihood(State& state, const std::string& name) {
  const Summary& of = summary(state.range(0), state.range(1));
  const model::PurchaseModel& model = model::model_named(name);
  const model::Cells cells(of.histories(), model.traits(), one_thread());
  const std::vector<double> at = model.starting_values(cells.view());
  for (auto _ : state) DoNotOptimize(model.likelihood_sum(at, cells.view()));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(cells.size()));
}

void fit(State& state, const std::string& name) {
  const Summary& to = summary(state.range(0), state.range(1));
  const FitOptions options{.regularity = model_info(name).max_regularity > 0 ? 1 : 0};
  for (auto _ : state) DoNotOptimize(FittedModel::fit(name, to, options, one_thread()));
  count_clients(state);
}

using Prediction = void (*)(const FittedModel&, const Histories&);
constexpr std::pair<const char*, Prediction> kPredictions[] = {
    {"p_alive", [](const FittedModel& model,
                   const Histories& of) { DoNotOptimize(model.p_alive(of, 0.0, one_thread())); }},
    {"expected_purchases",
     [](const FittedModel& model, const Histories& of) {
       DoNotOptimize(model.expected_purchases(of, kHorizon, one_thread()));
     }},
    {"discounted_purchases",
     [](const FittedModel& model, const Histories& of) {
       const auto rate = DiscountRate::effective(0.10, TimeUnit::year);
       DoNotOptimize(model.discounted_purchases(of, rate, Window(), one_thread()));
     }},
    {"p_active",
     [](const FittedModel& model, const Histories& of) {
       DoNotOptimize(model.p_active(of, kHorizon, one_thread()));
     }},
    {"expected_lifetime",
     [](const FittedModel& model, const Histories& of) {
       DoNotOptimize(model.expected_lifetime(of, kHorizon, one_thread()));
     }},
    {"expected_rate",
     [](const FittedModel& model, const Histories& of) {
       DoNotOptimize(model.expected_rate(of, one_thread()));
     }},
    {"purchase_intervals",
     [](const FittedModel& model, const Histories& of) {
       DoNotOptimize(model.purchase_intervals(of, 0.9, kHorizon, one_thread()));
     }},
};

void predict(State& state, const std::string& name, Prediction prediction) {
  const Summary& of = summary(state.range(0), state.range(1));
  const FittedModel model = at_start(name, of);
  for (auto _ : state) prediction(model, of.histories());
  count_clients(state);
}

}  // namespace

void register_models() {
  for (const ModelInfo& info : models()) {
    // Opportunities are whole numbers of periods: a log by the day is none.
    if (info.kind != ModelKind::purchases || info.name == "bg_bb") continue;
    const std::string name(info.name);
    benchmark::RegisterBenchmark(("likelihood/" + name).c_str(), [name](State& state) {
      likelihood(state, name);
    })->Apply(sizes_of);
    benchmark::RegisterBenchmark(("fit/" + name).c_str(), [name](State& state) {
      fit(state, name);
    })->Apply(sizes_of);
    for (const auto& [quantity, prediction] : kPredictions) {
      benchmark::RegisterBenchmark(
          (std::string(quantity) + "/" + name).c_str(),
          [name, prediction = prediction](State& state) { predict(state, name, prediction); })
          ->Apply(sizes_of);
    }
  }
}

}  // namespace tenure::bench
