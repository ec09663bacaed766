// Where the goal h is highest on the border of the region, its gradient is normal to it: the
// gradient of the objective f is then a multiple of it, grad f = price grad h. Newton's method on
// these equations (sequential quadratic programming), from the end of the interval that the delta
// method gives: for a parabola and a plane that is the answer. Generalises D. J. Venzon & S. H.
// Moolgavkar (1988), A method for computing profile-likelihood-based confidence intervals, Applied
// Statistics 37, from a parameter to any function of them.

#include "inference/extreme_within.hpp"

#include <algorithm>
#include <array>
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
constexpr int kMeritHalvings = 6;
// A lower minimum than the fit's by more than this is another one, not rounding.
constexpr double kLowerMinimum = 1e-6;
// Settled: the objective is as near to the border, in rises, and the goal has as little left to
// gain, in lengths of the way that the delta method expects. Along a ridge that does not end, where
// something always is left to gain: it is near the border and gains no more than this in a move.
constexpr double kBorderTolerance = 1e-7;
constexpr double kGainTolerance = 1e-7;
constexpr double kNearBorder = 1e-5;
constexpr double kStayTolerance = 1e-5;
// A goal that gains no more while parameters grow by e has settled where there is no border.
constexpr double kLevelTolerance = 1e-4;
// Steps that leave the objective further above its minimum, in rises, are halved.
constexpr double kHighestRise = 6.0;
// The variables are logarithms: by no more than these factors of e at a time and in all.
constexpr double kLongestMove = 2.0;
constexpr double kFarthestMove = 20.0;
constexpr double kFarMove = 3.0;
constexpr double kStillUphill = 5.0;
constexpr double kAside = 0.5;          // from a saddle
constexpr double kLeastWeight = 1e-12;  // where the objective is level in all directions
// Of a derivative by differences of a gradient, whose errors are of the size of the step; and how
// far from where it was taken it still serves.
constexpr double kDifference = 1e-4;
constexpr double kServes = 0.05;

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
  constexpr double kLeastCondition = 1e-12;
  constexpr double kNegative = 1e-4;  // of the largest eigenvalue: what is less is flat
  const double top = matrix.cwiseAbs().maxCoeff();
  const VectorXd along = normal.normalized();
  MatrixXd raised;
  for (const double more : {0.0, 1.0, 30.0}) {
    raised = matrix;
    for (Index i = 0; i < matrix.rows(); ++i) {
      for (Index j = 0; j < matrix.cols(); ++j) raised(i, j) += more * top * along[i] * along[j];
    }
    const auto factor = math::cholesky(raised);
    if (factor && factor->reciprocal_condition > kLeastCondition) return {raised, {}};
  }
  const math::SymmetricEigen eigen = math::symmetric_eigen(raised);
  const VectorXd sizes = eigen.values.cwiseAbs();
  Convex result{math::along_axes(eigen.vectors, sizes.cwiseMax(kLeastCondition * sizes.maxCoeff())),
                {}};
  if (eigen.values[0] < -kNegative * top) {
    const VectorXd lowest = eigen.vectors.col(0);
    result.aside = (lowest - lowest.dot(along) * along).normalized();
  }
  return result;
}

/// The step to the point of an ellipse that is farthest uphill: of the parabola with `slope` and
/// `hessian` here, where it is `missing` higher than here. If even its minimum is above that, half
/// the way there. With a heavier Hessian where it would be too long.
VectorXd step_to_border(const VectorXd& slope, MatrixXd hessian, double missing,
                        const VectorXd& uphill) {
  double weight = std::max(1e-4 * hessian.diagonal().maxCoeff(), kLeastWeight);
  VectorXd step;
  for (; std::isfinite(weight); weight *= 4.0) {  // the step shrinks as the weight grows
    const VectorXd descent = math::solve_symmetric(hessian, slope);
    const VectorXd ascent = math::solve_symmetric(hessian, uphill);
    const double room = 2.0 * missing + slope.dot(descent);
    step = -0.5 * descent;
    if (room > 0.0) step = std::sqrt(room / uphill.dot(ascent)) * ascent - descent;
    // Not finite: the Hessian is singular.
    if (step.allFinite() && step.cwiseAbs().maxCoeff() <= kLongestMove) break;
    hessian.diagonal().array() += weight;
  }
  return step;  // not finite only where there is no uphill
}

