/// What a regular client does from now on at a known rate of phases: a mean over his chance to
/// leave, p ~ Beta(a, b), and over the Poisson count of phases.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <optional>
#include <vector>

#include "math/beta_mean.hpp"
#include "models/erlang_counts.hpp"

namespace tenure::model {

/// S(n) = (b)_n / (a + b)_n, the probability of staying through n purchases, for n below `count`.
template <class Real>
[[nodiscard]] std::vector<Real> stays_through(const Real& a, const Real& b, std::size_t count) {
  std::vector<Real> result;
  result.reserve(count);
  Real stays(1.0);
  for (std::size_t n = 0; n < count; ++n) {
    result.push_back(stays);
    stays = stays * (b + static_cast<double>(n)) / (a + b + static_cast<double>(n));
  }
  return result;
}

/// So many purchases may come in phases that are counted.
[[nodiscard]] inline std::size_t most_purchases(int k) {
  return largest_count(longest_count(k)) / static_cast<std::size_t>(k) + 2;
}

/// Discounted purchases come as if each phase were his last with probability discount over rate, at
/// the rate of both.
struct DiscountedPhases {
  DiscountedPhases(double undiscounted, double discount)
      : log_kept(-std::log1p(discount / undiscounted)), rate(undiscounted + discount) {}
  double log_kept;
  double rate;
};

template <class Real>
class ErlangAtRate {
 public:
  struct Ahead {
    double discount = 0.0;
    double horizon;
    double fastest;  ///< the highest rate that will be asked for
  };

  ErlangAtRate(int k, const Real& a, const Real& b, const Ahead& ahead)
      : k_(k),
        a_(a),
        b_(b),
        discount_(ahead.discount),
        horizon_(ahead.horizon),
        stays_(stays_through(a, b, most_purchases(k))) {
    const double phases = (ahead.fastest + discount_) * horizon_;
    if (phases <= longest_count(k)) return;
    const double discounted = discount_ > 0.0 ? ahead.fastest / discount_ : kForEver;
    by_chance_.emplace(
        a, b, math::Variation{.slope_at_zero = std::min(phases, discounted), .slope_at_one = 1.0});
  }

  /// E[sum over his purchases of exp(-discount * time), while he stays].
  [[nodiscard]] Real kept_purchases(double rate, const PhaseShares& ended) const {
    const DiscountedPhases discounted(rate, discount_);
    PhaseShares first{};  // discounted to their first purchase
    for (std::size_t j = 0; j < count(); ++j) {
      first[j] = ended[j] * std::exp((k_ - static_cast<double>(j)) * discounted.log_kept);
    }
    const double passed = discounted.rate * horizon_;
    if (passed <= longest_count(k_)) return kept_by_count(passed, first, discounted.log_kept);
    return passed == kForEver ? kept_for_ever(first, discounted.log_kept)
                              : kept_by_chance(passed, first, discounted.log_kept);
  }

  /// E[time as a client until the horizon]: 1 / rate for each phase that he waits for.
  [[nodiscard]] Real lifetime(double rate, const PhaseShares& ended) const {
    const double passed = rate * horizon_;
    return (passed <= longest_count(k_) ? phases_by_count(passed, ended)
                                        : phases_by_chance(passed, ended)) /
           rate;
  }

  /// log P(he has not left by the horizon).
  [[nodiscard]] Real log_p_stays(double rate, const PhaseShares& ended) const {
    using std::log;
    const double passed = rate * horizon_;
    if (passed > longest_count(k_)) return log_stays_by_chance(passed, ended);
    const PhaseCounts phases(k_, ended, passed);
    Real sum(0.0);
    for (std::size_t n = 0; n * count() <= phases.last(); ++n) {
      sum += stays_[n] * phases.between(n * count(), (n + 1) * count());
    }
    return log(sum);
  }

 private:
  static constexpr double kForEver = std::numeric_limits<double>::infinity();
  [[nodiscard]] std::size_t count() const { return static_cast<std::size_t>(k_); }

  /// Purchase n is worth S(n - 1) discounted by the k (n - 1) phases before it.
  [[nodiscard]] Real kept_by_count(double passed, const PhaseShares& first, double log_kept) const {
    const PhaseCounts phases(k_, first, passed);
    Real sum(0.0);
    double at_least = 0.0;
    for (std::size_t m = phases.last(); m >= count(); --m) {
      at_least += phases[m];
      if (m % count() != 0) continue;
      const std::size_t before = m / count() - 1;
      sum += stays_[before] * (at_least * std::exp(static_cast<double>(m - count()) * log_kept));
    }
    return sum;
  }

