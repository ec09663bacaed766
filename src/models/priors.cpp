#include "models/priors.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/text.hpp"
#include <tenure/error.hpp>

namespace tenure::model {
namespace {

void check_positive(double value, const std::string& what) {
  if (std::isfinite(value) && value > 0.0) return;
  throw Error(Status::invalid_argument,
              what + " is " + to_text(value) + ", not a finite number above 0", "priors");
}

}  // namespace

void check_priors(const ModelInfo& info, std::span<const Prior> priors) {
  for (std::size_t i = 0; i < priors.size(); ++i) {
    const Prior& prior = priors[i];
    if (std::ranges::find(info.parameters, prior.parameter) == info.parameters.end()) {
      throw Error(Status::invalid_argument,
                  std::string(info.title) + " has no parameter " + in_quotes(prior.parameter),
                  "priors");
    }
    const auto same = [&](const Prior& other) { return other.parameter == prior.parameter; };
    if (std::ranges::any_of(priors.first(i), same)) {
      throw Error(Status::invalid_argument, "there are two priors of " + prior.parameter, "priors");
    }
    check_positive(prior.centre, "the centre of the prior of " + prior.parameter);
    check_positive(prior.sd, "the standard deviation of the prior of " + prior.parameter);
    if (!std::isfinite(1.0 / (prior.sd * prior.sd))) {
      throw Error(Status::invalid_argument,
                  "the standard deviation of the prior of " + prior.parameter +
                      " is too small for a number: " + to_text(prior.sd),
                  "priors");
    }
  }
}

LogNormalPenalty::LogNormalPenalty(const ModelInfo& info, std::span<const Prior> priors) {
  for (const Prior& prior : priors) {
    const auto found = std::ranges::find(info.parameters, prior.parameter);
    terms_.push_back(
        {found - info.parameters.begin(), std::log(prior.centre), 1.0 / (prior.sd * prior.sd)});
  }
}

LogNormalPenalty LogNormalPenalty::shared(double share) const {
  LogNormalPenalty result = *this;
  for (Term& term : result.terms_) term.curvature *= share;
  return result;
}

double LogNormalPenalty::value(const Eigen::VectorXd& log_parameters) const {
  double sum = 0.0;
  for (const Term& term : terms_) {
    const double distance = log_parameters[term.parameter] - term.log_centre;
    sum += 0.5 * term.curvature * distance * distance;
  }
  return sum;
}

void LogNormalPenalty::add_to(optim::SecondOrder& objective,
                              const Eigen::VectorXd& log_parameters) const {
  objective.value += value(log_parameters);
  for (const Term& term : terms_) {
    objective.gradient[term.parameter] +=
        term.curvature * (log_parameters[term.parameter] - term.log_centre);
    objective.hessian(term.parameter, term.parameter) += term.curvature;
  }
}

}  // namespace tenure::model
