#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "inference/fitted_input.hpp"
#include "inference/profile.hpp"
#include "math/normal.hpp"
#include "models/cells.hpp"
#include "models/model_input.hpp"
#include "models/objective.hpp"
#include <tenure/inference.hpp>

namespace tenure {
namespace {

using inference::ProfileBound;

std::string_view name_of(ProfileBound::Status status) {
  switch (status) {
    case ProfileBound::Status::ok:
      break;
    case ProfileBound::Status::unbounded:
      return "unbounded";
    case ProfileBound::Status::not_found:
      return "not_found";
    case ProfileBound::Status::higher_elsewhere:
      return "higher_elsewhere";
  }
  return "ok";
}

/// One side of the intervals, as columns.
struct Bounds {
  std::vector<double> value;
  std::vector<std::uint8_t> known;
  TextColumn status;

  void push_back(const ProfileBound& bound) {
    const bool ok = bound.status == ProfileBound::Status::ok;
    value.push_back(ok ? std::exp(bound.at) : 0.0);
    known.push_back(ok);
    status.push_back(name_of(bound.status));
  }
};

}  // namespace

Table wald_intervals(const FittedModel& model, double level) {
  model::check_level(level);
  inference::check_determined(model, "model");
  return model.result().table(level);
}

Table profile_intervals(const FittedModel& model, const Histories& histories, double level,
                        const Execution& execution) {
  model::check_level(level);
  inference::check_fitted(model, "model");
  const model::PurchaseModel& of = model::model_of(model);
  model::check_histories_of(of.traits(), histories);
  inference::check_same_data(model, histories);

  const FitResult& fit = model.result();
  const model::Cells cells(histories, of.traits(), {execution.threads, {}});
  model::Objective objective(of, cells, {of.traits().info, fit.priors}, execution, "profile");
  const double z = math::two_sided_normal(level);
  const Eigen::VectorXd best = inference::log_parameters(model);
  Bounds lower, upper;
  TextColumn names;
  for (std::size_t i = 0; i < fit.parameters.size(); ++i) {
    // Where the likelihood is a parabola the Wald interval is the answer.
    const double first =
        fit.standard_errors.empty() ? 1.0 : z * fit.standard_errors[i] / fit.parameters[i];
    for (const int direction : {-1, 1}) {
      (direction < 0 ? lower : upper)
          .push_back(inference::profile_bound(
              std::ref(objective), best, fit.penalty - fit.log_likelihood.value(),
              static_cast<Eigen::Index>(i), direction, 0.5 * z * z, first));
    }
    names.push_back(fit.names[i]);
  }
  return Table::Builder()
      .text("parameter", std::move(names))
      .float64("estimate", fit.parameters)
      .float64("lower", std::move(lower.value), std::move(lower.known))
      .float64("upper", std::move(upper.value), std::move(upper.known))
      .text("lower_status", std::move(lower.status))
      .text("upper_status", std::move(upper.status))
      .build();
}

}  // namespace tenure
