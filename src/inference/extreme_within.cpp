// Where the goal h is highest on the border of the region, its gradient is normal to it: the
// gradient of the objective f is then a multiple of it, grad f = price grad h. Newton's method on
// these equations (sequential quadratic programming), from the end of the interval that the delta
// method gives: for a parabola and a plane that is the answer. Generalises D. J. Venzon & S. H.
// Moolgavkar (1988), A method for computing profile-likelihood-based confidence intervals, Applied
// Statistics 37, from a parameter to any function of them.

#include "inference/extreme_within.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "math/linear_algebra.hpp"

namespace tenure::inference {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using optim::SecondOrder;

constexpr int kMostMoves = 100;
constexpr int kMostHalvings = 30;
// A lower minimum than the fit's by more than this is another one, not rounding.
constexpr double kLowerMinimum = 1e-6;
// Settled: the objective is as near to the border, in rises, and the goal has as little left to
// gain, in lengths of the way to it.
constexpr double kBorderTolerance = 1e-7;
constexpr double kGainTolerance = 1e-7;
// Steps that leave the objective further above its minimum, in rises, are halved.
constexpr double kHighest = 6.0;
// The variables are logarithms: by no more than these factors of e at a time and in all.
constexpr double kLongestMove = 2.0;
constexpr double kFarthestMove = 30.0;
constexpr double kAside = 0.5;  // from a saddle
// Of a derivative by differences of a gradient, whose errors are of the size of the step.
constexpr double kDifference = 1e-4;

/// The goal's Hessian, by differences of its gradient; zero where these leave its domain.
MatrixXd curvature(const Goal& goal, const VectorXd& at, const FirstOrder& here) {
  const Index n = at.size();
  MatrixXd hessian = MatrixXd::Zero(n, n);
  for (Index k = 0; k < n; ++k) {
    VectorXd beside = at;
    beside[k] += kDifference;
    const FirstOrder there = goal(beside);
    if (!there.finite()) return MatrixXd::Zero(n, n);
    for (Index i = 0; i < n; ++i) {
      const double by = (there.gradient[i] - here.gradient[i]) / kDifference;
      hessian(i, k) += 0.5 * by;
      hessian(k, i) += 0.5 * by;
    }
  }
  return hessian;
}

struct Convex {
  MatrixXd hessian;  ///< positive definite
  VectorXd aside;  ///< of length 1, across the normal, if the matrix is negative there; else empty
};

/// Equal to `matrix` on the plane across `normal` if that is positive definite there: what is added
/// along the normal does not move the solution. Else with the sizes of its eigenvalues.
Convex convex(const MatrixXd& matrix, const VectorXd& normal) {
  constexpr double kLeastCondition = 1e-9;
  constexpr double kNegative = 1e-4;  // of the largest eigenvalue: what is less is flat
  const double top = matrix.cwiseAbs().maxCoeff();
  const double squares = normal.squaredNorm();
  for (const double more : {0.0, 1.0, 30.0, 1000.0}) {
    MatrixXd raised = matrix;
    for (Index i = 0; i < matrix.rows(); ++i) {
      for (Index j = 0; j < matrix.cols(); ++j) {
        raised(i, j) += more * top * (normal[i] * normal[j] / squares);
      }
    }
    const auto factor = math::cholesky(raised);
    if (factor && factor->reciprocal_condition > kLeastCondition) return {raised, {}};
  }
  const math::SymmetricEigen eigen = math::symmetric_eigen(matrix);
  const VectorXd sizes = eigen.values.cwiseAbs();
  Convex result{math::along_axes(eigen.vectors, sizes.cwiseMax(kLeastCondition * sizes.maxCoeff())),
                {}};
  if (eigen.values[0] < -kNegative * sizes.maxCoeff()) {
    const VectorXd lowest = eigen.vectors.col(0);
    const VectorXd across = lowest - lowest.dot(normal) / squares * normal;
    if (across.squaredNorm() > 0.5) result.aside = across.normalized();
  }
  return result;
}

/// One search, for the highest value of the goal times `direction`.
class Search {
 public:
  Search(const Region& region, const Goal& goal, int direction)
      : region_(region), goal_(goal), direction_(direction), at_(region.best) {}

