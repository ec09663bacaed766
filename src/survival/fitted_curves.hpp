/// The survival of a client under a fitted law.
#pragma once

#include <optional>
#include <span>

#include <tenure/survival_regression.hpp>

namespace tenure::survival {

/// Log of the hazard, or of the speed of time, against a client whose features are the means.
[[nodiscard]] double relative_risk(const SurvivalModel& model, std::span<const double> features);

/// Curves of clients by their relative risk. The model must outlive it.
class FittedCurves {
 public:
  explicit FittedCurves(const SurvivalModel& model);

  /// -log of the probability to stay until `time`, at least 0; absent later than the model knows.
  [[nodiscard]] std::optional<double> cumulative_hazard(double risk, double time) const;
  /// The first time at which the cumulative hazard is at least `hazard`, above 0; absent if that is
  /// later than the model knows, or never.
  [[nodiscard]] std::optional<double> time_of(double risk, double hazard) const;

 private:
  /// -log of the probability to stay through a period of a discrete law.
  [[nodiscard]] double period_hazard(double risk, double period) const;

  const SurvivalModel& model_;
  double at_means_ = 0.0;  ///< linear predictor of the features' means
  double last_period_;     ///< of a discrete law
};

}  // namespace tenure::survival
