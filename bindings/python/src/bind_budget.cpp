#include <pybind11/pybind11.h>

#include "arrays.hpp"
#include "call.hpp"
#include "tenure/budget.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

void bind_budget(py::module_& m) {
  py::class_<ResponseCurve>(m, "ResponseCurve")
      .def(py::init([](double max_saved, double speed) {
             return ResponseCurve{max_saved, speed};
           }),
           "max_saved"_a, "speed"_a)
      .def_static("from_half_cost", &ResponseCurve::from_half_cost, "max_saved"_a, "half_cost"_a)
      .def_static("logistic", &ResponseCurve::logistic, "max_saved"_a, "speed"_a, "inflection"_a)
      .def_static("from_points", &ResponseCurve::from_points, "spend"_a, "saved"_a)
      .def_readonly("max_saved", &ResponseCurve::max_saved)
      .def_readonly("speed", &ResponseCurve::speed);
  m.def(
      "retention_budget",
      [](const Array<double>& risk, const Array<double>& value, const ResponseCurve& response) {
        const auto risks = span_of(risk, "risk");
        const auto values = span_of(value, "value");
        return without_gil([&] { return retention_budget(risks, values, response); });
      },
      "risk"_a, "value"_a, "response"_a);
}

}  // namespace tenure::python
