/// One row of tenure::Histories, as a kernel reads it.
#pragma once

#include <cstddef>
#include <span>

#include <tenure/summary.hpp>

namespace tenure::model {

/// One client, in the paper's symbols. Times share one unit.
struct History {
  double x = 0.0;                  ///< repeat purchases, a whole number
  double t_x = 0.0;                ///< age at the last purchase, 0 if x = 0
  double T = 0.0;                  ///< age: from the first purchase to the end of observation
  double m = 0.0;                  ///< mean spend of the repeat purchases; spend models only
  double log_interpurchase = 0.0;  ///< sum over the repeats of ln(time since the one before)
};

/// A column that the model does not read may be empty.
[[nodiscard]] inline History history_at(const Histories& all, std::size_t i) {
  const auto read = [i](std::span<const double> column) {
    return column.empty() ? 0.0 : column[i];
  };
  return {all.frequency[i], read(all.recency), read(all.age), read(all.mean_spend),
          read(all.log_interpurchase)};
}
[[nodiscard]] inline double weight_at(const Histories& all, std::size_t i) {
  return all.weight.empty() ? 1.0 : all.weight[i];
}
/// The rows [begin, begin + count).
[[nodiscard]] inline Histories part_of(const Histories& all, std::size_t begin, std::size_t count) {
  const auto part = [=](std::span<const double> column) {
    return column.empty() ? column : column.subspan(begin, count);
  };
  return {part(all.frequency),  part(all.recency), part(all.age),
          part(all.mean_spend), part(all.weight),  part(all.log_interpurchase)};
}

}  // namespace tenure::model
