/// Asking a model about a single history.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "models/purchase_model.hpp"

namespace tenure::testing {

/// One client's columns and a view of them.
struct OneClient {
  double x;
  double t_x;
  double T;
  double m = 0.0;
  double log_interpurchase = 0.0;

  [[nodiscard]] Histories view() const {
    return {.frequency = {&x, 1},
            .recency = {&t_x, 1},
            .age = {&T, 1},
            .mean_spend = {&m, 1},
            .weight = {},
            .log_interpurchase = {&log_interpurchase, 1}};
  }
};

inline double ask(const model::PurchaseModel& model, std::span<const double> parameters,
                  model::ClientQuantity quantity, const OneClient& client,
                  const model::At& at = {}) {
  double value = 0.0;
  model.evaluate(quantity, parameters, client.view(), at, {&value, 1});
  return value;
}

}  // namespace tenure::testing
