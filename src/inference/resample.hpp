/// Data like the data: clients drawn with replacement, or histories drawn from a model.
#pragma once

#include <span>
#include <vector>

#include "math/random.hpp"
#include "models/cells.hpp"
#include "models/purchase_model.hpp"

namespace tenure::inference {

/// Histories with their own memory.
struct DrawnHistories {
  std::vector<double> x, t_x, T, m, weight, log_interpurchase;

  [[nodiscard]] Histories view() const {
    return {.frequency = x,
            .recency = t_x,
            .age = T,
            .mean_spend = m,
            .weight = weight,
            .log_interpurchase = log_interpurchase};
  }
};

/// As many clients, drawn with replacement: a multinomial draw of how many have each history.
[[nodiscard]] DrawnHistories resampled(const model::Cells& cells, math::RandomStream& random);

/// The same clients, observed as long (of spend models: with as many purchases), their histories
/// drawn from the model.
[[nodiscard]] DrawnHistories simulated(const model::PurchaseModel& model,
                                       std::span<const double> parameters,
                                       const model::Cells& cells, math::RandomStream& random);

}  // namespace tenure::inference
