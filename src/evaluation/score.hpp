/// What one model, or one benchmark, makes of a summary: a row of the tables of evaluation.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evaluation/prediction_errors.hpp"
#include <tenure/evaluation.hpp>

namespace tenure::evaluation {

struct Likelihood {
  std::int64_t parameters = 0;
  double value = 0.0;    ///< log-likelihood of the calibration period
  double clients = 0.0;  ///< sum of weights
  [[nodiscard]] double aic() const;
  [[nodiscard]] double bic() const;
};

struct Score {
  std::string method;
  std::string_view status = "ok";
  std::string message = {};
  std::optional<Likelihood> likelihood = {};
  std::optional<PredictionErrors> holdout = {};
  std::optional<double> log_score = {};
};

/// Throws Error(invalid_argument) for a name that is no model's, or that of a model of spend.
void check_candidate(const Candidate& candidate);

/// Fits the candidate if it is not fitted, and scores it; a failure becomes the score's status.
/// What is not the candidate's fault (no memory, cancelled, a bug) is thrown.
[[nodiscard]] Score score(const Candidate& candidate, const Summary& summary,
                          const Execution& execution);

/// "past_rate" and "mean_rate".
[[nodiscard]] std::array<Score, 2> score_benchmarks(const Summary& summary);

/// Of a model's predictions; none without a holdout, or without clients.
[[nodiscard]] std::optional<PredictionErrors> holdout_errors_of(
    const std::vector<double>& predicted, const Summary& summary);

}  // namespace tenure::evaluation
