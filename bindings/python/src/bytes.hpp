/// Python's bytes and the library's.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include <pybind11/pybind11.h>

namespace tenure::python {

inline pybind11::bytes to_python(const std::vector<std::byte>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// A view that `bytes` keeps alive.
inline std::span<const std::byte> bytes_of(const pybind11::bytes& bytes) {
  const std::string_view view = bytes;
  return std::as_bytes(std::span(view.data(), view.size()));
}

}  // namespace tenure::python
