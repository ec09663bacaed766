#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tenure {

/// Some rows of a column, in the order of `rows`.
inline std::vector<double> rows_of(std::span<const double> column,
                                   std::span<const std::size_t> rows) {
  std::vector<double> result;
  result.reserve(rows.size());
  for (const std::size_t row : rows) result.push_back(column[row]);
  return result;
}

}  // namespace tenure
