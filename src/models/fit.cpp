#include "models/fit.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include <Eigen/Core>

#include "base/parallel.hpp"
#include "models/information.hpp"
#include "optim/trust_region.hpp"

namespace tenure::model {
namespace {

using Eigen::Index;
using optim::Minimum;

// Cells of one piece of parallel work: some milliseconds. Part of the result's bits, not a tuning
// knob of the caller.
constexpr std::size_t kChunk = 512;
// A fit that a good start does not settle begins again with all logarithms moved by this.
constexpr double kStartOffsets[] = {0.0, 1.5, -1.5};
// A pure number beyond these is on its way to the edge of its range.
constexpr double kNearZero = 1e-3;
constexpr double kNearInfinity = 1e3;
// Share of a parameter in unseen directions from which on it is one of those that ran away.
constexpr double kUnseen = 0.5;
// So little log-likelihood left to gain is none, even if rounding kept the optimiser from proof.
constexpr double kSettled = 1e-6;

/// Minus the log-likelihood by the logarithms of the parameters.
class Objective {
 public:
  Objective(const PurchaseModel& model, const Cells& cells, const Execution& execution)
      : model_(model), cells_(cells), execution_(execution) {}

  optim::SecondOrder operator()(const Eigen::VectorXd& log_parameters) {
    const Eigen::VectorXd parameters = log_parameters.array().exp();
    if (!(parameters.minCoeff() > 0.0) || !parameters.allFinite()) {
      return {std::nan(""), Eigen::VectorXd::Zero(parameters.size()),
              Eigen::MatrixXd::Zero(parameters.size(), parameters.size())};
    }
    const LikelihoodSum sum = likelihood(parameters);
    return on_log_scale(sum, parameters);
  }

 private:
  /// Chunk by chunk, added in order: the same bits for every number of threads.
  LikelihoodSum likelihood(const Eigen::VectorXd& parameters) {
    const std::span<const double> values(parameters.data(),
                                         static_cast<std::size_t>(parameters.size()));
    std::vector<LikelihoodSum> parts((cells_.size() + kChunk - 1) / kChunk);
    ++evaluation_;
    parallel_for(cells_.size(), kChunk, reporting(), "fit",
                 [&](std::size_t begin, std::size_t end) {
                   parts[begin / kChunk] =
                       model_.likelihood_sum(values, part_of(cells_.view(), begin, end - begin));
                 });
    LikelihoodSum total = std::move(parts.front());
    for (std::size_t i = 1; i < parts.size(); ++i) {
      total.value += parts[i].value;
      for (std::size_t k = 0; k < total.gradient.size(); ++k)
        total.gradient[k] += parts[i].gradient[k];
      for (std::size_t k = 0; k < total.hessian.size(); ++k)
        total.hessian[k] += parts[i].hessian[k];
    }
    return total;
  }

  /// How many evaluations a fit takes is not known beforehand: each covers half of what is left
  /// to a typical dozen.
  Execution reporting() const {
    if (!execution_.progress) return execution_;
    const double evaluation = evaluation_;
    return {execution_.threads, [this, evaluation](double share, std::string_view stage) {
              const double done = evaluation - 1.0 + share;
              return execution_.progress(done / (done + kTypicalEvaluations), stage);
            }};
  }

