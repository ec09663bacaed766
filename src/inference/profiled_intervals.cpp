#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>

#include "base/parallel.hpp"
#include "inference/extreme_within.hpp"
#include "inference/fitted_input.hpp"
#include "inference/intervals.hpp"
#include "math/normal.hpp"
#include "models/cells.hpp"
#include "models/objective.hpp"

namespace tenure::inference {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr std::string_view kStage = "profile";
// Threads share the rows; the work of each row, where these are groups or so few.
constexpr std::size_t kFewRows = 16;

/// One or two models and the data that they were fitted to, apart.
class Fits {
 public:
  Fits(std::span<const FittedModel* const> models, const Histories& data,
       const Execution& execution)
      : models_(models.begin(), models.end()) {
    for (const FittedModel* model : models_) {
      check_same_data(*model, data, "fitted_to");
      cells_.emplace_back(data, model::model_of(*model).traits(),
                          Execution{.threads = execution.threads, .progress = {}});
    }
  }

  /// What the fits have minimised, together.
  [[nodiscard]] double minimum() const {
    double sum = 0.0;
    for (const FittedModel* model : models_) {
      sum += model->result().penalty - model->result().log_likelihood.value();
    }
    return sum;
  }
  /// For one thread: it counts its evaluations. `execution` is kept as a reference.
  [[nodiscard]] optim::Objective objective(const Execution& execution) const {
    std::vector<model::Objective> parts;
    for (std::size_t i = 0; i < models_.size(); ++i) {
      const model::PurchaseModel& of = model::model_of(*models_[i]);
      parts.emplace_back(of, cells_[i],
                         model::LogNormalPenalty(of.traits().info, models_[i]->result().priors),
                         execution, kStage);
    }
    if (parts.size() == 1) return std::move(parts.front());
    return [parts = std::move(parts), models = models_](const VectorXd& parameters) mutable {
      const Index n = parameters.size();
      optim::SecondOrder sum{0.0, VectorXd::Zero(n), Eigen::MatrixXd::Zero(n, n)};
      Index from = 0;
      for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto k = static_cast<Index>(models[i]->parameters().size());
        const optim::SecondOrder part = parts[i](parameters.segment(from, k));
        sum.value += part.value;
        sum.gradient.segment(from, k) = part.gradient;
        sum.hessian.block(from, from, k, k) = part.hessian;
        from += k;
      }
      return sum;
    };
  }

 private:
  std::vector<const FittedModel*> models_;
  std::vector<model::Cells> cells_;
};

}  // namespace

Intervals profiled_intervals(const PredictedQuantity& quantity, const Groups& groups,
                             const std::vector<GroupSum>& sums,
                             const std::vector<std::uint8_t>& valued,
                             std::span<const FittedModel* const> models, const Histories& data,
                             double level, const Execution& execution) {
  const Fits fits(models, data, execution);
  const double z = math::two_sided_normal(level);
  Intervals result;
  for (const GroupSum& sum : sums) {
    result.standard_error.push_back(sum.standard_error(quantity.covariance()));
    result.lower.push_back(sum.value);
    result.upper.push_back(sum.value);
  }
  const auto write = [&](std::size_t g, const Execution& of_fits, const Execution& of_sums) {
    if (!sums[g].is_uncertain(quantity)) return;
    const WorkingScale scale = sums[g].scale(quantity);
    const Goal goal = [&](const VectorXd& log_parameters) -> FirstOrder {
      const VectorXd parameters = log_parameters.array().exp();
      const GroupSum sum = group_sum_at(parameters, quantity, groups, g, valued, of_sums);
      return {scale.from(sum.value), scale.slope(sum.value) * sum.gradient};
    };
    const Region region{.objective = fits.objective(of_fits),
                        .fit = quantity.parameters().array().log(),
                        .minimum = fits.minimum(),
                        .covariance = quantity.covariance(),
                        .rise = 0.5 * z * z};
    const auto bound = [&](int direction) {
      const auto found = extreme_within(region, goal, direction);
      return found ? scale.back(*found) : std::numeric_limits<double>::quiet_NaN();
    };
    result.lower[g] = bound(-1);
    result.upper[g] = bound(1);
  };
  const std::size_t rows = groups.size();
  if (groups.of_one() && rows > kFewRows) {
    const Execution alone{.threads = 1, .progress = {}};
    parallel_for(rows, 1, execution, kStage,
                 [&](std::size_t g, std::size_t) { write(g, alone, alone); });
    return result;
  }
  for (std::size_t g = 0; g < rows; ++g) {
    double share = 0.0;  // of this row's work, told by its fits alone
    const auto tell = [&] {
      const double done = (static_cast<double>(g) + share) / static_cast<double>(rows);
      return execution.progress(done, kStage);
    };
    Execution of_fits{.threads = execution.threads, .progress = {}}, of_sums = of_fits;
    if (execution.progress) {
      of_fits.progress = [&](double fraction, std::string_view) {
        share = std::max(share, fraction);
        return tell();
      };
      of_sums.progress = [&](double, std::string_view) { return tell(); };
    }
    write(g, of_fits, of_sums);
  }
  return result;
}

}  // namespace tenure::inference
