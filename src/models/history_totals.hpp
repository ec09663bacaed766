/// What a base did in all: from which fits begin.
#pragma once

#include <algorithm>
#include <cstddef>

#include "models/histories.hpp"

namespace tenure::model {

struct HistoryTotals {
  double clients = 0.0;
  double purchases = 0.0;
  double time = 0.0;  ///< watched

  /// Of a purchase, where half a purchase is the least that is taken for granted.
  [[nodiscard]] double mean_wait() const { return time / std::max(purchases, 0.5); }
  [[nodiscard]] double mean_age() const { return time / clients; }
};

[[nodiscard]] inline HistoryTotals totals_of(const Histories& histories) {
  HistoryTotals totals;
  for (std::size_t i = 0; i < histories.size(); ++i) {
    const double weight = weight_at(histories, i);
    totals.clients += weight;
    totals.purchases += weight * histories.frequency[i];
    totals.time += weight * histories.age[i];
  }
  return totals;
}

}  // namespace tenure::model
