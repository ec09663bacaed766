#include <cstddef>
#include <utility>
#include <vector>

#include "base/execution_share.hpp"
#include "evaluation/score.hpp"
#include "evaluation/score_tables.hpp"
#include "models/summary_input.hpp"
#include <tenure/evaluation.hpp>

namespace tenure {

Comparison compare(const std::vector<Candidate>& candidates, const Summary& summary,
                   const Execution& execution) {
  for (const Candidate& candidate : candidates) {
    evaluation::check_candidate(candidate);
    if (candidate.fitted) model::check_same_unit(*candidate.fitted, summary);
  }
  std::vector<evaluation::Score> scores;
  const auto all = static_cast<double>(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const auto done = static_cast<double>(i);
    scores.push_back(evaluation::score(
        candidates[i], summary,
        share_of(execution, done / all, (done + 1.0) / all, candidates[i].label)));
  }
  for (evaluation::Score& benchmark : evaluation::score_benchmarks(summary)) {
    scores.push_back(std::move(benchmark));
  }
  evaluation::Occasions occasions;
  occasions.excluded_clients = summary.excluded_clients();
  return {.models = evaluation::models_table(scores, occasions),
          .calibration = evaluation::calibration_table(scores, occasions)};
}

}  // namespace tenure
