/// When a client buys whose purchases are regular: the times between them are Erlang(k, lambda).
#pragma once

#include <cmath>

#include "math/log_gamma.hpp"
#include "math/random.hpp"
#include "math/rising_factorial.hpp"
#include "models/erlang_client.hpp"
#include "models/erlang_phases.hpp"
#include "models/histories.hpp"

namespace tenure::model {

/// As PoissonTiming, but a purchase takes k phases, each at rate lambda ~ Gamma(r, alpha): k /
/// lambda from one to the next in the mean. At the last purchase lambda is Gamma(r + k x, alpha +
/// t_x).
template <class Real>
class ErlangTiming {
 public:
  static constexpr bool kMemoryless = false;

  ErlangTiming(const Real& r, const Real& alpha, int k) : r_(r), alpha_(alpha), k_(k) {}

  math::LogScaledRising<Real> of_count(double x) const { return {r_, k_ * x}; }
  Real log_purchases(const History& h, const math::LogScaledRising<Real>& of_count) const {
    return log_density(h, h.t_x, of_count);
  }
  Real log_purchases_and_silence(const History& h,
                                 const math::LogScaledRising<Real>& of_count) const {
    return log_density(h, h.T, of_count) + phases(h).log_total;
  }
  /// log P(fewer than k phases since the last purchase).
  Real log_silence(const History& h) const {
    using std::log1p;
    return phases(h).log_total - shape(h) * log1p(silence(h) / (alpha_ + h.t_x));
  }
  ErlangClient<Real> client(const History& h, const Real& a, const Real& b) const {
    return {k_, shape(h), alpha_ + h.T, silence(h), a, b};
  }

  /// E[purchases a unit of time], of one who is alive and of one who left at his last purchase.
  Real rate_if_alive(const History& h) const { return client(h, 1.0, 1.0).expected_rate() / k_; }
  Real rate_if_gone(const History& h) const { return shape(h) / (alpha_ + h.t_x) / k_; }

  double draw_rate(math::RandomStream& random) const {
    return random.gamma(math::value_of(r_), math::value_of(alpha_));
  }
  double draw_interval(double rate, math::RandomStream& random) const {
    double length = 0.0;
    for (int phase = 0; phase < k_; ++phase) length += random.exponential(rate);
    return length;
  }

 private:
  static double silence(const History& h) { return h.T - h.t_x; }
  Real shape(const History& h) const { return r_ + k_ * h.x; }
  PhaseWeights<Real> phases(const History& h) const {
    return phases_in_silence(k_, shape(h), alpha_ + h.T, silence(h));
  }
  /// Platzer & Reutterer's factor of the times between purchases, (k - 1) times the sum of their
  /// logarithms less x log Gamma(k), and the density of k x phases and no other until `end`.
  Real log_density(const History& h, double end,
                   const math::LogScaledRising<Real>& of_count) const {
    using std::log1p;
    const double intervals = (k_ - 1.0) * h.log_interpurchase - h.x * math::log_factorial(k_ - 1.0);
    return of_count(alpha_ + end) - r_ * log1p(end / alpha_) + intervals;
  }

  Real r_;
  Real alpha_;
  int k_;
};

}  // namespace tenure::model
