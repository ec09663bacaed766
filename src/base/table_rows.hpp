/// Some rows of a table.
#pragma once

#include <cstddef>
#include <vector>

#include <tenure/table.hpp>

namespace tenure {

/// The rows at `positions`, in that order.
[[nodiscard]] Table rows_at(const Table& table, const std::vector<std::size_t>& positions);

}  // namespace tenure
