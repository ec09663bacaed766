#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include "base/optional_column.hpp"
#include "survival/design.hpp"
#include "survival/fitted_curves.hpp"
#include "survival/lives.hpp"
#include <tenure/error.hpp>
#include <tenure/survival_regression.hpp>

namespace tenure {
namespace {

using namespace survival;

[[noreturn]] void refuse_query(const std::string& message, const char* argument) {
  throw Error(Status::invalid_argument, "predict_survival: " + message, argument);
}

void check_ascending(const char* name, std::span<const double> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    require(values[i] >= (i == 0 ? 0.0 : values[i - 1]), name, "at least 0 and ascending",
            values[i], static_cast<std::int64_t>(i));
  }
}

/// A model may come from the caller's own storage.
void check_model(const SurvivalModel& model) {
  check_rows("coefficients", model.coefficients, check_finite);
  check_rows("means", model.means, check_finite);
  check_rows("baseline", model.baseline, check_finite);
  check_rows("times", model.times, check_finite);
  check_rows("cumulative_hazard", model.cumulative_hazard, check_finite);
  check_ascending("times", model.times);
  check_ascending("cumulative_hazard", model.cumulative_hazard);
  require(model.scale > 0.0 && std::isfinite(model.scale), "scale", "above 0 and finite",
          model.scale);
  require(model.last_time >= 0.0 && std::isfinite(model.last_time), "last_time",
          "at least 0 and finite", model.last_time);
  if (model.means.size() != model.coefficients.size())
    refuse_query("there must be a mean a coefficient", "means");
  if (model.times.size() != model.cumulative_hazard.size()) {
    refuse_query("there must be a hazard a time", "cumulative_hazard");
  }
  std::size_t baseline = model.law == SurvivalLaw::cox ? 0 : 1;
  if (is_discrete(model.law)) {
    const bool is_one = model.periods == PeriodEffect::constant;
    baseline = model.periods == PeriodEffect::each ? model.baseline.size() : is_one ? 1 : 2;
    if (model.periods == PeriodEffect::each && model.last_time != static_cast<double>(baseline)) {
      refuse_query("there must be a coefficient a period up to last_time", "baseline");
    }
  }
  if (model.baseline.size() != baseline) {
    refuse_query(std::to_string(baseline) + " coefficients of the baseline are needed", "baseline");
  }
  if (model.has_other_causes) {
    throw Error(Status::not_supported,
                "predict_survival: this is the hazard of one cause among several, from which no "
                "survival follows: those whom the others take are no longer there to leave for "
                "it; use competing_risks, or fit cause 0",
                "cause");
  }
}

void check_query(const SurvivalModel& model, const SurvivalQuery& query) {
  check_model(model);
  if (query.features.size() != query.clients * model.coefficients.size()) {
    refuse_query(
        "features must have " + std::to_string(model.coefficients.size()) + " entries a client",
        "features");
  }
  if (!query.elapsed.empty() && query.elapsed.size() != query.clients) {
    refuse_query("there must be a time a client", "elapsed");
  }
  const std::size_t columns = model.coefficients.size();
  for (std::size_t k = 0; k < query.features.size(); ++k) {
    require(std::isfinite(query.features[k]), "features", "finite", query.features[k],
            static_cast<std::int64_t>(k / columns));
  }
  check_rows("times", query.times, check_finite);
  check_ascending("times", query.times);
  for (std::size_t i = 0; i < query.elapsed.size(); ++i) {
    require(query.elapsed[i] >= 0.0 && std::isfinite(query.elapsed[i]), "elapsed",
            "at least 0 and finite", query.elapsed[i], static_cast<std::int64_t>(i));
  }
}

}  // namespace

SurvivalPredictions predict_survival(const SurvivalModel& model, const SurvivalQuery& query) {
  check_query(model, query);
  const FittedCurves curves(model);
  const std::size_t columns = model.coefficients.size();
  std::vector<std::int64_t> client;
  std::vector<double> time;
  OptionalColumn survival(query.clients * query.times.size());
  OptionalColumn risk_column(query.clients), median(query.clients);
  for (std::size_t i = 0; i < query.clients; ++i) {
    const double risk = relative_risk(model, query.features.subspan(i * columns, columns));
    const double elapsed = query.elapsed.empty() ? 0.0 : query.elapsed[i];
    const std::optional<double> before = curves.cumulative_hazard(risk, elapsed);
    risk_column.set(i, risk);
    if (before && std::isfinite(*before)) {
      if (const auto at = curves.time_of(risk, *before + std::numbers::ln2)) {
        median.set(i, *at - elapsed);
      }
    }
    for (const double ahead : query.times) {
      const std::optional<double> after = curves.cumulative_hazard(risk, elapsed + ahead);
      if (before && after) survival.set(time.size(), std::exp(*before - *after));
      client.push_back(static_cast<std::int64_t>(i));
      time.push_back(ahead);
    }
  }
  SurvivalPredictions result;
  Table::Builder by_time, by_client;
  by_time.int64("client", std::move(client)).float64("time", std::move(time));
  std::move(survival).add_to(by_time, "survival");
  std::move(risk_column).add_to(by_client, "risk");
  std::move(median).add_to(by_client, "median");
  result.survival = by_time.build();
  result.clients = by_client.build();
  return result;
}

}  // namespace tenure
