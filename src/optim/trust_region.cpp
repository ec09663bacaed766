#include "optim/trust_region.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/linear_algebra.hpp"

namespace tenure::optim {
namespace {

constexpr double kRounding = std::numeric_limits<double>::epsilon();
// Ratios of actual to promised descent below which a step is refused, the region shrunk, and
// above which it grows (Conn, Gould & Toint 2000, Trust-Region Methods, algorithm 6.1.1).
constexpr double kAccept = 1e-4;
constexpr double kShrinkBelow = 0.25;
constexpr double kGrowAbove = 0.75;
constexpr double kSmallestRadius = 1e-13;
constexpr int kSecularSteps = 100;
constexpr double kInvisible = 1e-14;

double promised_descent(const SecondOrder& at, const Eigen::VectorXd& step) {
  return -(at.gradient.dot(step) + 0.5 * step.dot(at.hessian * step));
}

/// What a step of at most unit length promises. Unit length: derivatives are by logarithms of
/// parameters, and promises beyond e-fold changes are not to be believed.
double promise_within_unit(const SecondOrder& at) {
  return promised_descent(at, trust_region_step(at.gradient, at.hessian, 1.0));
}

/// A last Newton step: it halves the exponent of the error, which the value is too coarse to show
/// but the gradient does.
void polish(const Objective& objective, Minimum& result) {
  const Eigen::VectorXd step = trust_region_step(result.at.gradient, result.at.hessian, 1.0);
  SecondOrder next = objective(result.point + step);
  ++result.evaluations;
  if (!next.finite() || !(next.gradient.norm() < result.at.gradient.norm())) return;
  result.point += step;
  result.at = std::move(next);
  result.promised = promise_within_unit(result.at);
}

}  // namespace

bool SecondOrder::finite() const {
  return std::isfinite(value) && gradient.allFinite() && hessian.allFinite();
}

Eigen::VectorXd trust_region_step(const Eigen::VectorXd& gradient, const Eigen::MatrixXd& hessian,
                                  double radius) {
  const math::SymmetricEigen eigen = math::symmetric_eigen(hessian);
  const Eigen::VectorXd& curvature = eigen.values;
  const Eigen::MatrixXd& axes = eigen.vectors;
  Eigen::VectorXd slope = axes.transpose() * gradient;
  const double scale = std::max(std::abs(curvature[0]), std::abs(curvature[curvature.size() - 1]));
  const double flat = scale * kRounding;

  // An axis along which next to nothing can be gained is not walked along: variables that the
  // function has ceased to see stay where they are.
  for (Eigen::Index i = 0; i < slope.size(); ++i) {
    const double gain = std::abs(slope[i]) * radius - 0.5 * curvature[i] * radius * radius;
    if (std::abs(curvature[i]) * radius * radius < kInvisible && gain < kInvisible) slope[i] = 0.0;
  }
  // The step for a shift of all curvatures.
  const auto shifted_step = [&](double shift) {
    Eigen::VectorXd step(slope.size());
    for (Eigen::Index i = 0; i < slope.size(); ++i) {
      const double denominator = curvature[i] + shift;
      step[i] = slope[i] == 0.0 ? 0.0 : -slope[i] / std::max(denominator, flat * 1e-3 + 1e-300);
    }
    return step;
  };

  if (curvature[0] > flat) {
    const Eigen::VectorXd newton = shifted_step(0.0);
    if (newton.norm() <= radius) return axes * newton;
  }
  // Otherwise the step has length `radius`: find the shift by bisection on its logarithmic scale,
  // between the smallest that makes the problem convex and one that makes the step too short.
  const double smallest = std::max(0.0, -curvature[0]);
  double low = 0.0;
  double high = slope.norm() / radius + flat + 1e-300;
  if (shifted_step(smallest).norm() < radius) {
    // The hard case (More & Sorensen 1983): fill up along the axis of least curvature.
    Eigen::VectorXd step = shifted_step(smallest);
    step[0] = 0.0;
    const double room = std::sqrt(std::max(0.0, radius * radius - step.squaredNorm()));
    step[0] = slope[0] > 0.0 ? -room : room;
    return axes * step;
  }
  for (int i = 0; i < kSecularSteps && high - low > 1e-14 * high; ++i) {
    const double middle = low > 0.0 ? std::sqrt(low * high) : 1e-3 * high;
    if (low == 0.0 && middle < flat * 1e-6) break;
    (shifted_step(smallest + middle).norm() > radius ? low : high) = middle;
  }
  return axes * shifted_step(smallest + high);
}

Minimum minimise(const Objective& objective, const Eigen::VectorXd& start,
                 const TrustRegionOptions& options) {
  Minimum result;
  result.point = start;
  result.at = objective(start);
  result.evaluations = 1;
  if (!result.at.finite()) return result;

  double radius = options.initial_radius;
  for (;;) {
    // Below the rounding of the value itself, a promise cannot be verified.
    const double noise = kRounding * std::abs(result.at.value);
    result.promised = promise_within_unit(result.at);
    if (!(result.promised > std::max(options.tolerance, noise))) {
      polish(objective, result);
      result.stop = Minimum::Stop::converged;
      return result;
    }
    if (result.iterations >= options.max_iterations) {
      result.stop = Minimum::Stop::iteration_limit;
      return result;
    }
    if (radius < kSmallestRadius) {
      result.stop = Minimum::Stop::stalled;
      return result;
    }
    ++result.iterations;
    const Eigen::VectorXd step = trust_region_step(result.at.gradient, result.at.hessian, radius);
    const double promised = promised_descent(result.at, step);
    SecondOrder next = objective(result.point + step);
    ++result.evaluations;
    // A comparison with NaN is false: a point outside the domain is refused.
    const double descent = result.at.value - next.value + 8.0 * noise;
    const bool accept = next.finite() && descent >= kAccept * promised;
    if (!accept || descent < kShrinkBelow * promised) {
      radius = 0.25 * std::min(radius, step.norm());
    } else if (descent > kGrowAbove * promised && step.norm() > 0.8 * radius) {
      radius = std::min(2.0 * radius, options.max_radius);
    }
    if (!accept) continue;
    result.point += step;
    result.at = std::move(next);
    if ((result.point - start).cwiseAbs().maxCoeff() > options.max_distance) {
      result.promised = promise_within_unit(result.at);
      result.stop = Minimum::Stop::ran_away;
      return result;
    }
  }
}

}  // namespace tenure::optim
