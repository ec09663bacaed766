#include <exception>
#include <string>

#include <pybind11/pybind11.h>

#include "tenure/error.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;

const char* name_of(Status status) {
  switch (status) {
    case Status::ok:
      return "ok";
    case Status::invalid_argument:
      return "invalid_argument";
    case Status::invalid_data:
      return "invalid_data";
    case Status::not_supported:
      return "not_supported";
    case Status::cancelled:
      return "cancelled";
    case Status::io_error:
      return "io_error";
    case Status::corrupt_data:
      return "corrupt_data";
    case Status::unsupported_version:
      return "unsupported_version";
    case Status::stream_error:
      return "stream_error";
    case Status::out_of_memory:
      return "out_of_memory";
    case Status::internal:
      break;
  }
  return "internal";
}

/// Arguments of the library that have another name in Python wherever they come from.
std::string name_in_python(const std::string& argument) {
  if (argument == "candidates") return "models";
  if (argument == "day_rule") return "zone";
  if (argument == "histories") return "X";
  return argument;
}

/// The exception classes are Python's own, so that they have docstrings, bases and pickle.
void raise(const Error& error) {
  const bool about_data =
      error.status() == Status::invalid_argument || error.status() == Status::invalid_data;
  const py::object type =
      py::module_::import("tenure.errors").attr(about_data ? "DataError" : "Error");
  const py::object argument =
      error.argument().empty() ? py::object(py::none()) : py::str(name_in_python(error.argument()));
  const py::object row = error.row() < 0 ? py::object(py::none()) : py::int_(error.row());
  const py::object value = type(error.what(), name_of(error.status()), argument, row);
  PyErr_SetObject(type.ptr(), value.ptr());
}

}  // namespace

void bind_error(py::module_&) {
  py::register_exception_translator([](std::exception_ptr thrown) {
    try {
      if (thrown) std::rethrow_exception(thrown);
    } catch (const Error& error) {
      raise(error);
    }
  });
}

}  // namespace tenure::python
