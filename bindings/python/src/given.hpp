/// Numbers that calls have in common. What is no number is refused by the argument's name: pybind11
/// would show its own signatures.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>

#include <pybind11/pybind11.h>

#include "tenure/error.hpp"

namespace tenure::python {

/// The name of an argument, as part of a type.
template <std::size_t N>
struct Name {
  char text[N];
  consteval Name(const char (&given)[N]) {
    for (std::size_t i = 0; i < N; ++i) text[i] = given[i];
  }
};

template <class T, Name Argument>
struct Given {
  static constexpr const char* argument = Argument.text;
  T value{};
  operator T() const { return value; }
};

using After = Given<double, "after">;
using Discount = Given<double, "discount_rate">;
using Draws = Given<std::int32_t, "draws">;
using Every = Given<double, "every">;
using Horizon = Given<double, "horizon">;
using Level = Given<double, "level">;
using MaxIterations = Given<std::int32_t, "max_iterations">;
using Replicates = Given<std::int32_t, "replicates">;
using Seed = Given<std::uint64_t, "seed">;
using Threads = Given<std::int64_t, "threads">;

/// A value of one line: that of a number or a text, else its class.
inline std::string shown(pybind11::handle value) {
  PyObject* const object = value.ptr();
  const bool is_short =
      value.is_none() || PyFloat_Check(object) || PyLong_Check(object) || PyUnicode_Check(object);
  if (is_short) return pybind11::str(pybind11::repr(value));
  return "a value of the class " +
         std::string(pybind11::str(pybind11::type::of(value).attr("__name__")));
}

}  // namespace tenure::python

template <class T, tenure::python::Name Argument>
struct pybind11::detail::type_caster<tenure::python::Given<T, Argument>> {
  using Type = tenure::python::Given<T, Argument>;
  PYBIND11_TYPE_CASTER(Type, make_caster<T>::name);

  bool load(handle source, bool) {
    make_caster<T> number;
    if (!number.load(source, true)) {
      throw tenure::Error(tenure::Status::invalid_argument,
                          std::string(Type::argument) +
                              (std::is_integral_v<T> ? ": expected a whole number, got "
                                                     : ": expected a number, got ") +
                              tenure::python::shown(source),
                          Type::argument);
    }
    value.value = cast_op<T>(number);
    return true;
  }
};
