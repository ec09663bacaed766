/// The days on which a backtest stands.
#pragma once

#include <vector>

#include <tenure/evaluation.hpp>

namespace tenure::evaluation {

/// A calibration period's end, and its holdout's.
struct Origin {
  Day day;
  Day observed_until;
};

/// In ascending order. Throws Error(invalid_argument) for options that make no sense and for
/// origins whose holdout the log does not cover.
[[nodiscard]] std::vector<Origin> origins_of(const Portfolio& portfolio,
                                             const BacktestOptions& options);

}  // namespace tenure::evaluation
