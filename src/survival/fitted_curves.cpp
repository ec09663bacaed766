#include "survival/fitted_curves.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

#include <boost/math/special_functions/erf.hpp>

#include "math/normal.hpp"
#include "survival/design.hpp"
#include "survival/row_likelihood.hpp"

namespace tenure::survival {
namespace {

/// The standardised time at which an AFT law's cumulative hazard is this.
double standard_time(SurvivalLaw law, double hazard) {
  if (law == SurvivalLaw::log_logistic) return hazard + std::log(-std::expm1(-hazard));
  if (law == SurvivalLaw::log_normal) {
    return std::numbers::sqrt2 *
           boost::math::erfc_inv(2.0 * std::exp(-hazard), math::NormalPolicy());
  }
  return std::log(hazard);
}

}  // namespace

double relative_risk(const SurvivalModel& model, std::span<const double> features) {
  double sum = 0.0;
  for (std::size_t k = 0; k < features.size(); ++k) {
    sum += model.coefficients[k] * (features[k] - model.means[k]);
  }
  // Of an AFT law the speed of time falls as the linear predictor grows.
  return is_aft(model.law) ? 0.0 - sum : sum;
}

FittedCurves::FittedCurves(const SurvivalModel& model)
    : model_(model),
      last_period_(model.periods == PeriodEffect::each ? model.last_time : kMostPeriods) {
  for (std::size_t k = 0; k < model.coefficients.size(); ++k) {
    at_means_ += model.coefficients[k] * model.means[k];
  }
}

double FittedCurves::period_hazard(double risk, double period) const {
  double linear = at_means_ + risk;
  if (model_.periods == PeriodEffect::each) {
    linear += model_.baseline[static_cast<std::size_t>(period) - 1];
  } else {
    linear += model_.baseline[0];
    if (model_.periods == PeriodEffect::linear) linear += model_.baseline[1] * period;
    if (model_.periods == PeriodEffect::logarithm) linear += model_.baseline[1] * std::log(period);
  }
  if (model_.law == SurvivalLaw::cloglog) return std::exp(linear);
  return -noise_terms(SurvivalLaw::log_logistic, linear).survival;
}

std::optional<double> FittedCurves::cumulative_hazard(double risk, double time) const {
  if (time <= 0.0) return 0.0;
  if (is_aft(model_.law)) {
    const double z = (std::log(time) - model_.baseline[0] - at_means_ + risk) / model_.scale;
    return -noise_terms(model_.law, z).survival;
  }
  if (model_.law == SurvivalLaw::cox) {
    if (time > model_.last_time) return std::nullopt;
    const auto after = std::ranges::upper_bound(model_.times, time) - model_.times.begin();
    if (after == 0) return 0.0;
    return model_.cumulative_hazard[static_cast<std::size_t>(after - 1)] * std::exp(risk);
  }
  if (std::floor(time) > last_period_) return std::nullopt;
  double sum = 0.0;
  for (double period = 1.0; period <= time; period += 1.0) sum += period_hazard(risk, period);
  return sum;
}

std::optional<double> FittedCurves::time_of(double risk, double hazard) const {
  if (is_aft(model_.law)) {
    const double time = std::exp(model_.baseline[0] + at_means_ - risk +
                                 model_.scale * standard_time(model_.law, hazard));
    return std::isfinite(time) ? std::optional(time) : std::nullopt;
  }
  const double enough = hazard * (1.0 - 1e-12);  // room for the rounding of a sum
  if (model_.law == SurvivalLaw::cox) {
    const auto& sums = model_.cumulative_hazard;
    const auto found = std::ranges::lower_bound(sums, enough * std::exp(-risk)) - sums.begin();
    if (static_cast<std::size_t>(found) == sums.size()) return std::nullopt;
    return model_.times[static_cast<std::size_t>(found)];
  }
  double sum = 0.0;
  for (double period = 1.0; period <= last_period_; period += 1.0) {
    sum += period_hazard(risk, period);
    if (sum >= enough) return period;
  }
  return std::nullopt;
}

}  // namespace tenure::survival