  /// The sum over purchases of z^(n - 1) = 1 / (1 - z), z = (1 - p) e^(k log_kept).
  [[nodiscard]] Real kept_for_ever(const PhaseShares& first, double log_kept) const {
    double total = 0.0;
    for (std::size_t j = 0; j < count(); ++j) total += first[j];
    const double lost = -std::expm1(k_ * log_kept);
    return total *
           by_chance_->mean([=](double p, double) { return 1.0 / (lost + p * (1.0 - lost)); });
  }

  [[nodiscard]] Real kept_by_chance(double passed, const PhaseShares& first,
                                    double log_kept) const {
    return by_chance_->mean([&](double p, double q) {
      const PhaseShares kept = kept_by_phase(k_, log_root(k_, p, q) + log_kept, passed);
      double sum = 0.0;
      for (std::size_t j = 0; j < count(); ++j) sum += first[j] * kept[j];
      return sum;
    });
  }

  /// E[phases begun until the horizon and, in the last, its share of 1, while he stays].
  [[nodiscard]] Real phases_by_count(double passed, const PhaseShares& ended) const {
    const PoissonTails tails(k_, passed);
    Real sum(0.0);
    for (std::size_t m = 0; m <= tails.last(); ++m) {
      double waits = 0.0;  // for phase m + 1 since the last purchase
      for (std::size_t j = 0; j < std::min(count(), m + 1); ++j) {
        waits += ended[j] * tails[m + 1 - j];
      }
      sum += stays_[m / count()] * waits;
    }
    return sum;
  }
  /// The same, of the one exponential and of the others, of which all that will be has been.
  [[nodiscard]] Real phases_by_chance(double passed, const PhaseShares& ended) const {
    return by_chance_->mean([&](double p, double q) {
      constexpr double kFast = 0.5;
      const double log_theta = log_root(k_, p, q);
      const double theta = std::exp(log_theta);
      const double lost = -std::expm1(log_theta);
      const double main =
          std::exp(log_amplitude(k_, log_theta)) * -std::expm1(-lost * passed) / lost;
      double sum = 0.0;
      double power = 1.0;
      for (int j = 0; j < k_; ++j, power *= theta) {
        sum += ended[static_cast<std::size_t>(j)] *
               (theta < kFast ? k_ / p - j : main * power + phases_of_others(j, theta));
      }
      return sum;
    });
  }
  /// k / p - j less the whole of the one exponential, 1 - p = theta^k, without their cancellation:
  /// a sum of (1 - theta^n) / (1 - theta).
  [[nodiscard]] double phases_of_others(int j, double theta) const {
    const auto series = [theta](int n) {
      double sum = 0.0;
      double power = n < 0 ? -1.0 / theta : 1.0;
      for (int i = 0; i < std::abs(n); ++i) {
        sum += power;
        power *= n < 0 ? 1.0 / theta : theta;
      }
      return sum;
    };
    double sum = 0.0;
    for (int d = 1 - k_; d < k_; ++d) sum += (k_ - std::abs(d)) * series(j + d);
    return sum / (k_ * series(k_)) - j;
  }

  [[nodiscard]] Real log_stays_by_chance(double passed, const PhaseShares& ended) const {
    const double none =
        std::exp(-passed + (k_ - 1.0) * std::log(passed));  // P(no purchase) or more
    const math::Variation variation{.slope_at_zero = passed,
                                    .slope_at_one = 1.0,
                                    .curvature = std::min(passed, math::value_of(a_))};
    return math::log_beta_mean(a_, b_, variation, [&](double p, double q) {
      const double log_theta = log_root(k_, p, q);
      const double theta = std::exp(log_theta);
      double sum = 0.0;
      double power = 1.0;
      for (std::size_t j = 0; j < count(); ++j, power *= theta) sum += ended[j] * power;
      const double stays =
          std::log(sum) + log_amplitude(k_, log_theta) + std::expm1(log_theta) * passed;
      // Where next to nobody stays the exponentials that are left out count, but the value no more.
      return std::min(stays, std::log(none + q));
    });
  }

  int k_;
  Real a_;
  Real b_;
  double discount_;
  double horizon_;
  std::vector<Real> stays_;
  std::optional<math::BetaRule<Real>> by_chance_;
};

}  // namespace tenure::model
