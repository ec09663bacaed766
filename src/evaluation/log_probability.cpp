#include "evaluation/log_probability.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "math/beta_mean.hpp"
#include "math/log_gamma.hpp"
#include "math/quadrature.hpp"

namespace tenure::evaluation {
namespace {

using model::Clock;
using model::History;

constexpr double kNothing = -std::numeric_limits<double>::infinity();

double log_likelihood(const model::PurchaseModel& model, std::span<const double> parameters,
                      const History& h) {
  double value = 0.0;
  model.evaluate(model::ClientQuantity::log_likelihood, parameters,
                 {{&h.x, 1}, {&h.t_x, 1}, {&h.T, 1}, {&h.m, 1}, {}, {&h.log_interpurchase, 1}}, {},
                 {&value, 1});
  return std::isfinite(value) ? value : kNothing;
}

/// log of the integral over w > 0 of e^log_f(w), which has one peak.
template <class LogFunction>
double log_integral(LogFunction&& log_f) {
  constexpr double kFarBelow = 45.0;
  constexpr double kGrowth = 1.25;
  constexpr double kEnd = 1e12;
  constexpr double kTolerance = 1e-11;
  double at = 0.0;
  double highest = log_f(0.0);
  for (double w = 1e-3; w < kEnd; w *= kGrowth) {
    const double here = log_f(w);
    if (here > highest) {
      highest = here;
      at = w;
    }
  }
  const auto reach = [&](double direction) {
    double w = at;
    for (double step = 1e-4 * (1.0 + at); w > 0.0 || direction > 0.0; step *= kGrowth) {
      w = std::max(0.0, w + direction * step);
      if (log_f(w) < highest - kFarBelow || w > kEnd) break;
    }
    return w;
  };
  const auto f = [&](double w) { return std::exp(log_f(w) - highest); };
  const double below = math::integrate_adaptive(f, reach(-1.0), at, kTolerance).value;
  const double above = math::integrate_adaptive(f, at, reach(1.0), kTolerance).value;
  return highest + std::log(below + above);
}

/// log of the volume of the times of `count` purchases, a piece of time counting for k - 1 more
/// where k phases fill it: none before now, the last one e^log_last ahead; nothing came in
/// `silence`, in which i of the first k phases ended. Without the factor Gamma(k)^-count.
double log_volume(int k, double count, double silence, double log_last) {
  const double phases = k * count - 1.0;  // all but the one that ends at the last purchase
  math::LogSum<double> sum;
  for (int i = 0; i < k && i <= phases; ++i) {
    const double before = i == 0 ? 0.0 : i * std::log(silence) - math::log_gamma(i + 1.0);
    sum.add(before + (phases - i) * log_last - math::log_gamma(phases - i + 1.0));
  }
  return sum.log();
}

}  // namespace

std::optional<double> log_probability(const model::PurchaseModel& model,
                                      std::span<const double> parameters, const History& history,
                                      double ahead, double count) {
  const model::ModelTraits& traits = model.traits();
  const double watched = traits.clock == Clock::continuous ? ahead : std::floor(ahead);
  const double now = log_likelihood(model, parameters, history);
  const auto then = [&](double last) {
    History seen = history;
    seen.x += count;
    if (count > 0.0) seen.t_x = history.T + last;
    seen.T += watched;
    return log_likelihood(model, parameters, seen);
  };
  double result = kNothing;
  if (traits.clock == Clock::renewals) {
    const bool can_renew = history.x == history.T && count <= watched;
    if (can_renew || count == 0.0) result = then(count) - now;
  } else if (count == 0.0) {
    result = then(0.0) - now;
  } else if (traits.clock == Clock::opportunities) {
    std::vector<double> terms;
    for (double last = count; last <= watched; ++last) {
      const double ways =
          math::log_gamma(last) - math::log_gamma(count) - math::log_gamma(last - count + 1.0);
      terms.push_back(ways + then(last));
    }
    if (terms.empty()) return std::nullopt;
    const double highest = std::ranges::max(terms);
    double sum = 0.0;
    for (const double term : terms) sum += std::exp(term - highest);
    result = highest + std::log(sum) - now;
  } else {
    // By the time of the last purchase, ahead e^(-w / count). The likelihood of regular purchases
    // has a factor for each time between them, whose integral is part of the volume.
    const int k = std::max(1, traits.regularity);
    const double silence = history.T - history.t_x;
    const double factor = count * math::log_gamma(static_cast<double>(k)) - std::log(count) - now;
    result = factor + log_integral([&](double w) {
               const double log_last = std::log(ahead) - w / count;
               return then(std::exp(log_last)) + log_volume(k, count, silence, log_last) + log_last;
             });
  }
  return std::isfinite(result) ? std::optional(result) : std::nullopt;
}

}  // namespace tenure::evaluation