  static optim::SecondOrder on_log_scale(const LikelihoodSum& sum,
                                         const Eigen::VectorXd& parameters) {
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

  static constexpr double kTypicalEvaluations = 12.0;
  const PurchaseModel& model_;
  const Cells& cells_;
  const Execution& execution_;
  int evaluation_ = 0;
};

std::vector<double> natural(const Eigen::VectorXd& log_parameters) {
  std::vector<double> result;
  for (const double value : log_parameters) result.push_back(std::exp(value));
  return result;
}

/// Names the boundaries that the parameters have run to, if the model knows them.
std::string boundaries_reached(const ModelTraits& traits, const Information& information,
                               const std::vector<double>& parameters, double mean_age) {
  std::string found;
  std::vector<bool> told(parameters.size(), false);
  for (const Boundary& boundary : traits.boundaries) {
    const auto parameter = static_cast<std::size_t>(boundary.parameter);
    if (told[parameter] || information.unseen(boundary.parameter) < kUnseen) continue;
    const double number =
        boundary.measure ? boundary.measure(parameters, mean_age) : parameters[parameter];
    const bool zero = boundary.side == Boundary::Side::zero;
    if (zero ? number > kNearZero : number < kNearInfinity) continue;
    told[parameter] = true;
    const std::string sentence =
        std::string(boundary.measure ? boundary.measured : traits.info.parameters[parameter]) +
        (zero ? " goes to 0: " : " goes to infinity: ") + std::string(boundary.becomes);
    if (found.find(sentence) != std::string::npos) continue;
    found += (found.empty() ? "" : "; ") + sentence;
  }
  return found;
}

Convergence explain(const Minimum& minimum, const Information& information,
                    const std::string& boundary) {
  using Reason = Convergence::Reason;
  const bool settled = minimum.stop == Minimum::Stop::converged || minimum.promised < kSettled;
  Convergence said;
  if (settled && information.positive_definite()) {
    said.reason = Reason::gradient;
    said.usable = true;
    said.message = "The gradient vanishes at a maximum of the likelihood.";
  } else if (settled || minimum.stop == Minimum::Stop::ran_away) {
    said.reason = boundary.empty() ? Reason::not_identifiable : Reason::boundary;
    said.usable = !boundary.empty();
    said.boundary = boundary;
    said.message = boundary.empty()
                       ? "The data do not determine the parameters: others are as likely."
                       : "The likelihood is highest where " + boundary + ".";
  } else if (minimum.stop == Minimum::Stop::iteration_limit) {
    said.reason = Reason::iteration_limit;
    said.message = "The limit of iterations was reached before a maximum.";
  } else {
    said.reason = Reason::stalled;
    said.message = "No step raised the likelihood, although the gradient had not vanished.";
  }
  return said;
}

FitResult without_information(const PurchaseModel& model, const Cells& cells,
                              const FitOptions& options, std::string message) {
  FitResult result;
  result.names = model.traits().info.parameters;
  result.parameters = options.start.empty() ? model.starting_values(cells.view()) : options.start;
  const double value = model.likelihood_sum(result.parameters, cells.view()).value;
  if (std::isfinite(value)) result.log_likelihood = value;
  result.clients = cells.clients();
  result.cells = static_cast<std::int64_t>(cells.size());
  result.convergence.reason = Convergence::Reason::not_identifiable;
  result.convergence.message = std::move(message);
  return result;
}

}  // namespace

FitResult fit(const PurchaseModel& model, const Cells& cells, const FitOptions& options,
              const Execution& execution) {
  if (cells.size() == 0) {
    return without_information(model, cells, options, "No client has a history to learn from.");
  }
  if (cells.purchases() == 0.0) {
    return without_information(model, cells, options,
                               "No client bought again: nothing tells rare purchases from early "
                               "departures.");
  }
  if (model.traits().reads_age && cells.mean_age() == 0.0) {
    return without_information(model, cells, options, "No time has passed since the purchases.");
  }

  Objective objective(model, cells, execution);
  const std::vector<double> first =
      options.start.empty() ? model.starting_values(cells.view()) : options.start;
  const Eigen::VectorXd start =
      Eigen::Map<const Eigen::VectorXd>(first.data(), static_cast<Index>(first.size()))
          .array()
          .log();

  Minimum best;
  int iterations = 0;
  int evaluations = 0;
  int starts = 0;
  for (const double offset : kStartOffsets) {
    if (offset != 0.0 && !options.start.empty()) break;
    Minimum found = optim::minimise(std::ref(objective), start.array() + offset,
                                    {.max_iterations = options.max_iterations});
    ++starts;
    iterations += found.iterations;
    evaluations += found.evaluations;
    if (!best.at.finite() || best.point.size() == 0 || found.at.value < best.at.value) {
      best = std::move(found);
    }
    if (best.stop == Minimum::Stop::converged && Information(best.at.hessian).positive_definite()) {
      break;
    }
  }
  if (!best.at.finite()) {
    return without_information(model, cells, options,
                               "The likelihood is not finite at the start of the fit.");
  }

  FitResult result;
  result.names = model.traits().info.parameters;
  result.parameters = natural(best.point);
  result.log_likelihood = -best.at.value;
  result.clients = cells.clients();
  result.cells = static_cast<std::int64_t>(cells.size());
  const Information information(best.at.hessian);
  result.convergence =
      explain(best, information,
              boundaries_reached(model.traits(), information, result.parameters, cells.mean_age()));
  result.convergence.iterations = iterations;
  result.convergence.evaluations = evaluations;
  result.convergence.starts = starts;
  result.convergence.gradient_norm = best.at.gradient.cwiseAbs().maxCoeff() / cells.clients();
  if (result.convergence.reason == Convergence::Reason::gradient) {
    result.covariance = information.covariance(result.parameters);
    const std::size_t n = result.parameters.size();
    for (std::size_t i = 0; i < n; ++i) {
      result.standard_errors.push_back(std::sqrt(result.covariance[i * n + i]));
    }
  }
  return result;
}

}  // namespace tenure::model
