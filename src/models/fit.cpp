#include "models/fit.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include <Eigen/Core>

#include "base/execution_share.hpp"
#include "base/text.hpp"
#include "models/information.hpp"
#include "models/objective.hpp"
#include "optim/trust_region.hpp"

namespace tenure::model {
namespace {

using Eigen::Index;
using optim::Minimum;

// Starts are compared on so many cells, or up to twice as many; from the best one the fit goes on
// with all of them.
constexpr std::size_t kExploredCells = 500;
// On the way from those to all, the fit goes on with so many times as many: close to the optimum a
// step squares the error, so that few steps are left for those that cost most. Worth it where there
// are so many times as many again.
constexpr std::size_t kMoreCells = 32;
constexpr std::size_t kWorthMore = 8;
// Share of the progress reported until then.
constexpr double kExploration = 0.3;
// A start found at a boundary is drawn back to within this distance, on the scale of logarithms,
// of the model's own: other cells may know better.
constexpr double kReach = 5.0;
// A pure number above this, or below its inverse, is on its way to the edge of its range if the
// data no longer see it; above the second one, it is there.
constexpr double kNear = 1e3;
constexpr double kOutOfRange = 1e9;
// Share of a parameter in unseen directions from which on it is one of those that ran away.
constexpr double kUnseen = 0.5;
// So little log-likelihood left to gain is none, even if rounding kept the optimiser from proof.
constexpr double kSettled = 1e-6;

std::vector<double> natural(const Eigen::VectorXd& log_parameters) {
  std::vector<double> result;
  for (const double value : log_parameters) result.push_back(std::exp(value));
  return result;
}

/// The best of several descents.
struct Search {
  Minimum best;
  int iterations = 0;
  int evaluations = 0;
  int starts = 0;

