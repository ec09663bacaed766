/// What a regular client does in a window that opens later, at a known rate of phases.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "math/beta_mean.hpp"
#include "models/erlang_at_rate.hpp"
#include "models/erlang_counts.hpp"
#include <tenure/model.hpp>

namespace tenure::model {

/// By the state in which the window finds him: alive, and how many phases of a purchase have ended.
template <class Real>
class ErlangWindow {
 public:
  ErlangWindow(int k, const Real& a, const Real& b, double discount, const Window& window)
      : k_(k),
        a_(a),
        b_(b),
        discount_(discount),
        from_(window.from),
        length_(window.length()),
        stays_(stays_through(a, b, 2 * most_purchases(k))) {}

  /// E[value[j]; alive when the window opens, j phases having ended].
  [[nodiscard]] Real mean_at_opening(double rate, const PhaseShares& ended,
                                     const PhaseShares& value) const {
    using std::exp;
    const double before = rate * from_;
    if (before > longest_count(k_)) {
      return exp(log_mean(before, [&](double p, double q) {
        const double log_theta = log_root(k_, p, q);
        return log_state(log_theta, q, before, ended) + log_of_phases(log_theta, value);
      }));
    }
    const PhaseCounts opening(k_, ended, before);
    Real sum(0.0);
    for (std::size_t n = 0; n * count() <= opening.last(); ++n) {
      double worth = 0.0;
      for (std::size_t j = 0; j < count() && n * count() + j <= opening.last(); ++j) {
        worth += opening[n * count() + j] * value[j];
      }
      sum += stays_[n] * worth;
    }
    return sum;
  }

  /// E[sum over the purchases in the window of exp(-discount * time since it opened)].
  [[nodiscard]] Real kept_purchases(double rate, const PhaseShares& ended) const {
    const DiscountedPhases discounted(rate, discount_);
    const double before = rate * from_;
    const double passed = discounted.rate * length_;
    const bool is_long = passed > longest_count(k_);
    if (before <= longest_count(k_)) {
      const PhaseCounts opening(k_, ended, before);
      return is_long ? kept_from_counts(opening, passed, discounted.log_kept)
                     : kept_by_count(opening, passed, discounted.log_kept);
    }
    using std::exp;
    const PoissonTails tails(k_, is_long ? 0.0 : passed);
    return exp(log_mean(before + std::min(passed, rate / discount_), [&](double p, double q) {
      const double log_theta = log_root(k_, p, q);
      const PhaseShares kept = is_long ? discounted_by_phase(log_theta, passed, discounted.log_kept)
                                       : kept_by_tails(tails, q, discounted.log_kept);
      return log_state(log_theta, q, before, ended) + log_of_phases(log_theta, kept);
    }));
  }

 private:
  [[nodiscard]] std::size_t count() const { return static_cast<std::size_t>(k_); }

  /// The mean over p of a function given by its logarithm, which varies as e^(-p phases) does.
  template <class LogFunction>
  [[nodiscard]] Real log_mean(double phases, LogFunction&& log_h) const {
    const math::Variation variation{.slope_at_zero = phases,
                                    .slope_at_one = 1.0,
                                    .curvature = std::min(phases, math::value_of(a_))};
    return math::log_beta_mean(a_, b_, variation, log_h);
  }

  /// log of the share alive after many phases, as the one exponential has it; the phases that have
  /// ended then are in the proportions of theta^-j / k.
  [[nodiscard]] double log_state(double log_theta, double q, double before,
                                 const PhaseShares& ended) const {
    const double theta = std::exp(log_theta);
    double sum = 0.0;
    double power = 1.0;
    for (std::size_t j = 0; j < count(); ++j, power *= theta) sum += ended[j] * power;
    // As in ErlangAtRate: where next to nobody stays the value no longer counts.
    const double none = std::exp(-before + (k_ - 1.0) * std::log(before));
    const double most = std::log(none + q) + (k_ - 1.0) * log_theta;
    return std::min(std::log(sum) + std::expm1(log_theta) * before, most) - std::log(k_);
  }
  [[nodiscard]] double log_of_phases(double log_theta, const PhaseShares& value) const {
    double sum = 0.0;
    for (std::size_t j = count(); j-- > 0;) sum = sum * std::exp(-log_theta) + value[j];
    return std::log(std::max(sum, std::numeric_limits<double>::min()));
  }

  /// Purchase n comes in the window if m phases have ended at its opening and k n - m come in it.
  [[nodiscard]] Real kept_by_count(const PhaseCounts& opening, double passed,
                                   double log_kept) const {
    const PoissonTails tails(k_, passed);
    Real sum(0.0);
    for (std::size_t n = 1; n * count() <= opening.last() + tails.last(); ++n) {
      double comes = 0.0;
      for (std::size_t m = 0; m < n * count() && m <= opening.last(); ++m) {
        const std::size_t missing = n * count() - m;
        comes += opening[m] * tails[missing] * std::exp(static_cast<double>(missing) * log_kept);
      }
      sum += stays_[n - 1] * comes;
    }
    return sum;
  }

  /// A long window after few phases: at each p, who is there at its opening.
  [[nodiscard]] Real kept_from_counts(const PhaseCounts& opening, double passed,
                                      double log_kept) const {
    using std::exp;
    const double phases =
        static_cast<double>(opening.last()) + std::min(passed, 1.0 / -std::expm1(log_kept));
    return exp(log_mean(phases, [&](double p, double q) {
      PhaseShares state{};
      double power = 1.0;
      for (std::size_t m = 0; m <= opening.last(); ++m) {
        state[m % count()] += opening[m] * power;
        if ((m + 1) % count() == 0) power *= q;
      }
      const PhaseShares kept = discounted_by_phase(log_root(k_, p, q), passed, log_kept);
      double sum = 0.0;
      for (std::size_t j = 0; j < count(); ++j) sum += state[j] * kept[j];
      return std::log(std::max(sum, std::numeric_limits<double>::min()));
    }));
  }

  [[nodiscard]] PhaseShares discounted_by_phase(double log_theta, double passed,
                                                double log_kept) const {
    PhaseShares kept = kept_by_phase(k_, log_theta + log_kept, passed);
    for (std::size_t j = 0; j < count(); ++j) {
      kept[j] *= std::exp((k_ - static_cast<double>(j)) * log_kept);
    }
    return kept;
  }
  /// The same in a short window, purchase by purchase.
  [[nodiscard]] PhaseShares kept_by_tails(const PoissonTails& tails, double q,
                                          double log_kept) const {
    PhaseShares kept{};
    for (std::size_t j = 0; j < count(); ++j) {
      double power = 1.0;
      for (std::size_t missing = count() - j; missing <= tails.last(); missing += count()) {
        kept[j] += power * tails[missing] * std::exp(static_cast<double>(missing) * log_kept);
        power *= q;
      }
    }
    return kept;
  }

  int k_;
  Real a_;
  Real b_;
  double discount_;
  double from_;
  double length_;
  std::vector<Real> stays_;
};

}  // namespace tenure::model
