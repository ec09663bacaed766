/// The k phases between two purchases of a regular client: exponential times of one rate each, so
/// that the whole is Erlang distributed. Nobody sees when a phase ends but the last.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>

#include "math/dual.hpp"

namespace tenure::model {

/// The largest k, beyond which purchases are as good as on a timetable: that of BTYDplus.
inline constexpr int kMaxRegularity = 12;

/// How many phases have ended since the last purchase, given that it was less than all k.
template <class Real>
struct PhaseWeights {
  std::array<Real, kMaxRegularity> share;  ///< of j phases; the first k add up to 1
  Real log_total;                          ///< log of what the terms added up to before
};

/// From terms t(0) = 1, t(1), ..., t(k - 1), given by ratio(j) = t(j + 1) / t(j), which falls with
/// j: summed from the larger end.
template <class Real, class Ratio>
[[nodiscard]] PhaseWeights<Real> phase_weights(int k, Ratio&& ratio) {
  using std::log;
  PhaseWeights<Real> result;
  const auto last = static_cast<std::size_t>(k - 1);
  auto& term = result.share;
  Real log_first(0.0);
  Real sum(1.0);
  if (k == 1 || math::value_of(ratio(0)) <= 1.0) {
    term[0] = 1.0;
    for (std::size_t j = 0; j < last; ++j) {
      term[j + 1] = term[j] * ratio(static_cast<int>(j));
      sum += term[j + 1];
    }
  } else {
    term[last] = 1.0;
    for (std::size_t j = last; j-- > 0;) {
      const Real step = ratio(static_cast<int>(j));
      log_first += log(step);
      term[j] = term[j + 1] / step;
      sum += term[j];
    }
  }
  result.log_total = log_first + log(sum);
  const Real scale = 1.0 / sum;
  for (std::size_t j = 0; j <= last; ++j) term[j] = term[j] * scale;
  return result;
}

/// At a rate that is Gamma(shape, rate) were it not for the silence: Gamma(shape + j) / j! times
/// (silence / rate)^j. exp(log_total) rate^-shape is then the mean of lambda^shape times the chance
/// of fewer than k phases in the silence, up to Gamma(shape).
template <class Real>
[[nodiscard]] PhaseWeights<Real> phases_in_silence(int k, const Real& shape, const Real& rate,
                                                   double silence) {
  const Real z = silence / rate;
  return phase_weights<Real>(k, [&](int j) { return z * (shape + j) / (j + 1.0); });
}

/// At a known rate, `expected` being rate times silence: a Poisson distribution cut off at k.
[[nodiscard]] inline PhaseWeights<double> phases_at_rate(int k, double expected) {
  return phase_weights<double>(k, [&](int j) { return expected / (j + 1.0); });
}

}  // namespace tenure::model
