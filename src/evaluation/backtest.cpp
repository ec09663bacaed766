#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/execution_share.hpp"
#include "evaluation/origins.hpp"
#include "evaluation/score.hpp"
#include "evaluation/score_tables.hpp"
#include <tenure/error.hpp>
#include <tenure/evaluation.hpp>

namespace tenure {
namespace {

using evaluation::Origin;
using evaluation::Score;

void check(const std::vector<Candidate>& candidates) {
  for (const Candidate& candidate : candidates) {
    evaluation::check_candidate(candidate);
    if (!candidate.fitted) continue;
    throw Error(Status::invalid_argument,
                "backtest: " + candidate.label +
                    " is fitted already, but at each origin models are fitted anew",
                "candidates");
  }
}

/// Rows as they come, origin by origin.
struct Rows {
  std::vector<Score> scores;
  evaluation::Occasions occasions;

  void add(Score score, const Origin& origin, const Summary& summary) {
    scores.push_back(std::move(score));
    occasions.origin.push_back(origin.day.since_epoch);
    occasions.observed_until.push_back(origin.observed_until.since_epoch);
    occasions.clients.push_back(static_cast<std::int64_t>(summary.size()));
    occasions.excluded_clients = std::max(occasions.excluded_clients, summary.excluded_clients());
  }
};

}  // namespace

Backtest backtest(const Portfolio& portfolio, const std::vector<Candidate>& candidates,
                  const BacktestOptions& options, const Execution& execution) {
  check(candidates);
  const std::vector<Origin> origins = evaluation::origins_of(portfolio, options);
  const auto all = static_cast<double>(origins.size() * (candidates.size() + 1));
  double done = 0.0;
  const auto next_part = [&](const std::string& name) {
    const double from = done / all;
    done += 1.0;
    return share_of(execution, from, done / all, name);
  };
  Rows rows;
  for (const Origin& origin : origins) {
    const Summary summary = Summary::from_portfolio(portfolio,
                                                    {.unit = options.unit,
                                                     .observed_until = origin.observed_until,
                                                     .calibration_end = origin.day},
                                                    next_part("summarising"));
    for (const Candidate& candidate : candidates) {
      rows.add(evaluation::score(candidate, summary, next_part(candidate.label)), origin, summary);
    }
    for (Score& benchmark : evaluation::score_benchmarks(summary)) {
      rows.add(std::move(benchmark), origin, summary);
    }
  }
  Table calibration = evaluation::calibration_table(rows.scores, rows.occasions);
  return {.models = evaluation::models_table(rows.scores, std::move(rows.occasions)),
          .calibration = std::move(calibration)};
}

}  // namespace tenure
