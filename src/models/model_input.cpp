#include "models/model_input.hpp"

#include <cmath>
#include <string>

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
              "no model is called " + quoted(name) + "; there are " + known, "model");
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

void check_time(double time, std::string_view argument) {
  if (std::isfinite(time) && time >= 0.0) return;
  throw Error(Status::invalid_argument,
              std::string(argument) + " is " + to_text(time) + ", not a finite number from 0",
              std::string(argument));
}

void check_level(double level) {
  if (level > 0.0 && level < 1.0) return;
  throw Error(Status::invalid_argument,
              "level is " + to_text(level) + ", not between 0 and 1, as 0.95 is", "level");
}

void check_window(const Window& window, std::string_view from_argument,
                  std::string_view to_argument) {
  check_time(window.from, from_argument);
  check_time(window.to, to_argument);
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

}  // namespace tenure::model
