#include "budget/logistic.hpp"

#include <cmath>

#include "math/linear_algebra.hpp"

namespace tenure::budget {
namespace {

struct Point {
  double value = 0.0;  ///< penalised log-likelihood
  Eigen::VectorXd gradient;
  Eigen::MatrixXd information;
};

/// log(1 + exp(x))
double softplus(double x) {
  return x > 0.0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x));
}

Point evaluate(const Eigen::MatrixXd& design, const Eigen::VectorXd& outcome,
               const Eigen::VectorXd& weights, const Eigen::VectorXd& penalty,
               const Eigen::VectorXd& at) {
  const Eigen::VectorXd linear = design * at;
  Eigen::VectorXd residual(linear.size()), spread(linear.size());
  Point point;
  for (Eigen::Index i = 0; i < linear.size(); ++i) {
    const double p = expit(linear[i]);
    point.value += weights[i] * (outcome[i] * linear[i] - softplus(linear[i]));
    residual[i] = weights[i] * (outcome[i] - p);
    spread[i] = weights[i] * p * (1.0 - p);
  }
  point.value -= 0.5 * penalty.dot(at.cwiseAbs2());
  point.gradient = design.transpose() * residual - penalty.cwiseProduct(at);
  point.information = math::weighted_squares(design, spread);
  point.information.diagonal() += penalty;
  return point;
}

}  // namespace

double expit(double x) {
  return x >= 0.0 ? 1.0 / (1.0 + std::exp(-x)) : std::exp(x) / (1.0 + std::exp(x));
}

LogisticFit fit_logistic(const Eigen::MatrixXd& design, const Eigen::VectorXd& outcome,
                         const Eigen::VectorXd& weights, double ridge) {
  constexpr int kMostSteps = 60;
  constexpr double kTolerance = 1e-12;  // of the promised ascent, a unit of weight
  constexpr double kFar = 30.0;         // on the scale of logits: the data are separated
  Eigen::VectorXd penalty = Eigen::VectorXd::Constant(design.cols(), ridge);
  penalty[0] = 0.0;
  LogisticFit fit{.coefficients = Eigen::VectorXd::Zero(design.cols()), .standard_errors = {}};
  Point here = evaluate(design, outcome, weights, penalty, fit.coefficients);
  for (int step = 0; step < kMostSteps; ++step) {
    const auto covariance = math::inverse_positive_definite(here.information);
    if (!covariance) return fit;
    const Eigen::VectorXd newton = math::solve_symmetric(here.information, here.gradient);
    if (here.gradient.dot(newton) <= kTolerance * weights.sum()) {
      fit.coefficients += newton;  // the last step squares what error is left
      fit.converged = (design * fit.coefficients).cwiseAbs().maxCoeff() < kFar;
      if (fit.converged) fit.standard_errors = covariance->diagonal().cwiseSqrt();
      return fit;
    }
    double length = 1.0;
    Point next = evaluate(design, outcome, weights, penalty, fit.coefficients + newton);
    while (!(next.value > here.value) && length > 1e-10) {
      length *= 0.5;
      next = evaluate(design, outcome, weights, penalty, fit.coefficients + length * newton);
    }
    fit.coefficients += length * newton;
    here = next;
  }
  return fit;
}

}  // namespace tenure::budget
