#include "texts.hpp"

#include <string>
#include <vector>

#include "tenure/error.hpp"

namespace tenure::python {

namespace py = pybind11;

py::array texts_to_numpy(const TextView& texts, std::span<const std::uint8_t> validity) {
  const std::size_t size = texts.size();
  py::array result(py::dtype("O"), std::vector{static_cast<py::ssize_t>(size)});
  auto** cells = static_cast<PyObject**>(result.mutable_data());
  for (std::size_t i = 0; i < size; ++i) {
    const bool present = validity.empty() || validity[i] != 0;
    py::object cell = py::none();
    if (present) cell = py::str(texts[i].data(), texts[i].size());
    Py_XDECREF(cells[i]);
    cells[i] = cell.release().ptr();
  }
  return result;
}

TextColumn texts_from_sequence(const py::sequence& sequence, const char* argument,
                               std::vector<std::uint8_t>* validity) {
  const py::object fast = py::reinterpret_steal<py::object>(
      PySequence_Fast(sequence.ptr(), "expected a sequence of texts"));
  if (!fast) throw py::error_already_set();
  const Py_ssize_t size = PySequence_Fast_GET_SIZE(fast.ptr());
  PyObject** cells = PySequence_Fast_ITEMS(fast.ptr());
  TextColumn texts;
  texts.offsets.reserve(static_cast<std::size_t>(size) + 1);
  if (validity != nullptr) validity->reserve(static_cast<std::size_t>(size));
  for (Py_ssize_t i = 0; i < size; ++i) {
    const bool present = cells[i] != Py_None;
    Py_ssize_t length = 0;
    const char* text =
        present && PyUnicode_Check(cells[i]) ? PyUnicode_AsUTF8AndSize(cells[i], &length) : nullptr;
    if (present && text == nullptr) {
      if (PyErr_Occurred() != nullptr) throw py::error_already_set();
      throw Error(Status::invalid_data,
                  std::string(argument) + ": expected a text or None, got " +
                      Py_TYPE(cells[i])->tp_name + " at row " + std::to_string(i),
                  argument, i);
    }
    texts.push_back({text, static_cast<std::size_t>(length)});
    if (validity != nullptr) validity->push_back(present ? 1 : 0);
  }
  return texts;
}

}  // namespace tenure::python
