#include "inference/parameter_draws.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "inference/fitted_input.hpp"
#include "inference/posterior_draws.hpp"
#include "math/linear_algebra.hpp"
#include "math/random.hpp"
#include "models/cells.hpp"
#include "models/model_input.hpp"
#include "models/priors.hpp"

namespace tenure::inference {
namespace {

// Between the seeds of two models.
constexpr std::uint64_t kApart = 0x9E3779B97F4A7C15;

Eigen::MatrixXd normal_draws(const Eigen::VectorXd& log_parameters,
                             const Eigen::MatrixXd& covariance, std::int32_t draws,
                             std::uint64_t seed) {
  const Eigen::MatrixXd root = math::square_root(covariance);
  Eigen::MatrixXd result(log_parameters.size(), draws);
  Eigen::VectorXd standard(log_parameters.size());
  for (Eigen::Index i = 0; i < draws; ++i) {
    math::RandomStream random(seed, static_cast<std::uint64_t>(i));
    for (double& each : standard) each = random.normal();
    result.col(i) = log_parameters + root * standard;
  }
  return result;
}

// The prior of a parameter that the fit had none for, about its estimate: without it the posterior
// would have no finite mass, as the likelihood levels off where a base becomes homogeneous. Of a
// parameter that the data do tell, it tells next to nothing: 95 % are within a factor of 50.
constexpr double kVagueDeviation = 2.0;

std::vector<Prior> proper_priors(const FittedModel& model, const ModelInfo& info) {
  std::vector<Prior> priors = model.result().priors;
  for (std::size_t i = 0; i < info.parameters.size(); ++i) {
    const auto is_its = [&](const Prior& prior) { return prior.parameter == info.parameters[i]; };
    if (std::ranges::none_of(priors, is_its)) {
      priors.push_back({std::string(info.parameters[i]), model.parameters()[i], kVagueDeviation});
    }
  }
  return priors;
}

/// The log-likelihood of cells less the penalty of the priors.
class Posterior {
 public:
  Posterior(const FittedModel& model, const model::Cells& cells)
      : model_(model::model_of(model)),
        cells_(cells),
        penalty_(model_.traits().info, proper_priors(model, model_.traits().info)) {}

  double operator()(const Eigen::VectorXd& log_parameters) const {
    constexpr double kNone = -std::numeric_limits<double>::infinity();
    const Eigen::VectorXd natural = log_parameters.array().exp();
    for (const double each : natural) {
      if (!(each > 0.0) || !std::isfinite(each)) return kNone;
    }
    const double sum =
        model_.log_likelihood_sum({natural.data(), static_cast<std::size_t>(natural.size())},
                                  cells_.view()) -
        penalty_.value(log_parameters);
    return std::isfinite(sum) ? sum : kNone;
  }

 private:
  const model::PurchaseModel& model_;
  const model::Cells& cells_;
  model::LogNormalPenalty penalty_;
};

}  // namespace

Eigen::MatrixXd parameter_draws(const FittedModel& model, const PredictionOptions& options,
                                const Execution& execution, std::uint64_t number) {
  const Eigen::VectorXd centre = log_parameters(model);
  const Eigen::MatrixXd covariance = log_covariance(model);
  const std::uint64_t seed = options.seed + number * kApart;
  if (options.fitted_to == nullptr) {
    return normal_draws(centre, covariance, options.draws, seed);
  }
  const Histories histories = options.fitted_to->histories();
  check_same_data(model, histories, "fitted_to");
  const model::Cells cells(histories, model::model_of(model).traits(), {execution.threads, {}});
  return posterior_draws(Posterior(model, cells), centre, covariance,
                         static_cast<std::size_t>(options.draws), seed, execution);
}

}  // namespace tenure::inference
