/// How a response saturates: exponentially, or by a logistic curve that begins at 0.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

namespace tenure::budget {

/// s(y) = (1 - exp(-y)) / (1 + exp(centre - y)) of an effort y >= 0: a logistic curve of slope 1
/// about `centre`, moved and stretched to go from 0 at no effort to 1. Without a centre (minus
/// infinity) it is 1 - exp(-y). Concave beyond the centre, convex below it.
class Saturation {
 public:
  explicit Saturation(double centre = -std::numeric_limits<double>::infinity())
      : centre_(centre), tail_(std::exp(-std::abs(centre))) {}

  [[nodiscard]] double share(double y) const {
    return -std::expm1(-y) / (1.0 + std::exp(centre_ - y));
  }

  /// ds/dy.
  [[nodiscard]] double slope(double y) const {
    if (y < centre_) {
      const double r = std::exp(y - centre_);
      return r * (1.0 + tail_) / ((1.0 + r) * (1.0 + r));
    }
    const double w = std::exp(centre_ - y);
    return (std::exp(-y) + w) / ((1.0 + w) * (1.0 + w));
  }

  [[nodiscard]] double steepest() const { return slope(std::max(0.0, centre_)); }

  /// The effort, beyond the centre, from which on the slope is below `q`, in (0, steepest()].
  [[nodiscard]] double effort_at(double q) const {
    if (centre_ <= 0.0) {
      // (u + c u) = q (1 + c u)^2 in u = exp(-y), with c = exp(centre) <= 1.
      const double c = tail_;
      const double b = 1.0 + c - 2.0 * q * c;
      const double root = std::sqrt(std::max(0.0, b * b - 4.0 * q * q * c * c));
      return std::max(0.0, -std::log(2.0 * q / (b + root)));
    }
    // The same in w = exp(centre - y).
    const double b = 1.0 + tail_ - 2.0 * q;
    const double root = std::sqrt(std::max(0.0, b * b - 4.0 * q * q));
    return std::max(centre_, centre_ - std::log(2.0 * q / (b + root)));
  }

  /// The effort at which s(y) - q y is greatest, q > 0; 0 where no effort is worth its price.
  [[nodiscard]] double best_effort(double q) const {
    if (q >= steepest()) return 0.0;
    const double y = effort_at(q);
    return centre_ > 0.0 && share(y) <= q * y ? 0.0 : y;
  }

 private:
  double centre_;
  double tail_;  ///< exp(-|centre|)
};

}  // namespace tenure::budget
