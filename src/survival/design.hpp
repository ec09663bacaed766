/// The matrix of a regression, on a scale on which steps in all directions are alike.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <Eigen/Core>

#include <tenure/survival_regression.hpp>

namespace tenure::survival {

/// Columns of the baseline (see SurvivalModel), then the features, each centred at its weighted
/// mean and divided by its standard deviation. A standardised coefficient b_k is
/// natural coefficient x deviation; what centring took goes to the first `shifted` columns.
struct Design {
  Eigen::MatrixXd x;                ///< rows times (baseline + features)
  Eigen::VectorXd weight;           ///< of the rows
  std::vector<std::string> terms;   ///< of the columns
  Eigen::Index baseline = 0;        ///< how many of the columns are the baseline's
  Eigen::Index shifted = 0;         ///< leading columns of which one is 1 in each row, the others 0
  Eigen::VectorXd mean, deviation;  ///< of the columns that are standardised, 0 and 1 of the others
  std::vector<std::size_t> source;  ///< row of the input of each row
  bool is_collinear = false;        ///< columns repeat each other, or one never changes

  /// From standardised to natural coefficients.
  [[nodiscard]] Eigen::MatrixXd to_natural() const;
};

/// Of all rows, with `intercept` a column of ones (AFT) or no baseline (Cox).
[[nodiscard]] Design design_of(const SurvivalRegressionInput& input, bool intercept);

/// One row for each period that a row of the input lives through, and whether its life ended in it.
struct PersonPeriods {
  Design design;
  std::vector<std::uint8_t> ended;
};
[[nodiscard]] PersonPeriods person_periods(const SurvivalRegressionInput& input,
                                           const SurvivalRegressionOptions& options);

/// For how long a discrete law is followed that has not a coefficient a period.
inline constexpr double kMostPeriods = 10'000;

[[nodiscard]] inline bool is_discrete(SurvivalLaw law) {
  return law == SurvivalLaw::logit || law == SurvivalLaw::cloglog;
}
[[nodiscard]] inline bool is_aft(SurvivalLaw law) {
  return law != SurvivalLaw::cox && !is_discrete(law);
}
[[nodiscard]] inline bool has_ended(const Lives& lives, std::size_t row, std::int32_t cause) {
  return lives.cause[row] != 0 && (cause == 0 || lives.cause[row] == cause);
}

}  // namespace tenure::survival
