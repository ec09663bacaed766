/// Bands: the best possible segments by one number, such as value or price.
#pragma once

#include <span>

#include <tenure/execution.hpp>
#include <tenure/table.hpp>

namespace tenure {

struct BandOptions {
  int max_bands = 50;
  /// Money lost by treating a client as the mean of his band: this times the squared difference.
  double loss = 1;
  double cost_per_band = 0;  ///< money a band costs to look after, whatever its size
};

struct BandResult {
  Table clients;  ///< band (0: the least values): parallel to the values
  Table bands;  ///< band, from, to, clients, mean, within (sum of squared differences to the mean)
  /// bands, within, loss, cost, total (loss + cost), chosen: each number of bands that was tried.
  Table numbers;
  int chosen = 0;
  /// Whether no number of bands at all has a lower total: each further band saves less than the one
  /// before, so that this is known where one does not save its cost.
  bool is_least = false;
};

/// The bands of least loss for each number, by dynamic programming over the sorted values (H. Wang
/// & M. Song 2011, Ckmeans.1d.dp), and the number of least loss plus cost: numbers are tried until
/// a band does not save its cost. Time O(bands n log n). Of equally good bands the lower values
/// take fewer clients.
[[nodiscard]] BandResult value_bands(std::span<const double> values,
                                     const BandOptions& options = {},
                                     const Execution& execution = {});

}  // namespace tenure
