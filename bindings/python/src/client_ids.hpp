/// Client ids between Python and the library.
#pragma once

#include <variant>

#include <pybind11/numpy.h>

#include "arrays.hpp"
#include "tenure/portfolio.hpp"
#include "texts.hpp"

namespace tenure::python {

inline pybind11::array to_numpy(const ClientIds& ids, pybind11::handle owner) {
  if (const auto* numbers = std::get_if<std::span<const std::int64_t>>(&ids)) {
    return view(*numbers, owner);
  }
  return texts_to_numpy(std::get<TextView>(ids), {});
}

}  // namespace tenure::python
