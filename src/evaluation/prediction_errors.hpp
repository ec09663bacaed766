/// How far predicted counts are from what happened, client by client and by tenths of clients.
#pragma once

#include <array>
#include <optional>
#include <span>

#include "evaluation/deciles.hpp"

namespace tenure::evaluation {

struct PredictionErrors {
  double predicted = 0.0;                  ///< sum over clients
  double actual = 0.0;                     ///< sum over clients
  double mae = 0.0;                        ///< mean of |predicted - actual|
  double rmse = 0.0;                       ///< root of the mean squared difference
  double bias = 0.0;                       ///< mean of predicted - actual
  std::optional<double> wape;              ///< sum of |predicted - actual| over sum of actual
  std::optional<double> top_decile_share;  ///< of actual, with the tenth predicted to be highest
  std::array<Decile, 10> deciles{};
};

/// All zero without clients. `weight`: clients a row stands for; empty: one each.
[[nodiscard]] PredictionErrors prediction_errors(std::span<const double> predicted,
                                                 std::span<const double> actual,
                                                 std::span<const double> weight = {});

}  // namespace tenure::evaluation
