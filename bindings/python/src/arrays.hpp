/// numpy arrays as spans and vectors as numpy arrays, without a copy where both sides allow it.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "tenure/error.hpp"

namespace tenure::python {

/// Taken as it is if it is contiguous and of this type, else converted.
template <class T>
using Array = pybind11::array_t<T, pybind11::array::c_style | pybind11::array::forcecast>;

template <class T>
std::span<const T> span_of(const Array<T>& array, const char* argument) {
  if (array.ndim() != 1) {
    throw Error(Status::invalid_argument,
                std::string(argument) + ": expected an array of 1 dimension, got one of " +
                    std::to_string(array.ndim()),
                argument);
  }
  return {array.data(), static_cast<std::size_t>(array.size())};
}

template <class T>
std::span<const T> span_of(const std::optional<Array<T>>& array, const char* argument) {
  return array ? span_of(*array, argument) : std::span<const T>{};
}

/// The vector's memory becomes the array's.
template <class T>
pybind11::array_t<T> to_numpy(std::vector<T> values) {
  auto owned = std::make_unique<std::vector<T>>(std::move(values));
  const auto size = static_cast<pybind11::ssize_t>(owned->size());
  T* data = owned->data();
  pybind11::capsule owner(owned.get(), [](void* p) { delete static_cast<std::vector<T>*>(p); });
  owned.release();
  return pybind11::array_t<T>(size, data, owner);
}

/// A read-only view of memory that `owner` keeps alive.
template <class T>
pybind11::array_t<T> view(std::span<const T> values, pybind11::handle owner) {
  pybind11::array_t<T> array(static_cast<pybind11::ssize_t>(values.size()), values.data(), owner);
  array.attr("setflags")(pybind11::arg("write") = false);
  return array;
}

}  // namespace tenure::python
