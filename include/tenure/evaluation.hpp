/// Evaluation: models beside each other and beside naive benchmarks, on what they have not seen.
///
/// The benchmarks predict of every client "past_rate", x / T times the horizon, and "mean_rate",
/// sum x / sum T times it, the same for everyone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tenure/execution.hpp>
#include <tenure/model.hpp>
#include <tenure/portfolio.hpp>
#include <tenure/summary.hpp>
#include <tenure/table.hpp>
#include <tenure/units.hpp>

namespace tenure {

/// A model to be evaluated: fitted already, or to be fitted.
struct Candidate {
  std::string label;  ///< names its rows
  std::string model;  ///< name in the table of models
  FitOptions options = {};
  std::optional<FittedModel> fitted = {};

  Candidate(std::string_view name, FitOptions fit_options = {})
      : label(name), model(name), options(std::move(fit_options)) {}
  Candidate(const char* name) : Candidate(std::string_view(name)) {}
  Candidate(const FittedModel& model_) : label(model_.info().name), model(label), fitted(model_) {}
};

struct Comparison {
  /// One row a candidate, then one a benchmark: method (the label, "past_rate", "mean_rate");
  /// status ("ok", "not_usable": the fit found no parameters to predict with, "failed") and message
  /// (why, or which boundary the fit came to). Of the calibration period: parameters (how many),
  /// log_likelihood, aic, bic. Of the holdout, where there is one: predicted, actual (sums over
  /// clients), mae, rmse, bias (mean of predicted less actual), wape (sum of errors over actual),
  /// log_score (mean of the log-probability that the model gave to the purchases that were made),
  /// top_decile_share (of the actual purchases, those of the tenth of clients predicted to buy
  /// most; of 2357 clients that is 235.7, and the 236th counts for 0.7). What a row does not have
  /// has no value: benchmarks give no probabilities.
  Table models;
  /// method, decile (1: the tenth of clients predicted to buy most), clients, predicted, actual
  /// (means a client). Equal predictions share their places, so that the order of clients does not
  /// matter. No rows without a holdout.
  Table calibration;
};

/// Fits the candidates that are not fitted to the calibration period of the summary, and compares
/// all. A candidate that fails has a row that says so. Throws Error(invalid_argument) for a name
/// that is no model's, a model of spend, and a model of another unit of time.
[[nodiscard]] Comparison compare(const std::vector<Candidate>& candidates, const Summary& summary,
                                 const Execution& execution = {});

/// When a backtest looks ahead, and how far. Each origin ends a calibration period.
struct BacktestOptions {
  double horizon = 0.0;  ///< units of holdout after each origin; at least a day, no default
  TimeUnit unit = TimeUnit::week;
  std::vector<Day> origins = {};     ///< in any order; empty: by `first` and `every`
  std::optional<Day> first = {};     ///< default: the middle of the log
  std::optional<double> every = {};  ///< units between origins; default: the horizon
};

/// As Comparison, with the columns origin and observed_until (days) and clients (who had bought by
/// the origin) in front of `models`, and origin in front of `calibration`.
struct Backtest {
  Table models;
  Table calibration;
};

/// A rolling-origin backtest: for each origin the candidates are fitted to what was known on that
/// day alone, and scored on the `horizon` after it. Throws Error(invalid_argument) for candidates
/// that are fitted already, and where the log ends before the first origin's holdout.
[[nodiscard]] Backtest backtest(const Portfolio& portfolio,
                                const std::vector<Candidate>& candidates,
                                const BacktestOptions& options, const Execution& execution = {});

/// The predictions of one model ("model") and of the benchmarks against the holdout: the columns
/// method, predicted, actual, mae, rmse, bias, wape, top_decile_share of Comparison::models.
[[nodiscard]] Table holdout_errors(const FittedModel& model, const Summary& summary,
                                   const Execution& execution = {});

}  // namespace tenure
