#include <cmath>
#include <numbers>

#include "survival/row_likelihood.hpp"

namespace tenure::survival {
namespace {

/// Density over survival of the standard normal distribution.
double normal_hazard(double z) {
  constexpr double far = 20.0;  // beyond, the survival leaves the range of double at 38
  if (z < far) {
    const double density = std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
    return density / (0.5 * std::erfc(z / std::numbers::sqrt2));
  }
  // Laplace's continued fraction z + 1/(z + 2/(z + 3/...)); at 20 a dozen levels are exact.
  double tail = z;
  for (int k = 12; k >= 1; --k) tail = z + k / tail;
  return tail;
}

NoiseTerms normal_terms(double z) {
  const double log_density = -0.5 * z * z - 0.5 * std::log(2.0 * std::numbers::pi);
  const double hazard = normal_hazard(z);
  // log survival = log density - log hazard; below, log1p(-P(Z <= z)) keeps the small chance.
  const double log_survival = z < 0.0 ? std::log1p(-0.5 * std::erfc(-z / std::numbers::sqrt2))
                                      : log_density - std::log(hazard);
  return {log_density, -z, -1.0, log_survival, -hazard, -hazard * (hazard - z)};
}

/// Of the logarithm of a standard exponential: survival exp(-exp(z)).
NoiseTerms extreme_terms(double z) {
  const double hazard = std::exp(z);
  return {z - hazard, 1.0 - hazard, -hazard, -hazard, -hazard, -hazard};
}

NoiseTerms logistic_terms(double z) {
  const double p = z > 0.0 ? 1.0 / (1.0 + std::exp(-z)) : std::exp(z) / (1.0 + std::exp(z));
  const double softplus = z > 0.0 ? z + std::log1p(std::exp(-z)) : std::log1p(std::exp(z));
  const double spread = p * (1.0 - p);
  return {z - 2.0 * softplus, 1.0 - 2.0 * p, -2.0 * spread, -softplus, -p, -spread};
}

}  // namespace

NoiseTerms noise_terms(SurvivalLaw law, double z) {
  if (law == SurvivalLaw::log_normal) return normal_terms(z);
  if (law == SurvivalLaw::log_logistic) return logistic_terms(z);
  return extreme_terms(z);
}

}  // namespace tenure::survival
