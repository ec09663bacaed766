/// What clients have in common, computed once for all of them. Those who differ in the time of
/// their last purchase alone have, given that they are alive, the same future; those who have
/// bought as often have the same distribution of the chance to leave.
#pragma once

#include <optional>
#include <utility>

#include "math/beta_mean.hpp"
#include "models/histories.hpp"

namespace tenure::model {

/// Keeps a value from one client to the next, as long as they have it in common.
template <class Real>
class SharedFuture {
 public:
  /// To be called with each client before he is asked about.
  void move_to(const History& client) {
    if (client.x != x_) rule_.reset();
    if (client.x != x_ || client.T != T_) is_known_ = false;
    x_ = client.x;
    T_ = client.T;
  }
  /// The value that `compute` gives, of x and T alone.
  template <class Compute>
  const Real& operator()(Compute&& compute) {
    if (!is_known_) value_ = std::forward<Compute>(compute)();
    is_known_ = true;
    return value_;
  }
  /// The rule that `make` makes, of x alone.
  template <class Make>
  const math::BetaRule<Real>& rule(Make&& make) {
    if (!rule_) rule_.emplace(std::forward<Make>(make)());
    return *rule_;
  }

 private:
  std::optional<math::BetaRule<Real>> rule_;
  double x_ = 0.0;
  double T_ = 0.0;
  Real value_{};
  bool is_known_ = false;
};

/// In its place where one client is asked about.
struct FutureOfOne {
  template <class Compute>
  auto operator()(Compute&& compute) const {
    return std::forward<Compute>(compute)();
  }
  template <class Make>
  auto rule(Make&& make) const {
    return std::forward<Make>(make)();
  }
};

}  // namespace tenure::model
