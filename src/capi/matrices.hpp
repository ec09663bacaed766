#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>

#include "capi/inputs.hpp"

namespace tenure::capi {

/// An array that must be there, with `rows` times `columns` entries.
template <class T>
std::span<const T> matrix(const T* data, std::int64_t rows, std::int64_t columns,
                          const std::string& name, const std::string& row_name,
                          const std::string& column_name) {
  const std::size_t height = checked_count<T>(rows, row_name);
  const std::size_t width = checked_count<T>(columns, column_name);
  constexpr auto kMost =
      static_cast<std::size_t>(std::numeric_limits<std::ptrdiff_t>::max()) / sizeof(double);
  if (width > 0 && height > kMost / width) {
    refuse(row_name + " x " + column_name, " is more than memory can hold");
  }
  return array(data, static_cast<std::int64_t>(height * width), name, row_name);
}

}  // namespace tenure::capi
