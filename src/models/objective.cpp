#include "models/objective.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/parallel.hpp"

namespace tenure::model {
namespace {

using Eigen::Index;

// Cells of one piece of parallel work: some milliseconds. Part of the result's bits, not a tuning
// knob of the caller.
constexpr std::size_t kCellChunk = 512;
constexpr double kTypicalEvaluations = 12.0;

optim::SecondOrder on_log_scale(const LikelihoodSum& sum, const Eigen::VectorXd& parameters) {
  const Index n = parameters.size();
  optim::SecondOrder result{-sum.value, Eigen::VectorXd(n), Eigen::MatrixXd(n, n)};
  std::size_t pair = 0;
  for (Index i = 0; i < n; ++i) {
    result.gradient[i] = -parameters[i] * sum.gradient[static_cast<std::size_t>(i)];
    for (Index j = i; j < n; ++j, ++pair) {
      result.hessian(i, j) = result.hessian(j, i) =
          -parameters[i] * parameters[j] * sum.hessian[pair];
    }
    result.hessian(i, i) += result.gradient[i];
  }
  return result;
}

}  // namespace

LikelihoodSum likelihood_of(const PurchaseModel& model, const Cells& cells,
                            std::span<const double> parameters, const Execution& execution,
                            std::string_view stage) {
  // Of no cells: the zeros of an empty sum.
  std::vector<LikelihoodSum> parts(
      std::max<std::size_t>(1, (cells.size() + kCellChunk - 1) / kCellChunk));
  if (cells.size() == 0) parts.front() = model.likelihood_sum(parameters, cells.view());
  parallel_for(cells.size(), kCellChunk, execution, stage, [&](std::size_t begin, std::size_t end) {
    parts[begin / kCellChunk] =
        model.likelihood_sum(parameters, part_of(cells.view(), begin, end - begin));
  });
  LikelihoodSum total = std::move(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) {
    total.value += parts[i].value;
    for (std::size_t k = 0; k < total.gradient.size(); ++k)
      total.gradient[k] += parts[i].gradient[k];
    for (std::size_t k = 0; k < total.hessian.size(); ++k) total.hessian[k] += parts[i].hessian[k];
  }
  return total;
}

Objective::Objective(const PurchaseModel& model, const Cells& cells, LogNormalPenalty penalty,
                     const Execution& execution, std::string_view stage)
    : model_(model),
      cells_(cells),
      penalty_(std::move(penalty)),
      execution_(execution),
      stage_(stage) {}

optim::SecondOrder Objective::operator()(const Eigen::VectorXd& log_parameters) {
  const Eigen::VectorXd parameters = log_parameters.array().exp();
  if (!(parameters.minCoeff() > 0.0) || !parameters.allFinite()) {
    return {std::nan(""), Eigen::VectorXd::Zero(parameters.size()),
            Eigen::MatrixXd::Zero(parameters.size(), parameters.size())};
  }
  optim::SecondOrder result = on_log_scale(likelihood(parameters), parameters);
  penalty_.add_to(result, log_parameters);
  return result;
}

LikelihoodSum Objective::likelihood(const Eigen::VectorXd& parameters) {
  ++evaluation_;
  return likelihood_of(model_, cells_,
                       {parameters.data(), static_cast<std::size_t>(parameters.size())},
                       reporting(), stage_);
}

/// How many evaluations a fit takes is not known beforehand: each covers half of what is left to a
/// typical dozen.
Execution Objective::reporting() const {
  if (!execution_.progress) return execution_;
  const double evaluation = evaluation_;
  return {execution_.threads, [this, evaluation](double share, std::string_view stage) {
            const double done = evaluation - 1.0 + share;
            return execution_.progress(done / (done + kTypicalEvaluations), stage);
          }};
}

}  // namespace tenure::model
