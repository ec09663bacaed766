#include "survival/fitted_law.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include "math/linear_algebra.hpp"

namespace tenure::survival {
namespace {

/// Where the likelihood levels off towards infinity as exp(-b) does, slope and curvature vanish
/// together and Newton's step stays about 1 however far one has gone; at a maximum it is 0.
constexpr double longest_last_step = 1e-3;
/// Of the largest curvature: below it the data say nothing along a direction.
constexpr double least_curvature = 1e-13;
/// A search that gives up this far from its start, e-folds of a hazard or of the scale of time for
/// one standard deviation, was running away: rounding hides the slope that is left.
constexpr double far_away = 12.0;

}  // namespace

FittedLaw fit_law(const optim::Objective& objective, const Eigen::VectorXd& start) {
  const optim::Minimum minimum = optim::minimise(objective, start);
  FittedLaw result{
      minimum.point, {}, minimum.at.value, minimum.iterations, SurvivalFitStatus::separated};
  using Stop = optim::Minimum::Stop;
  const bool gave_up = minimum.stop == Stop::iteration_limit || minimum.stop == Stop::stalled;
  if (gave_up && !((minimum.point - start).cwiseAbs().maxCoeff() > far_away)) {
    result.status = SurvivalFitStatus::iteration_limit;
    return result;
  }
  if (minimum.stop != Stop::converged) return result;
  if (start.size() == 0) {
    result.covariance.resize(0, 0);
    result.status = SurvivalFitStatus::converged;
    return result;
  }
  const auto [curvature, axes] = math::symmetric_eigen(minimum.at.hessian);
  if (!(curvature[0] > least_curvature * curvature[curvature.size() - 1])) return result;
  const Eigen::MatrixXd covariance = math::along_axes(axes, curvature.cwiseInverse());
  const Eigen::VectorXd step = covariance * minimum.at.gradient;
  if (!(step.cwiseAbs().maxCoeff() < longest_last_step)) return result;
  result.covariance = covariance;
  result.status = SurvivalFitStatus::converged;
  return result;
}

Eigen::MatrixXd sandwich(const Eigen::MatrixXd& covariance, const Eigen::MatrixXd& scores,
                         const std::vector<std::int64_t>& client) {
  std::vector<std::size_t> order(client.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return std::pair(client[a], a) < std::pair(client[b], b);
  });
  Eigen::MatrixXd meat = Eigen::MatrixXd::Zero(covariance.rows(), covariance.cols());
  Eigen::VectorXd sum(covariance.rows());
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    sum.setZero();
    while (end < order.size() && client[order[end]] == client[order[begin]]) {
      sum += scores.row(static_cast<Eigen::Index>(order[end++])).transpose();
    }
    meat += sum * sum.transpose();
  }
  return math::congruence(covariance, meat);
}

}  // namespace tenure::survival
