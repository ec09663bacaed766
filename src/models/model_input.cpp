#include "models/model_input.hpp"

#include <cmath>
#include <string>

#include "base/check_arguments.hpp"
#include "base/text.hpp"
#include "history/check_histories.hpp"
#include "models/check_clock.hpp"
#include "models/table_of_models.hpp"
#include "tenure/error.hpp"

namespace tenure::model {

const PurchaseModel& model_named(std::string_view name) {
  if (const PurchaseModel* model = find_model(name)) return *model;
  std::string known;
  for (const ModelInfo& info : models()) {
    if (!known.empty()) known += ", ";
    known += info.name;
  }
  throw Error(Status::invalid_argument,
              "no model is called " + in_quotes(name) + "; there are " + known, "model");
}

const PurchaseModel& with_regularity(const PurchaseModel& model, std::int32_t k) {
  const ModelInfo& info = model.traits().info;
  if (info.max_regularity == 0 && k == 0) return model;
  if (info.max_regularity == 0) {
    throw Error(
        Status::invalid_argument,
        std::string(info.title) + " has no regularity: " + std::to_string(k) + " was given, not 0",
        "regularity");
  }
  if (k < 1 || k > info.max_regularity) {
    throw Error(Status::invalid_argument,
                "the regularity of " + std::string(info.title) + " is " + std::to_string(k) +
                    ", not 1 to " + std::to_string(info.max_regularity),
                "regularity");
  }
  return model.traits().of_regularity(k);
}

const PurchaseModel& model_of(const FittedModel& fitted) {
  return with_regularity(model_named(fitted.info().name), fitted.regularity());
}

void check_parameters(const ModelInfo& info, std::span<const double> parameters,
                      std::string_view argument) {
  if (parameters.size() != info.parameters.size()) {
    throw Error(Status::invalid_argument,
                std::string(info.title) + " has " + std::to_string(info.parameters.size()) +
                    " parameters, not " + std::to_string(parameters.size()),
                std::string(argument));
  }
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (std::isfinite(parameters[i]) && parameters[i] > 0.0) continue;
    throw Error(Status::invalid_argument,
                "parameter " + std::string(info.parameters[i]) + " of " + std::string(info.title) +
                    " is " + to_text(parameters[i]) + ", not a finite number above 0",
                std::string(info.parameters[i]));
  }
}

void check_time(const ModelTraits& traits, double time, std::string_view argument,
                std::int64_t row) {
  const std::string name(argument);
  require(std::isfinite(time) && time >= 0.0, name, "a finite number from 0", time, row);
  if (traits.clock == Clock::continuous) return;
  const std::string most = to_text(kMostOpportunities) + " " + std::string(counted_by(traits));
  require(time <= kMostOpportunities, name, "at most " + most, time, row);
}

void check_level(double level) {
  if (level > 0.0 && level < 1.0) return;
  throw Error(Status::invalid_argument,
              "level is " + to_text(level) + ", not between 0 and 1, as 0.95 is", "level");
}

void check_window(const ModelTraits& traits, const Window& window, std::string_view from_argument,
                  std::string_view to_argument) {
  check_time(traits, window.from, from_argument);
  check_time(traits, window.to, to_argument);
  if (window.from <= window.to) return;
  throw Error(Status::invalid_argument,
              std::string(to_argument) + " is " + to_text(window.to) + ", before " +
                  std::string(from_argument) + " at " + to_text(window.from),
              std::string(to_argument));
}

void check_histories_of(const ModelTraits& traits, const Histories& histories) {
  check_histories(histories);
  const auto need = [&](bool reads, std::span<const double> column, const char* name) {
    if (!reads || column.size() == histories.size()) return;
    throw Error(Status::invalid_argument,
                std::string(traits.info.title) + " reads the column " + name, name);
  };
  need(traits.reads_recency, histories.recency, "recency");
  need(traits.reads_age, histories.age, "age");
  need(traits.reads_mean_spend, histories.mean_spend, "mean_spend");
  check_clock(traits, histories);
}

void check_log_interpurchase(const ModelTraits& traits, const Histories& histories) {
  if (!traits.reads_log_interpurchase()) return;
  if (histories.log_interpurchase.size() == histories.size()) return;
  throw Error(Status::invalid_argument,
              "the likelihood of " + std::string(traits.info.title) +
                  " with a regularity above 1 reads the column log_interpurchase",
              "log_interpurchase");
}

}  // namespace tenure::model