/// One search, for the highest value of the goal times `direction`.
class Search {
 public:
  Search(const Region& region, const Goal& goal, int direction)
      : region_(region), goal_(goal), direction_(direction), at_(region.fit) {}

  std::optional<double> run() {
    middle_ = goal_(region_.fit);
    const VectorXd along = region_.covariance * middle_.gradient;
    const double error = std::sqrt(middle_.gradient.dot(along));
    if (!middle_.finite() || !(error > 0.0)) return std::nullopt;
    way_ = std::sqrt(2.0 * region_.rise) * error;
    penalty_ = way_ / region_.rise;  // twice what a parabola and a plane have at the border
    step_ = direction_ * way_ / (error * error) * along;
    step_ /= std::max(step_.cwiseAbs().maxCoeff() / kLongestMove, 1.0);
    for (int i = 0; i < kMostMoves; ++i) {
      if (!advance() || objective_.value < region_.minimum - kLowerMinimum) return std::nullopt;
      const Plan next = plan();
      if (rises_without_end()) return direction_ * kEndless;
      step_ = next.step;
      if (!is_settled(next)) continue;
      if (next.aside.size() > 0) {
        step_ = kAside * next.aside;  // a saddle: on either side the goal is higher
      } else if (direction_ * (value_.value - middle_.value) < 0.0) {
        return std::nullopt;
      } else {
        return value_.value;
      }
    }
    return std::nullopt;
  }

 private:
  static constexpr double kEndless = std::numeric_limits<double>::infinity();

  struct Plan {
    VectorXd step;
    double gain;     ///< of the goal by the step
    VectorXd aside;  ///< where the goal curves up along the border, if it does
    bool is_inside;  ///< the step is to a peak of the goal within the region
  };

  /// Takes the step, or as small a part of it as stays where both functions are known.
  bool advance() {
    if (!step_.allFinite()) return false;
    for (int halving = 0; halving < kMostHalvings; ++halving) {
      const VectorXd there = (at_ + step_)
                                 .cwiseMin((region_.fit.array() + kFarthestMove).matrix())
                                 .cwiseMax((region_.fit.array() - kFarthestMove).matrix());
      objective_ = region_.objective(there);
      if (objective_.finite() && rise() < kHighestRise * region_.rise) {
        value_ = goal_(there);
        const Standing now{direction_ * value_.value, std::max(0.0, rise() - region_.rise)};
        if (value_.finite() && (halving >= kMeritHalvings || merit(now) >= least_merit())) {
          at_ = there;
          way_ = std::max(way_, std::abs(value_.value - middle_.value));
          standings_[moves_++ % standings_.size()] = now;
          return true;
        }
      }
      step_ *= 0.5;
    }
    return false;
  }

  struct Standing {
    double value;    ///< of the goal times the direction
    double outside;  ///< by how much the objective is above the border
  };
  /// The value, less more than what leaving the region gains (exact penalty).
  [[nodiscard]] double merit(const Standing& of) const { return of.value - penalty_ * of.outside; }
  /// Of the last moves: a step along a bent border may be worse than the one before.
  [[nodiscard]] double least_merit() const {
    if (moves_ < standings_.size()) return -kEndless;
    double least = kEndless;
    for (const Standing& each : standings_) least = std::min(least, merit(each));
    return least - kGainTolerance * way_;
  }

  [[nodiscard]] double rise() const { return objective_.value - region_.minimum; }

