/// Gauss-Legendre quadrature: a fixed rule, and an adaptive one made of it.
///
/// The integrand may return double or Dual2: where to refine is decided by the value, so that an
/// integral and its derivatives come from the same nodes.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <type_traits>

#include "math/dual.hpp"

namespace tenure::math {

/// The N-point rule on [-1, 1], exact for polynomials up to degree 2 N - 1. The rule is symmetric:
/// only the positive nodes are kept, and for odd N the middle one, which is zero, comes first.
template <int N>
struct GaussLegendre {
  static_assert(N >= 2);
  static constexpr bool kOdd = N % 2 != 0;
  static constexpr std::size_t kHalf = static_cast<std::size_t>((N + 1) / 2);
  std::array<double, kHalf> node{};
  std::array<double, kHalf> weight{};

  /// Newton's method on the Legendre polynomial, from Tricomi's approximation of its roots.
  static constexpr GaussLegendre compute() {
    GaussLegendre rule;
    for (std::size_t i = 0; i < kHalf; ++i) {
      const bool middle = kOdd && i == 0;
      long double x = middle ? 0.0L : initial_root(static_cast<int>(kHalf - i));
      Polynomial p = legendre(x);
      for (int step = 0; step < kNewtonSteps && !middle; ++step) {
        x -= p.value / p.slope;
        p = legendre(x);
      }
      rule.node[i] = static_cast<double>(x);
      rule.weight[i] = static_cast<double>(2.0L / ((1.0L - x * x) * p.slope * p.slope));
    }
    return rule;
  }

 private:
  static constexpr int kNewtonSteps = 6;  // from 4 correct digits, quadratically, to all of them

  struct Polynomial {
    long double value;
    long double slope;
  };
  /// P_N by its three-term recurrence, and P_N' (Abramowitz & Stegun 22.7.10, 22.8.5).
  static constexpr Polynomial legendre(long double x) {
    long double previous = 1.0L;
    long double current = x;
    for (int n = 2; n <= N; ++n) {
      const long double next = ((2 * n - 1) * x * current - (n - 1) * previous) / n;
      previous = current;
      current = next;
    }
    return {current, N * (x * current - previous) / (x * x - 1.0L)};
  }
  /// The k-th largest root, near cos(pi (k - 1/4) / (N + 1/2)).
  static constexpr long double initial_root(int k) {
    const long double angle = std::numbers::pi_v<long double> * (k - 0.25L) / (N + 0.5L);
    long double term = 1.0L;
    long double cosine = 1.0L;
    for (int n = 1; n <= 12; ++n) {  // std::cos is not constexpr; angle < pi / 2
      term *= -angle * angle / ((2 * n - 1) * (2 * n));
      cosine += term;
    }
    return cosine;
  }
};

template <int N>
inline constexpr GaussLegendre<N> kGaussLegendre = GaussLegendre<N>::compute();

/// All nodes and weights of the N-point rule, N even, in ascending order of nodes.
template <int N>
struct AllNodes {
  static constexpr auto kPoints = static_cast<std::size_t>(N);
  std::array<double, kPoints> node{};
  std::array<double, kPoints> weight{};

  constexpr AllNodes() {
    constexpr std::size_t kHalf = GaussLegendre<N>::kHalf;
    for (std::size_t i = 0; i < kHalf; ++i) {
      node[kHalf + i] = kGaussLegendre<N>.node[i];
      node[kHalf - 1 - i] = -kGaussLegendre<N>.node[i];
      weight[kHalf + i] = weight[kHalf - 1 - i] = kGaussLegendre<N>.weight[i];
    }
  }
};
template <int N>
inline constexpr AllNodes<N> kAllNodes{};

/// The integral of f over [lower, upper] by the N-point rule.
template <int N, class Integrand>
[[nodiscard]] auto integrate(Integrand&& f, double lower, double upper) {
  using Real = std::remove_cvref_t<decltype(f(lower))>;
  constexpr const GaussLegendre<N>& rule = kGaussLegendre<N>;
  const double half = 0.5 * (upper - lower);
  const double middle = lower + half;
  Real sum(0.0);
  for (std::size_t i = 0; i < rule.kHalf; ++i) {
    const double offset = half * rule.node[i];
    if (rule.kOdd && i == 0) {
      sum += rule.weight[i] * f(middle);
    } else {
      sum += rule.weight[i] * (f(middle - offset) + f(middle + offset));
    }
  }
  return sum * half;
}

template <class Real>
struct Integral {
  Real value{};
  int panels = 0;
  bool converged = true;  ///< false: some panel was still not resolved at the depth limit
};

/// The integral of f over [lower, upper] to a tolerance relative to it: the N-point rule on
/// panels, each halved until its halves agree with it.
///
/// For integrands of one sign. Not for singularities: substitute them away first.
template <int N = 16, class Integrand>
[[nodiscard]] auto integrate_adaptive(Integrand&& f, double lower, double upper, double tolerance) {
  using Real = std::remove_cvref_t<decltype(f(lower))>;
  constexpr std::size_t kDepthLimit = 48;
  struct Panel {
    double lower;
    double upper;
    Real estimate;
    std::size_t depth;
  };
  // Depth first: each level leaves at most one right half waiting.
  std::array<Panel, kDepthLimit + 2> waiting;
  std::size_t count = 0;
  waiting[count++] = {lower, upper, integrate<N>(f, lower, upper), 0};
  double magnitude = std::abs(value_of(waiting[0].estimate));

  Integral<Real> result;
  while (count > 0) {
    const Panel panel = waiting[--count];
    const double middle = panel.lower + 0.5 * (panel.upper - panel.lower);
    Panel left{panel.lower, middle, integrate<N>(f, panel.lower, middle), panel.depth + 1};
    Panel right{middle, panel.upper, integrate<N>(f, middle, panel.upper), panel.depth + 1};
    const Real refined = left.estimate + right.estimate;
    const double error = std::abs(value_of(refined) - value_of(panel.estimate));
    magnitude =
        std::max({magnitude, std::abs(value_of(result.value)), std::abs(value_of(refined))});
    const bool resolved = error <= tolerance * magnitude;
    // What is not a number will not become one: halving it to the limit would take for ever.
    if (!resolved && std::isfinite(error) && panel.depth < kDepthLimit) {
      waiting[count++] = right;
      waiting[count++] = left;
    } else {
      result.value += refined;
      result.panels += 2;
      result.converged = result.converged && resolved;
    }
  }
  return result;
}

}  // namespace tenure::math
