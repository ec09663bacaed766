/// Means of directions: days of the year as angles.
#pragma once

namespace tenure::cycle {

/// A sum of unit vectors.
class CircularMean {
 public:
  /// `turn`: a place on the circle, 0 to 1.
  void add(double turn);
  void add(const CircularMean& other);

  [[nodiscard]] double size() const noexcept { return n_; }
  /// The mean direction as a share of the turn, 0 to 1.
  [[nodiscard]] double direction() const;
  /// Mean resultant length: 0 in all directions, 1 in one.
  [[nodiscard]] double concentration() const;
  /// Rayleigh's test of directions without preference, by the approximation of D. Wilkie (1983),
  /// which is good from a few directions on.
  [[nodiscard]] double p_value() const;

 private:
  double n_ = 0, cosines_ = 0, sines_ = 0;
};

}  // namespace tenure::cycle
