#include "cycles/circular.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tenure::cycle {

void CircularMean::add(double turn) {
  n_ += 1.0;
  cosines_ += std::cos(2.0 * std::numbers::pi * turn);
  sines_ += std::sin(2.0 * std::numbers::pi * turn);
}

void CircularMean::add(const CircularMean& other) {
  n_ += other.n_;
  cosines_ += other.cosines_;
  sines_ += other.sines_;
}

double CircularMean::direction() const {
  const double turn = std::atan2(sines_, cosines_) / (2.0 * std::numbers::pi);
  return turn < 0.0 ? turn + 1.0 : turn;
}

double CircularMean::concentration() const {
  return n_ > 0.0 ? std::min(1.0, std::hypot(cosines_, sines_) / n_) : 0.0;
}

double CircularMean::p_value() const {
  if (n_ == 0.0) return 1.0;
  const double length = n_ * concentration();
  const double excess = n_ * n_ - length * length;
  return std::min(1.0, std::exp(std::sqrt(1.0 + 4.0 * n_ + 4.0 * excess) - (1.0 + 2.0 * n_)));
}

}  // namespace tenure::cycle
