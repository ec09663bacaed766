/// Places in an order: who comes first when clients are listed by a number.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tenure {

/// Positions of `values` from the least to the greatest, equal ones in their order.
[[nodiscard]] std::vector<std::size_t> ascending_order(std::span<const double> values);

/// The place of each value, 1 for the greatest; equal ones by position.
[[nodiscard]] std::vector<std::int64_t> descending_ranks(std::span<const double> values);

}  // namespace tenure
