#include <pybind11/pybind11.h>

#include "arrays.hpp"
#include "call.hpp"
#include "tenure/concentration.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

void bind_concentration(py::module_& m) {
  py::class_<ConcentrationResult>(m, "ConcentrationResult")
      .def_readonly("clients", &ConcentrationResult::clients)
      .def_readonly("classes", &ConcentrationResult::classes)
      .def_readonly("lorenz", &ConcentrationResult::lorenz)
      .def_readonly("total", &ConcentrationResult::total)
      .def_readonly("negative", &ConcentrationResult::negative)
      .def_readonly("gini", &ConcentrationResult::gini)
      .def_readonly("gini_unbiased", &ConcentrationResult::gini_unbiased)
      .def_readonly("top_tenth_share", &ConcentrationResult::top_tenth_share)
      .def_readonly("top_fifth_share", &ConcentrationResult::top_fifth_share)
      .def_readonly("herfindahl", &ConcentrationResult::herfindahl)
      .def_readonly("effective_clients", &ConcentrationResult::effective_clients)
      .def_readonly("entropy", &ConcentrationResult::entropy)
      .def_readonly("hoover", &ConcentrationResult::hoover);
  m.def(
      "concentration",
      [](const Array<double>& values, double a_share, double b_share) {
        const auto span = span_of(values, "values");
        return without_gil(
            [&] { return concentration(span, {.a_share = a_share, .b_share = b_share}); });
      },
      "values"_a, "a_share"_a, "b_share"_a);

  py::class_<RateConcentration>(m, "RateConcentration")
      .def_readonly("gini", &RateConcentration::gini)
      .def_readonly("top_fifth_share", &RateConcentration::top_fifth_share)
      .def_readonly("seen_top_fifth_share", &RateConcentration::seen_top_fifth_share);
  m.def("rate_concentration", &rate_concentration, "purchases"_a, "window"_a,
        py::call_guard<py::gil_scoped_release>());
}

}  // namespace tenure::python
