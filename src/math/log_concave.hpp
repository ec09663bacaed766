/// Integrals of log-concave functions: find the peak, then walk down both sides in panels that the
/// function falls through at a bounded rate, until what is left cannot be seen in a double.
///
/// Nothing is estimated and refined: by concavity the panels are known beforehand to be narrow
/// enough for a fixed Gauss-Legendre rule, so the cost is a panel or two for an easy integrand.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

#include "math/quadrature.hpp"

namespace tenure::math {

/// The logarithm of a function at a point and the slope of that logarithm.
struct LogPoint {
  double log;
  double slope;
};

namespace log_concave {

// A panel no wider than 2 in which the logarithm falls by at most 12 is exact to 1e-16 with 16
// points if the nearest singularity is pi away, as it is after the substitutions used here
// (w = log(c + t): log(a + t) is singular at imaginary distance pi). Smaller panels need fewer.
inline constexpr double kWidestPanel = 2.0;
inline constexpr double kSteepestPanel = 12.0;
inline constexpr double kEasyWidth = 1.0;
inline constexpr double kEasyDrop = 3.0;
// Below exp(-45) of the peak, the rest of a log-concave function is below 1e-19 of the integral.
inline constexpr double kNegligible = 45.0;
// A rule of N points errs by (drop / 2)^2N / (2^(2N - 1) (2N)!) of the largest value in the panel:
// 8 points by 2e-18 up to the first of these, 12 by 5e-20 up to the second; and what lies e^-12 and
// e^-30 below the peak may fall through 20 in 16 points (1e-18 of the peak) and through 14 in 8
// (5e-18).
inline constexpr double kVeryEasyDrop = 2.0;
inline constexpr double kTameDrop = 6.0;
inline constexpr double kLow = 12.0;
inline constexpr double kSteepestLow = 20.0;
inline constexpr double kVeryLow = 30.0;
inline constexpr double kSteepestVeryLow = 14.0;
// The walk may start anywhere that is so close below the peak.
inline constexpr double kPeakTolerance = 0.5;

/// A density may give its slope alone, which takes no logarithm.
template <class LogDensity>
double slope_at(const LogDensity& density, double w) {
  if constexpr (requires { density.slope(w); }) {
    return density.slope(w);
  } else {
    return density(w).slope;
  }
}

template <class LogDensity>
double find_peak(const LogDensity& density, double lower, double upper) {
  if (!(slope_at(density, lower) > 0.0)) return lower;
  if (!(slope_at(density, upper) < 0.0)) return upper;
  for (;;) {
    const double middle = lower + 0.5 * (upper - lower);
    const double slope = slope_at(density, middle);
    // Concavity bounds the height of the peak above this point by slope times distance.
    if (std::abs(slope) * (upper - lower) < kPeakTolerance || middle == lower || middle == upper) {
      return middle;
    }
    (slope > 0.0 ? lower : upper) = middle;
  }
}

/// Whether an integrand does all points of a rule at once, as over<N>(left, right). Those rules
/// fill vectors of four.
template <class Integrand>
inline constexpr bool kDoesPanels = requires(const Integrand& f) {
  f.template over<16>(0.0, 0.0);
};

/// Through how much the logarithm may fall in a panel that begins so far below the peak.
template <class Integrand>
double steepest_panel(double depth) {
  if (!kDoesPanels<Integrand> || depth < kLow) return kSteepestPanel;
  return depth < kVeryLow ? kSteepestLow : kSteepestVeryLow;
}

/// The integral over a panel through which the logarithm falls by `drop`.
template <class Integrand>
auto over_panel(const Integrand& f, double left, double right, double depth, double drop) {
  if constexpr (kDoesPanels<Integrand>) {
    const bool very_easy = right - left <= kEasyWidth && drop <= kVeryEasyDrop;
    if (very_easy || depth >= kVeryLow) return f.template over<8>(left, right);
    return drop <= kTameDrop ? f.template over<12>(left, right) : f.template over<16>(left, right);
  } else {
    const bool easy = right - left <= kEasyWidth && drop <= kEasyDrop;
    return easy ? integrate<10>(f, left, right) : integrate<16>(f, left, right);
  }
}

}  // namespace log_concave

/// The integral of f over [lower, upper], where log f = density(w).log + something smooth and
/// tame (f may carry derivatives), and density is concave. `regular_from` bounds the real parts of
/// all singularities from above, if that is known: beyond it panels grow with the distance, so that
/// a tail that falls by 1e-4 a unit is not walked down in steps of 2.
template <class Integrand, class LogDensity>
[[nodiscard]] auto integrate_log_concave(
    const Integrand& f, const LogDensity& density, double lower, double upper,
    double regular_from = std::numeric_limits<double>::infinity()) {
  using namespace log_concave;
  using Real = std::remove_cvref_t<decltype(over_panel(f, lower, upper, 0.0, 0.0))>;
  Real sum(0.0);
  if (!(lower < upper)) return sum;
  const double peak = find_peak(density, lower, upper);
  const LogPoint top = density(peak);

  const auto walk = [&](double direction, double limit) {
    double at = peak;
    LogPoint here = top;
    double width = kWidestPanel;
    while (at != limit && top.log - here.log < kNegligible) {
      const double slope = -direction * here.slope;  // > 0: falling
      // As far from singularities as it is wide, a panel of 16 points errs by 6^-32.
      const double clearance = (direction > 0.0 ? 1.0 : 0.5) * (at - regular_from);
      width = std::min(2.0 * width, std::max(kWidestPanel, clearance));
      const double depth = top.log - here.log;
      const double steepest = steepest_panel<Integrand>(depth);
      if (slope * width > steepest) width = steepest / slope;
      double next = 0.0;
      LogPoint there{};
      double drop = 0.0;
      for (;;) {
        next = at + direction * width;
        if (direction * (next - limit) >= 0.0) next = limit;
        there = density(next);
        drop = here.log - there.log;
        if (!(drop > steepest)) break;
        width = std::abs(next - at) * std::max(0.1, 0.9 * std::sqrt(steepest / drop));
      }
      if (next == at) break;  // steeper than doubles can resolve
      const double left = std::min(at, next);
      const double right = std::max(at, next);
      sum += over_panel(f, left, right, depth, drop);
      at = next;
      here = there;
    }
  };
  if (peak < upper) walk(+1.0, upper);
  if (peak > lower) walk(-1.0, lower);
  return sum;
}

}  // namespace tenure::math
