#include "models/choose_regularity.hpp"

#include <limits>
#include <utility>

#include "models/fit.hpp"
#include "models/model_input.hpp"

namespace tenure::model {
namespace {

// So many k in a row of a lower likelihood than the best, and no larger one is tried: the
// likelihood of a base rises with k up to the regularity of its clients and falls beyond.
constexpr int kPatience = 2;

/// The progress of the fit number `done` of at most `most`.
Execution part_of_progress(const Execution& execution, int done, int most) {
  if (!execution.progress) return execution;
  return {execution.threads, [&execution, done, most](double share, std::string_view stage) {
            return execution.progress((done + share) / most, stage);
          }};
}

/// What a fit makes as large as possible.
double maximum_of(const FitResult& result) {
  constexpr double kNone = -std::numeric_limits<double>::infinity();
  return result.log_likelihood.value_or(kNone) - result.penalty;
}

/// Whether a fit explains the data better: one that is not usable explains nothing.
bool is_better(const FitResult& fit, const FitResult& than) {
  if (!fit.convergence.usable || !than.convergence.usable) return fit.convergence.usable;
  return maximum_of(fit) > maximum_of(than);
}

/// Where the fit of k + 1 begins: the same, but for the length of a phase.
std::vector<double> start_of_next(const FitResult& result) {
  std::vector<double> start = result.parameters;
  start[1] *= (result.regularity + 1.0) / result.regularity;  // alpha
  return start;
}

}  // namespace

RegularityChoice::RegularityChoice(const PurchaseModel& model, std::int32_t regularity) {
  const std::int32_t most = model.traits().info.max_regularity;
  const bool all = most > 0 && regularity == 0;
  first_ = &with_regularity(model, all ? 1 : regularity);
  last_ = &with_regularity(model, all ? most : regularity);
}

ChosenFit RegularityChoice::fit(const Cells& cells, const FitOptions& options,
                                const Execution& execution) const {
  if (first_ == last_) return {first_, model::fit(*first_, cells, options, execution)};

  const int most = last_->traits().regularity + 1;
  ChosenFit best{first_, model::fit(*first_, cells, options, part_of_progress(execution, 0, most))};
  FitOptions next = options;
  const auto begin_next_at = [&](const FitResult& found) {
    next.start = found.convergence.usable ? start_of_next(found) : options.start;
  };
  begin_next_at(best.result);
  for (int k = 2; k <= last_->traits().regularity; ++k) {
    const PurchaseModel& model = last_->traits().of_regularity(k);
    FitResult found = model::fit(model, cells, next, part_of_progress(execution, k - 1, most));
    begin_next_at(found);
    if (is_better(found, best.result)) {
      best = {&model, std::move(found)};
    } else if (k - best.result.regularity >= kPatience) {
      break;
    }
  }
  // The neighbour's optimum was one start; the choice deserves all of them.
  if (best.model != first_ && options.start.empty()) {
    FitResult again =
        model::fit(*best.model, cells, options, part_of_progress(execution, most - 1, most));
    if (!is_better(best.result, again)) best.result = std::move(again);
  }
  best.result.regularity_chosen = best.result.convergence.usable;
  return best;
}

}  // namespace tenure::model