  void descend(Objective& objective, const Eigen::VectorXd& start, int max_iterations) {
    Minimum found = optim::minimise(std::ref(objective), start, {.max_iterations = max_iterations});
    ++starts;
    iterations += found.iterations;
    evaluations += found.evaluations;
    const bool first = best.point.size() == 0 || !best.at.finite();
    if (first || found.at.value < best.at.value) best = std::move(found);
  }
  [[nodiscard]] bool clear() const {
    return best.stop == Minimum::Stop::converged &&
           Information(best.at.hessian).positive_definite();
  }
};

Eigen::VectorXd logarithms(const std::vector<double>& parameters) {
  Eigen::VectorXd result(static_cast<Index>(parameters.size()));
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    result[static_cast<Index>(i)] = std::log(parameters[i]);
  }
  return result;
}

Search search(const PurchaseModel& model, const Cells& cells, const FitOptions& options,
              const Execution& execution) {
  const LogNormalPenalty penalty(model.traits().info, options.priors);
  Search result;
  if (!options.start.empty()) {
    Objective objective(model, cells, penalty, execution);
    result.descend(objective, logarithms(options.start), options.max_iterations);
    return result;
  }
  const Eigen::VectorXd own = logarithms(model.starting_values(cells.view()));
  const bool small = cells.size() <= kExploredCells;
  const Cells fewer = small ? cells : cells.thinned(kExploredCells);
  const Execution exploring = small ? execution : share_of(execution, 0.0, kExploration);
  Objective explored(model, fewer, penalty.shared(fewer.clients() / cells.clients()), exploring);
  for (const StartFactors& factors : model.traits().starts) {
    Eigen::VectorXd start = own;
    for (Index i = 0; i < own.size(); ++i) {
      start[i] += std::log(factors[static_cast<std::size_t>(i)]);
    }
    result.descend(explored, start, options.max_iterations);
  }
  if (small) return result;

  const auto go_on_with = [&](Objective& objective) {
    const Eigen::VectorXd found = result.best.point;
    result.best = {};
    result.descend(
        objective,
        found.cwiseMax((own.array() - kReach).matrix()).cwiseMin((own.array() + kReach).matrix()),
        options.max_iterations);
  };
  const Execution between = share_of(execution, kExploration, kExploration);
  for (std::size_t most = kExploredCells * kMoreCells; most * kWorthMore <= cells.size();
       most *= kMoreCells) {
    const Cells more = cells.thinned(most);
    Objective objective(model, more, penalty.shared(more.clients() / cells.clients()), between);
    go_on_with(objective);
  }
  const Execution finishing = share_of(execution, kExploration, 1.0);
  Objective objective(model, cells, penalty, finishing);
  go_on_with(objective);
  if (!result.clear()) result.descend(objective, own, options.max_iterations);
  return result;
}

/// Names the boundaries that the parameters have run to, if the model knows them.
std::string boundaries_reached(const ModelTraits& traits, const Information& information,
                               const std::vector<double>& parameters, double oldest) {
  std::string found;
  std::vector<bool> told(parameters.size(), false);
  for (const Boundary& boundary : traits.boundaries) {
    const auto parameter = static_cast<std::size_t>(boundary.parameter);
    const double number =
        boundary.measure ? boundary.measure(parameters, oldest) : parameters[parameter];
    const double closeness = boundary.side == Boundary::Side::zero ? 1.0 / number : number;
    const bool reached = closeness > kOutOfRange ||
                         (closeness > kNear && information.unseen(boundary.parameter) > kUnseen);
    if (told[parameter] || !reached) continue;
    const bool zero = boundary.side == Boundary::Side::zero;
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
                    const std::string& boundary, bool has_priors) {
  using Reason = Convergence::Reason;
  const bool settled = minimum.stop == Minimum::Stop::converged || minimum.promised < kSettled;
  Convergence said;
  if (settled && information.positive_definite()) {
    said.reason = Reason::gradient;
    said.usable = true;
    said.message = has_priors
                       ? "The gradient vanishes at a maximum of the likelihood times the priors."
                       : "The gradient vanishes at a maximum of the likelihood.";
  } else if (settled || minimum.stop == Minimum::Stop::ran_away) {
    said.reason = boundary.empty() ? Reason::not_identifiable : Reason::boundary;
    said.usable = !boundary.empty();
    said.boundary = boundary;
    if (boundary.empty()) {
      said.message = "The data do not determine the parameters: others are as likely.";
    } else if (settled) {
      said.message = "The likelihood is highest where " + boundary + ".";
    } else {
      said.message = "The likelihood still rises, by " + to_text(minimum.promised) +
                     " within a factor of e of these parameters, towards where " + boundary + ".";
    }
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
  result.regularity = model.traits().regularity;
  result.parameters = options.start.empty() ? model.starting_values(cells.view()) : options.start;
  if (cells.size() > 0) {
    const double value = model.log_likelihood_sum(result.parameters, cells.view());
    if (std::isfinite(value)) result.log_likelihood = value;
  }
  result.priors = options.priors;
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
  // Priors may tell what such data do not.
  const bool has_priors = !options.priors.empty();
  const bool of_contracts = model.traits().clock == Clock::renewals;
  if (cells.purchases() == 0.0 && !of_contracts && !has_priors) {
    return without_information(model, cells, options,
                               "No client bought again: nothing tells rare purchases from early "
                               "departures.");
  }
  if (model.traits().reads_age && cells.oldest() == 0.0 && !has_priors) {
    return without_information(model, cells, options,
                               of_contracts ? "No contract has come up for renewal."
                                            : "No time has passed since the purchases.");
  }

  const Search found = search(model, cells, options, execution);
  const Minimum& best = found.best;
  if (!best.at.finite()) {
    return without_information(
        model, cells, options,
        "The likelihood or its derivatives are not finite at the start of the fit.");
  }

  FitResult result;
  result.names = model.traits().info.parameters;
  result.regularity = model.traits().regularity;
  result.parameters = natural(best.point);
  result.priors = options.priors;
  result.penalty = LogNormalPenalty(model.traits().info, options.priors).value(best.point);
  result.log_likelihood = -(best.at.value - result.penalty);
  result.clients = cells.clients();
  result.cells = static_cast<std::int64_t>(cells.size());
  const Information information(best.at.hessian);
  result.convergence =
      explain(best, information,
              boundaries_reached(model.traits(), information, result.parameters, cells.oldest()),
              has_priors);
  result.convergence.iterations = found.iterations;
  result.convergence.evaluations = found.evaluations;
  result.convergence.starts = found.starts;
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
