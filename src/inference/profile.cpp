#include "inference/profile.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

namespace tenure::inference {
namespace {

using Eigen::Index;
using optim::Minimum;
using optim::SecondOrder;
using Status = ProfileBound::Status;

// The variables are logarithms: past e^30 times its estimate, a parameter has no bound.
constexpr double kFarthest = 30.0;
// A lower minimum than the fit's by more than this is another one, not rounding.
constexpr double kLower = 1e-6;
// The root is found where the objective's rise is right to this, and its place to that.
constexpr double kRiseTolerance = 1e-9;
constexpr double kPlaceTolerance = 1e-11;
constexpr int kMostSteps = 100;

Eigen::VectorXd without(const Eigen::VectorXd& all, Index variable) {
  Eigen::VectorXd rest(all.size() - 1);
  rest << all.head(variable), all.tail(all.size() - variable - 1);
  return rest;
}

Eigen::VectorXd with(const Eigen::VectorXd& rest, Index variable, double value) {
  Eigen::VectorXd all(rest.size() + 1);
  all << rest.head(variable), value, rest.tail(rest.size() - variable);
  return all;
}

/// The objective, lowest over all variables but one, as a function of that one.
class Profile {
 public:
  Profile(const optim::Objective& objective, const Eigen::VectorXd& best, double minimum,
          Index variable)
      : objective_(objective),
        variable_(variable),
        minimum_(minimum),
        rest_(without(best, variable)) {}

  struct Point {
    double rise;   ///< above the minimum
    double slope;  ///< of the rise by the variable, by the envelope theorem
  };
  /// Nothing if the other variables could not be settled. Each search begins where the last ended.
  std::optional<Point> at(double value) {
    double slope = 0.0;
    const optim::Objective held = [&](const Eigen::VectorXd& rest) {
      SecondOrder full = objective_(with(rest, variable_, value));
      slope = full.gradient[variable_];
      SecondOrder reduced{full.value, without(full.gradient, variable_),
                          Eigen::MatrixXd(rest.size(), rest.size())};
      for (Index i = 0; i < rest.size(); ++i) {
        for (Index j = 0; j < rest.size(); ++j) {
          reduced.hessian(i, j) =
              full.hessian(i + (i >= variable_ ? 1 : 0), j + (j >= variable_ ? 1 : 0));
        }
      }
      return reduced;
    };
    const Minimum found = optim::minimise(held, rest_);
    // At a boundary the others may run away with the objective settled: that is its infimum.
    if (found.stop != Minimum::Stop::converged && !(found.promised < kLower)) return std::nullopt;
    rest_ = found.point;
    return Point{held(found.point).value - minimum_, slope};
  }

 private:
  const optim::Objective& objective_;
  Index variable_;
  double minimum_;
  Eigen::VectorXd rest_;
};

}  // namespace

ProfileBound profile_bound(const optim::Objective& objective, const Eigen::VectorXd& best,
                           double minimum, Index variable, int direction, double rise,
                           double first_step) {
  Profile profile(objective, best, minimum, variable);
  // Distances from the estimate: the rise is below `rise` at `near` and, once known, above at
  // `far`.
  double near = 0.0;
  std::optional<double> far;
  double distance = std::clamp(first_step, 1e-6, 2.0);
  for (int step = 0; step < kMostSteps; ++step) {
    const auto point = profile.at(best[variable] + direction * distance);
    if (!point) return {0.0, Status::not_found};
    if (point->rise < -kLower) return {0.0, Status::higher_elsewhere};
    const double missing = rise - point->rise;
    (missing > 0.0 ? near : far.emplace()) = distance;
    const bool settled = std::abs(missing) < kRiseTolerance * rise ||
                         (far && *far - near < kPlaceTolerance * (1.0 + *far));
    if (settled) return {best[variable] + direction * distance, Status::ok};
    if (!far && distance >= kFarthest) return {0.0, Status::unbounded};
    // Newton's step on the square root of the rise, which is linear for a parabola.
    const double slope = direction * point->slope;
    double next =
        distance + 2.0 * (std::sqrt(rise * std::max(point->rise, 0.0)) - point->rise) / slope;
    const double most = far ? *far : std::min(2.0 * distance + 0.5, kFarthest);
    if (!(slope > 0.0) || !(next > near && next < most)) {
      next = far ? 0.5 * (near + *far) : most;
    }
    distance = next;
  }
  return {0.0, Status::not_found};
}

}  // namespace tenure::inference
