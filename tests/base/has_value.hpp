// Whether a row of a column is known.
#pragma once

#include <cstddef>
#include <string_view>

#include <tenure/table.hpp>

inline bool has_value(const tenure::Table& table, std::string_view column, std::size_t row) {
  const auto valid = table.validity(table.at(column));
  return valid.empty() || valid[row] != 0;
}
