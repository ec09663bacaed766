/// The count of phases of a regular client at a known rate, and where it needs no longer be
/// counted.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "models/erlang_phases.hpp"

namespace tenure::model {

/// Shares of clients by how many phases have ended since their last purchase.
using PhaseShares = std::array<double, kMaxRegularity>;

/// Up to so many expected phases the count is summed over. What is asked is the mean of z^purchases
/// for a z near 1: for phases that come as a Poisson process a sum of k exponentials, by the k-th
/// roots of unity. With more phases all but one are below e^-80, and e^-37 of the one even where
/// half of the clients leave at a purchase.
[[nodiscard]] inline double longest_count(int k) {
  constexpr double kDiedOut = 80.0;
  return k == 1 ? kDiedOut : kDiedOut / std::min(1.0, 1.0 - std::cos(2.0 * std::numbers::pi / k));
}

/// The largest count that matters where so many are expected.
[[nodiscard]] inline std::size_t largest_count(double expected) {
  return static_cast<std::size_t>(expected + 9.0 * std::sqrt(expected) + 30.0);
}

/// At most 597 are expected for k = 12, and there are nine deviations, some more, and those that
/// have ended before.
inline constexpr std::size_t kMostPhases = 896;

/// Shares of clients by the count of phases.
class PhaseCounts {
 public:
  /// `started` clients by the phases that have ended, and Poisson(expected) more.
  PhaseCounts(int k, const PhaseShares& started, double expected)
      : last_(largest_count(expected) + static_cast<std::size_t>(k) - 1) {
    const auto count = static_cast<std::size_t>(k);
    double poisson = std::exp(-expected);
    for (std::size_t n = 0; n + count - 1 <= last_; ++n) {
      for (std::size_t j = 0; j < count; ++j) share_[n + j] += started[j] * poisson;
      poisson *= expected / (static_cast<double>(n) + 1.0);
    }
  }

  [[nodiscard]] double operator[](std::size_t phases) const { return share_[phases]; }
  [[nodiscard]] std::size_t last() const { return last_; }
  /// Those of `begin` to `end` - 1.
  [[nodiscard]] double between(std::size_t begin, std::size_t end) const {
    double sum = 0.0;
    for (std::size_t m = begin; m < std::min(end, last_ + 1); ++m) sum += share_[m];
    return sum;
  }

 private:
  std::array<double, kMostPhases> share_{};
  std::size_t last_;
};

/// P(Poisson(expected) >= count) for counts up to the largest that matters and k more.
class PoissonTails {
 public:
  PoissonTails(int k, double expected) : counts_(k, {1.0}, expected) {
    double sum = 0.0;
    for (std::size_t n = counts_.last() + 1; n-- > 0;) tail_[n] = sum += counts_[n];
  }
  [[nodiscard]] double operator[](std::size_t count) const {
    return count <= counts_.last() ? tail_[count] : 0.0;
  }
  [[nodiscard]] std::size_t last() const { return counts_.last(); }

 private:
  PhaseCounts counts_;
  std::array<double, kMostPhases> tail_{};
};

/// log P(begin <= Poisson(expected) < end), also where it is below the range of a double; `end` may
/// be infinite.
[[nodiscard]] double log_poisson_between(double expected, double begin, double end);

/// log of the mean over i < k of theta^-i: the amplitude of the one exponential, theta^k = z.
[[nodiscard]] inline double log_amplitude(int k, double log_theta) {
  const double growth = std::expm1(-log_theta);
  double power = 0.0;  // theta^-i - 1
  double sum = 0.0;
  for (int i = 1; i < k; ++i) {
    power += growth * (1.0 + power);
    sum += power;
  }
  return std::log1p(sum / k);
}

/// What clients of whom j phases have ended are worth who buy for z^n of the n-th purchase from
/// now, in units of the first: 1 + z + ... over many phases, theta^k = z.
[[nodiscard]] inline PhaseShares kept_by_phase(int k, double log_theta, double passed) {
  // 1 - z^(purchases): nothing is left where theta is far below 1.
  constexpr double kFast = 0.5;
  const double theta = std::exp(log_theta);
  const double phase_lost = -std::expm1(log_theta);
  const double gone =
      theta < kFast ? 1.0 : -std::expm1(log_amplitude(k, log_theta) - phase_lost * passed);
  const double purchase_lost = -std::expm1(k * log_theta);
  PhaseShares kept{};
  double power = 1.0;  // theta^j
  double lost = 0.0;   // 1 - theta^j
  for (std::size_t j = 0; j < static_cast<std::size_t>(k); ++j) {
    kept[j] = (lost + power * gone) / purchase_lost;
    lost += power * phase_lost;
    power *= theta;
  }
  return kept;
}

/// log theta, theta = q^(1 / k), p = 1 - q.
[[nodiscard]] inline double log_root(int k, double p, double q) {
  return (q < 0.5 ? std::log(q) : std::log1p(-p)) / k;
}

}  // namespace tenure::model
