/// Scores as tables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "evaluation/score.hpp"
#include <tenure/table.hpp>

namespace tenure::evaluation {

/// Where and when scores were taken, one entry a score; the columns are empty outside a backtest.
struct Occasions {
  std::vector<std::int32_t> origin, observed_until;
  std::vector<std::int64_t> clients;
  std::size_t excluded_clients = 0;  ///< of the summary; of a backtest the most of any origin
};

/// Comparison::models, with the occasions in front.
[[nodiscard]] Table models_table(const std::vector<Score>& scores, Occasions occasions);

/// Comparison::calibration, with the origins of the occasions in front.
[[nodiscard]] Table calibration_table(const std::vector<Score>& scores, const Occasions& occasions);

/// The columns of the holdout alone: those of holdout_errors().
void add_holdout_columns(Table::Builder& table, const std::vector<Score>& scores);

}  // namespace tenure::evaluation
