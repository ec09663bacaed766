#include <utility>
#include <vector>

#include "evaluation/score.hpp"
#include "evaluation/score_tables.hpp"
#include "models/summary_input.hpp"
#include <tenure/error.hpp>
#include <tenure/evaluation.hpp>

namespace tenure {

Table holdout_errors(const FittedModel& model, const Summary& summary, const Execution& execution) {
  if (!summary.has_holdout()) {
    throw Error(Status::invalid_argument,
                "holdout_errors: the summary has no holdout; set calibration_end to make one",
                "summary");
  }
  model::check_same_unit(model, summary);
  std::vector<evaluation::Score> scores(1);
  scores.front().method = "model";
  scores.front().holdout = evaluation::holdout_errors_of(
      model.expected_purchases(summary.histories(), summary.holdout_length(), execution), summary);
  for (evaluation::Score& benchmark : evaluation::score_benchmarks(summary)) {
    scores.push_back(std::move(benchmark));
  }
  TextColumn method;
  for (const evaluation::Score& score : scores) method.push_back(score.method);
  Table::Builder table;
  table.text("method", std::move(method));
  evaluation::add_holdout_columns(table, scores);
  table.excluded_clients(summary.excluded_clients());
  return table.build();
}

}  // namespace tenure