  Plan plan() {
    if (curved_at_.size() == 0 || (at_ - curved_at_).cwiseAbs().maxCoeff() > kServes) {
      curvature_ = direction_ * curvature(goal_, at_, value_);
      curved_at_ = at_;
    }
    const double missing = region_.rise - rise();
    VectorXd slope = objective_.gradient, uphill = direction_ * value_.gradient;
    if (const auto peak = step_to_peak(uphill, missing)) {
      return {*peak, 0.5 * uphill.dot(*peak), {}, true};
    }
    const double price = std::max(0.0, slope.dot(uphill) / uphill.squaredNorm());
    if (price > 0.0) {
      penalty_ = std::max(penalty_, std::min(2.0 / price, 100.0 * way_ / region_.rise));
    }
    MatrixXd lagrangian = objective_.hessian - price * curvature_;
    for (Index k = 0; k < at_.size(); ++k) {
      if (!is_at_end(k) || uphill[k] * (at_[k] - region_.fit[k]) < 0.0) continue;
      slope[k] = uphill[k] = 0.0;  // it stays there
      lagrangian.row(k).setZero();
      lagrangian.col(k).setZero();
      lagrangian(k, k) = objective_.hessian.cwiseAbs().maxCoeff();
    }
    auto [hessian, aside] = convex(lagrangian, uphill);
    VectorXd step = step_to_border(slope, hessian, missing, uphill);
    const double gain = price > 0.0 ? 0.5 * step.dot(hessian * step) / price : kEndless;
    return {std::move(step), gain, std::move(aside), false};
  }

  /// Newton's, if the goal has a peak and that is within the region.
  [[nodiscard]] std::optional<VectorXd> step_to_peak(const VectorXd& uphill, double missing) const {
    if (missing < 0.0) return std::nullopt;
    MatrixXd hessian = -curvature_;
    // What has a peak may be level in some directions, but for rounding.
    hessian.diagonal().array() += 1e-6 * hessian.cwiseAbs().maxCoeff();
    if (!math::cholesky(hessian)) return std::nullopt;
    const VectorXd step = math::solve_symmetric(hessian, uphill);
    const double rise = objective_.gradient.dot(step) + 0.5 * step.dot(objective_.hessian * step);
    if (!(rise < missing) || step.cwiseAbs().maxCoeff() > kLongestMove) return std::nullopt;
    return step;
  }

  [[nodiscard]] bool is_settled(const Plan& next) {
    const bool gains = !(next.gain < kGainTolerance * way_);
    if (next.is_inside) return !gains;
    const double off = std::abs(rise() - region_.rise) / region_.rise;
    const bool stays = before_ && std::abs(value_.value - *before_) < kStayTolerance * way_;
    before_.reset();
    if (off < kNearBorder) before_ = value_.value;
    return (off < kBorderTolerance && !gains) || (off < kNearBorder && stays);
  }
  [[nodiscard]] bool is_at_end(Index k) const {
    return std::abs(at_[k] - region_.fit[k]) >= kFarthestMove * (1.0 - 1e-12);
  }

  /// The goal rises with what has gone far from the fit, and still will a few factors of e on; the
  /// objective will not before this has gone as far as it may once more.
  [[nodiscard]] bool rises_without_end() const {
    VectorXd far = at_ - region_.fit;
    for (double& each : far) each = std::abs(each) < kFarMove ? 0.0 : std::copysign(1.0, each);
    const double ahead =
        kFarthestMove * objective_.gradient.dot(far) +
        0.5 * kFarthestMove * kFarthestMove * std::max(0.0, far.dot(objective_.hessian * far));
    const double uphill = direction_ * value_.gradient.dot(far);
    const double levels_off = -kStillUphill * far.dot(curvature_ * far);
    return rise() + ahead < region_.rise && uphill > kLevelTolerance * way_ && uphill > levels_off;
  }

  const Region& region_;
  const Goal& goal_;
  double direction_;
  FirstOrder middle_;  ///< at the fit
  double way_ = 0.0;   ///< of the goal from there to the border, by the delta method or as seen
  VectorXd at_, step_;
  std::array<Standing, 3> standings_{};  ///< after the last moves, in no order
  std::size_t moves_ = 0;
  double penalty_ = 0.0;          ///< units of the goal a unit of the objective
  SecondOrder objective_;         ///< at `at_`
  FirstOrder value_;              ///< at `at_`
  MatrixXd curvature_;            ///< of the goal times `direction`, taken at ...
  VectorXd curved_at_;            ///< ... this
  std::optional<double> before_;  ///< value of the goal a move ago, if near the border
};

}  // namespace

bool FirstOrder::finite() const { return std::isfinite(value) && gradient.allFinite(); }

std::optional<double> extreme_within(const Region& region, const Goal& goal, int direction) {
  return Search(region, goal, direction).run();
}

}  // namespace tenure::inference
