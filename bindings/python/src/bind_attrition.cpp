#include <pybind11/pybind11.h>

#include "call.hpp"
#include "given.hpp"
#include "tenure/attrition.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

void bind_attrition(py::module_& m) {
  py::class_<AttritionResult>(m, "AttritionResult")
      .def_readonly("clients", &AttritionResult::clients)
      .def_readonly("clients_observed", &AttritionResult::clients_observed)
      .def_readonly("expected_alive", &AttritionResult::expected_alive)
      .def_readonly("expected_lost", &AttritionResult::expected_lost)
      .def_readonly("expected_leaving", &AttritionResult::expected_leaving)
      .def_readonly("attrition_rate", &AttritionResult::attrition_rate)
      .def_readonly("attrition_rate_per_year", &AttritionResult::attrition_rate_per_year);
  m.def(
      "attrition",
      [](const FittedModel& purchases, const Summary& summary, Horizon horizon, Threads threads,
         py::object progress) {
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return attrition(purchases, summary, AttritionOptions{horizon}, execution);
        });
      },
      "purchases"_a, "summary"_a, "horizon"_a, "threads"_a = 0, "progress"_a = py::none());
}

}  // namespace tenure::python
