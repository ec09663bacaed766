#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include "base/optional_column.hpp"
#include "math/linear_algebra.hpp"
#include "math/normal.hpp"
#include "survival/concordance.hpp"
#include "survival/design.hpp"
#include "survival/fitted_curves.hpp"
#include "survival/fitted_law.hpp"
#include "survival/lives.hpp"
#include "survival/partial_likelihood.hpp"
#include "survival/row_likelihood.hpp"
#include <tenure/error.hpp>
#include <tenure/survival_regression.hpp>

namespace tenure {
namespace {

using namespace survival;

[[noreturn]] void refuse_input(const std::string& message, const char* argument) {
  throw Error(Status::invalid_argument, "survival_regression: " + message, argument);
}

void check_input(const SurvivalRegressionInput& input, const SurvivalRegressionOptions& options) {
  survival::check(input.lives);
  check_level(options.level);
  require(options.ridge >= 0.0 && options.ridge <= 1e15, "ridge", "at least 0 and finite",
          options.ridge);
  require(options.cause >= 0, "cause", "at least 0", options.cause);
  const std::size_t n = input.lives.duration.size();
  if (n == 0) refuse_input("there is no row", "duration");
  constexpr std::size_t most_columns = 1000;
  if (input.columns > most_columns) refuse_input("at most 1000 features", "columns");
  if (input.columns == 0 && options.law == SurvivalLaw::cox) {
    refuse_input("Cox's model needs a feature", "columns");
  }
  if (input.features.size() != n * input.columns) {
    refuse_input("features must have " + std::to_string(input.columns) + " entries a row",
                 "features");
  }
  if (!input.names.empty() && input.names.size() != input.columns) {
    refuse_input("there must be a name a column", "names");
  }
  if (!input.client.empty() && input.client.size() != n) {
    refuse_input("there must be a client a row", "client");
  }
  for (std::size_t k = 0; k < input.features.size(); ++k) {
    require(std::isfinite(input.features[k]) && std::abs(input.features[k]) <= 1e150, "features",
            "finite", input.features[k], static_cast<std::int64_t>(k / input.columns));
  }
  if (!is_aft(options.law)) return;
  for (std::size_t i = 0; i < n; ++i) {
    require(input.lives.duration[i] > 0.0, "duration", "above 0 of this law",
            input.lives.duration[i], static_cast<std::int64_t>(i));
  }
}

std::vector<RowOutcome> aft_outcomes(const Lives& lives, std::int32_t cause) {
  std::vector<RowOutcome> rows;
  for (std::size_t i = 0; i < lives.duration.size(); ++i) {
    const double entry = lives.entry.empty() ? 0.0 : lives.entry[i];
    rows.push_back({.log_duration = std::log(lives.duration[i]),
                    .log_entry = entry > 0.0 ? std::log(entry) : 0.0,
                    .has_entry = entry > 0.0,
                    .has_ended = has_ended(lives, i, cause)});
  }
  return rows;
}

/// A law fitted on the standardised scale.
struct Fit {
  Design design;
  FittedLaw law;
  Eigen::MatrixXd covariance;  ///< as asked for: the usual or the sandwich
  BaselineHazard baseline;     ///< of Cox's model
  bool has_scale = false;
  double log_likelihood = 0.0;  ///< without the penalty
};

double penalty(const Fit& fit, double ridge) {
  const Eigen::Index features = fit.design.x.cols() - fit.design.baseline;
  return 0.5 * ridge * fit.law.at.segment(fit.design.baseline, features).squaredNorm();
}

std::vector<std::int64_t> clients_of(const SurvivalRegressionInput& input, const Design& design) {
  std::vector<std::int64_t> clients;
  for (const std::size_t row : design.source) {
    clients.push_back(input.client.empty() ? static_cast<std::int64_t>(row) : input.client[row]);
  }
  return clients;
}

/// What the laws have in common: `likelihood` is a RowLikelihood or a PartialLikelihood.
template <class Likelihood>
void solve(Fit& fit, const Likelihood& likelihood, const Eigen::VectorXd& start,
           const SurvivalRegressionInput& input, const SurvivalRegressionOptions& options) {
  fit.law = fit_law([&](const Eigen::VectorXd& at) { return likelihood(at); }, start);
  fit.log_likelihood = penalty(fit, options.ridge) - fit.law.value;
  if (fit.law.status != SurvivalFitStatus::converged) return;
  fit.covariance = options.is_robust ? sandwich(fit.law.covariance, likelihood.scores(fit.law.at),
                                                clients_of(input, fit.design))
                                     : fit.law.covariance;
}

/// Unless columns are collinear, which the design says.
Fit fit_standardised(const SurvivalRegressionInput& input,
                     const SurvivalRegressionOptions& options) {
  Fit fit;
  if (options.law == SurvivalLaw::cox) {
    fit.design = design_of(input, false);
    if (fit.design.is_collinear) return fit;
    const PartialLikelihood likelihood(input.lives, options.cause, fit.design, options.ties,
                                       options.ridge);
    solve(fit, likelihood, Eigen::VectorXd::Zero(fit.design.x.cols()), input, options);
    if (fit.law.status == SurvivalFitStatus::converged)
      fit.baseline = likelihood.baseline(fit.law.at);
    return fit;
  }
  std::vector<RowOutcome> rows;
  if (is_discrete(options.law)) {
    PersonPeriods periods = person_periods(input, options);
    fit.design = std::move(periods.design);
    for (const std::uint8_t ended : periods.ended) rows.push_back({.has_ended = ended != 0});
  } else {
    fit.design = design_of(input, true);
    rows = aft_outcomes(input.lives, options.cause);
  }
  if (fit.design.is_collinear) return fit;
  const RowLikelihood likelihood(options.law, fit.design, std::move(rows), options.ridge);
  fit.has_scale = likelihood.has_scale();
  solve(fit, likelihood, likelihood.start(), input, options);
  return fit;
}

/// Natural coefficients, their covariance, and the log scale after them.
struct Natural {
  explicit Natural(const Fit& fit) {
    const Eigen::Index columns = fit.design.x.cols(), all = fit.law.at.size();
    Eigen::MatrixXd map = Eigen::MatrixXd::Identity(all, all);
    map.topLeftCorner(columns, columns) = fit.design.to_natural();
    values = map * fit.law.at;
    covariance = math::congruence(map, fit.covariance);
  }
  Eigen::VectorXd values;
  Eigen::MatrixXd covariance;
};

Table coefficients_table(const Fit& fit, double level) {
  std::vector<std::string> terms = fit.design.terms;
  if (fit.has_scale) terms.emplace_back("log_scale");
  TextColumn names;
  for (const std::string& term : terms) names.push_back(term);
  const std::size_t n = terms.size();
  OptionalColumn value(n), error(n), z(n), p(n), lower(n), upper(n), ratio(n);
  if (fit.law.status == SurvivalFitStatus::converged) {
    const Natural natural(fit);
    const double width = math::two_sided_normal(level);
    for (std::size_t k = 0; k < n; ++k) {
      const auto at = static_cast<Eigen::Index>(k);
      const double b = natural.values[at], se = std::sqrt(natural.covariance(at, at));
      value.set(k, b);
      error.set(k, se);
      z.set(k, b / se);
      p.set(k, 2.0 * math::normal_cdf(-std::abs(b / se)));
      lower.set(k, b - width * se);
      upper.set(k, b + width * se);
      ratio.set(k, std::exp(b));
    }
  }
  Table::Builder table;
  table.text("term", std::move(names));
  std::move(value).add_to(table, "coefficient");
  std::move(error).add_to(table, "standard_error");
  std::move(z).add_to(table, "z");
  std::move(p).add_to(table, "p_value");
  std::move(lower).add_to(table, "lower");
  std::move(upper).add_to(table, "upper");
  std::move(ratio).add_to(table, "ratio");
  return table.build();
}

SurvivalModel model_of(const Fit& fit, const SurvivalRegressionInput& input,
                       const SurvivalRegressionOptions& options) {
  const Natural natural(fit);
  SurvivalModel model;
  model.law = options.law;
  model.periods = is_discrete(options.law) ? options.periods : PeriodEffect::constant;
  const Eigen::Index baseline = fit.design.baseline, columns = fit.design.x.cols();
  for (Eigen::Index k = 0; k < columns; ++k) {
    (k < baseline ? model.baseline : model.coefficients).push_back(natural.values[k]);
  }
  if (fit.has_scale) model.scale = std::exp(natural.values[columns]);
  for (Eigen::Index k = baseline; k < columns; ++k) model.means.push_back(fit.design.mean[k]);
  model.times = fit.baseline.time;
  model.cumulative_hazard = fit.baseline.cumulative;
  model.last_time = *std::ranges::max_element(input.lives.duration);
  for (const std::int32_t cause : causes_of(input.lives)) {
    model.has_other_causes |= options.cause != 0 && cause != options.cause;
  }
  return model;
}

Table baseline_table(const SurvivalModel& model, const SurvivalRegressionInput& input) {
  std::vector<std::size_t> rows(input.lives.duration.size());
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = i;
  std::vector<double> times = times_of(input.lives, rows);
  const FittedCurves curves(model);
  OptionalColumn hazard(times.size()), survival(times.size());
  for (std::size_t i = 0; i < times.size(); ++i) {
    const auto at = curves.cumulative_hazard(0.0, times[i]);
    hazard.set(i, at);
    if (at && !model.has_other_causes) survival.set(i, std::exp(-*at));
  }
  Table::Builder table;
  table.float64("time", std::move(times));
  std::move(hazard).add_to(table, "cumulative_hazard");
  std::move(survival).add_to(table, "survival");
  return table.build();
}

std::vector<double> risks_of(const SurvivalModel& model, const SurvivalRegressionInput& input) {
  std::vector<double> risks;
  for (std::size_t i = 0; i < input.lives.duration.size(); ++i) {
    risks.push_back(relative_risk(model, input.features.subspan(i * input.columns, input.columns)));
  }
  return risks;
}

/// The log-likelihood without the features. Cox's model has no other coefficient.
double null_log_likelihood(const SurvivalRegressionInput& input, SurvivalRegressionOptions options,
                           const Fit& full) {
  if (options.law == SurvivalLaw::cox) {
    const PartialLikelihood likelihood(input.lives, options.cause, full.design, options.ties, 0.0);
    return -likelihood(Eigen::VectorXd::Zero(full.design.x.cols())).value;
  }
  SurvivalRegressionInput bare = input;
  bare.features = {};
  bare.names = {};
  bare.columns = 0;
  options.is_robust = false;
  return fit_standardised(bare, options).log_likelihood;
}

}  // namespace

SurvivalRegression survival_regression(const SurvivalRegressionInput& input,
                                       const SurvivalRegressionOptions& options) {
  check_input(input, options);
  SurvivalRegression result;
  Fit fitted;
  bool has_events = false;
  for (std::size_t i = 0; i < input.lives.duration.size(); ++i) {
    has_events = has_events || has_ended(input.lives, i, options.cause);
  }
  if (has_events) {
    fitted = fit_standardised(input, options);
    if (fitted.design.is_collinear) fitted.law.status = SurvivalFitStatus::collinear;
  } else {
    fitted.law.status = SurvivalFitStatus::no_events;
  }
  result.status = fitted.law.status;
  result.iterations = fitted.law.iterations;
  result.coefficients = coefficients_table(fitted, options.level);
  if (result.status != SurvivalFitStatus::converged) return result;
  const SurvivalModel& model = result.model.emplace(model_of(fitted, input, options));
  result.baseline = baseline_table(model, input);
  result.log_likelihood = fitted.log_likelihood;
  result.log_likelihood_null = null_log_likelihood(input, options, fitted);
  result.likelihood_ratio =
      std::max(0.0, 2.0 * (result.log_likelihood - result.log_likelihood_null));
  result.degrees_of_freedom = static_cast<std::int32_t>(input.columns);
  if (input.columns > 0) {
    result.p_value = math::chi_square_tail(result.likelihood_ratio, result.degrees_of_freedom);
  }
  result.concordance = concordance(input.lives, risks_of(model, input), options.cause);
  return result;
}

}  // namespace tenure
