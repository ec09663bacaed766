/// What a tenure::Cells holds, shared between its copies: a column each, cells in ascending order.
#pragma once

#include <vector>

#include "base/fixed_point_sum.hpp"
#include <tenure/cells.hpp>

namespace tenure {

struct Cells::Data {
  TimeUnit unit = TimeUnit::week;
  bool of_spend = false;
  bool has_log_interpurchase = false;
  double clients = 0.0;
  std::vector<double> x, t_x, T, m;  ///< t_x and T, or m, are empty
  std::vector<double> weight;
  std::vector<FixedPointSum> log_interpurchase_sums;  ///< over the clients of a cell
  std::vector<double> log_interpurchase;              ///< their mean; empty if there are none

  /// Computes what follows from the other columns: `clients` and the means.
  void complete();
  [[nodiscard]] Histories view() const {
    return {.frequency = x,
            .recency = t_x,
            .age = T,
            .mean_spend = m,
            .weight = weight,
            .log_interpurchase = log_interpurchase};
  }
};

}  // namespace tenure
