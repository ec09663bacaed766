/// Clients counted by their history, in an order and to the bit that no partition of them shows.
#pragma once

#include <array>
#include <vector>

#include "base/fixed_point_sum.hpp"
#include "models/purchase_model.hpp"
#include <tenure/execution.hpp>
#include <tenure/summary.hpp>

namespace tenure::model {

/// The clients who share a history.
struct CellCount {
  std::array<double, 4> key;        ///< x, t_x, T, m; what is not read is 0
  double clients = 0.0;             ///< exact while they are whole numbers
  FixedPointSum log_interpurchase;  ///< over the clients

  /// A cell that is counted again with this mean has it again, to the bit.
  [[nodiscard]] double mean_log_interpurchase() const { return log_interpurchase.mean(clients); }
};

/// The histories, as far as the model reads them, that clients of a weight above 0 have; ascending
/// by x, then t_x, T and m.
[[nodiscard]] std::vector<CellCount> count_cells(const Histories& histories,
                                                 const ModelTraits& traits,
                                                 const Execution& execution);

/// Sorts them and adds up what has the same key.
void merge_alike(std::vector<CellCount>& counts);

}  // namespace tenure::model
