/// Likelihoods that are a sum over rows of a function of one linear predictor, and of a scale.
#pragma once

#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "optim/trust_region.hpp"
#include "survival/design.hpp"

namespace tenure::survival {

/// A row's log-likelihood with its derivatives by the linear predictor e and the log scale s.
struct RowTerms {
  double value = 0.0;
  double e = 0.0, ee = 0.0, s = 0.0, ss = 0.0, es = 0.0;
};

/// What the rows say, besides the design.
struct RowOutcome {
  double log_duration = 0.0;
  double log_entry = 0.0;
  bool has_entry = false;  ///< later than 0
  bool has_ended = false;
};

/// Of an AFT or a discrete law. The variables are the standardised coefficients, and the log scale
/// after them if the law has one.
class RowLikelihood {
 public:
  RowLikelihood(SurvivalLaw law, const Design& design, std::vector<RowOutcome> rows, double ridge);

  [[nodiscard]] bool has_scale() const;
  [[nodiscard]] Eigen::Index variables() const { return design_.x.cols() + (has_scale() ? 1 : 0); }
  /// A point from which to start: features without effect.
  [[nodiscard]] Eigen::VectorXd start() const;
  /// Minus the log-likelihood, with the penalty.
  [[nodiscard]] optim::SecondOrder operator()(const Eigen::VectorXd& at) const;
  /// The derivatives of each row's log-likelihood, times its weight: rows times variables.
  [[nodiscard]] Eigen::MatrixXd scores(const Eigen::VectorXd& at) const;

 private:
  [[nodiscard]] RowTerms terms(Eigen::Index row, double linear, double log_scale) const;

  SurvivalLaw law_;
  const Design& design_;
  std::vector<RowOutcome> rows_;
  Eigen::VectorXd penalty_;
};

/// Of a standardised time z of an AFT law: log density and log survival, with two derivatives.
struct NoiseTerms {
  double density, density_1, density_2;
  double survival, survival_1, survival_2;
};
[[nodiscard]] NoiseTerms noise_terms(SurvivalLaw law, double z);

}  // namespace tenure::survival