  std::optional<double> run() {
    const FirstOrder middle = goal_(region_.best);
    const VectorXd along = region_.covariance * middle.gradient;
    const double error = std::sqrt(middle.gradient.dot(along));
    if (!middle.finite() || !(error > 0.0)) return std::nullopt;
    step_ = direction_ * std::sqrt(2.0 * region_.rise) / error * along;
    for (int i = 0; i < kMostMoves; ++i) {
      if (!advance() || objective_.value < region_.minimum - kLowerMinimum) return std::nullopt;
      const double missing = region_.minimum + region_.rise - objective_.value;
      const Plan next = plan(missing);
      if (std::abs(missing) < kBorderTolerance * region_.rise &&
          next.gain < kGainTolerance * std::abs(value_.value - middle.value)) {
        if (next.aside.size() == 0) return value_.value;
        step_ = kAside * next.aside;  // a saddle: on either side the goal is higher
      } else {
        step_ = next.step;
      }
      if ((at_ - region_.best).cwiseAbs().maxCoeff() > kFarthestMove) return std::nullopt;
    }
    return std::nullopt;
  }

 private:
  /// Takes the step, or as small a part of it as stays where both functions are known.
  bool advance() {
    for (int halving = 0; halving < kMostHalvings; ++halving) {
      const VectorXd there = at_ + step_;
      objective_ = region_.objective(there);
      if (objective_.finite() && objective_.value - region_.minimum < kHighest * region_.rise) {
        value_ = goal_(there);
        if (value_.finite()) {
          at_ = there;
          return true;
        }
      }
      step_ *= 0.5;
    }
    return false;
  }

  struct Plan {
    VectorXd step;
    double gain;     ///< of the goal by the step, once on the border
    VectorXd aside;  ///< where the goal curves up along the border, if it does
  };
  Plan plan(double missing) {
    const VectorXd& slope = objective_.gradient;
    const VectorXd& uphill = value_.gradient;
    const double price = std::max(0.0, direction_ * slope.dot(uphill) / uphill.squaredNorm());
    MatrixXd lagrangian = objective_.hessian;
    if (price > 0.0) lagrangian -= direction_ * price * curvature(goal_, at_, value_);
    auto [hessian, aside] = convex(lagrangian, uphill);
    const VectorXd descent = math::solve_symmetric(hessian, slope);
    const VectorXd ascent = math::solve_symmetric(hessian, uphill);
    // The parabola about here is `missing` higher on an ellipse about its minimum: to the point of
    // that which is farthest uphill. If even the minimum is above the border, half the way there.
    const double room = 2.0 * missing + slope.dot(descent);
    VectorXd step = -0.5 * descent;
    if (room > 0.0) step = direction_ * std::sqrt(room / uphill.dot(ascent)) * ascent - descent;
    const double gain = price > 0.0 ? 0.5 * step.dot(hessian * step) / price
                                    : std::numeric_limits<double>::infinity();
    step /= std::max(step.cwiseAbs().maxCoeff() / kLongestMove, 1.0);
    return {std::move(step), gain, std::move(aside)};
  }

  const Region& region_;
  const Goal& goal_;
  double direction_;
  VectorXd at_, step_;
  SecondOrder objective_;  ///< at `at_`
  FirstOrder value_;       ///< at `at_`
};

}  // namespace

bool FirstOrder::finite() const { return std::isfinite(value) && gradient.allFinite(); }

std::optional<double> extreme_within(const Region& region, const Goal& goal, int direction) {
  return Search(region, goal, direction).run();
}

}  // namespace tenure::inference
