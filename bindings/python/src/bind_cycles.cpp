#include <pybind11/pybind11.h>

#include "call.hpp"
#include "tenure/cycles.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

void bind_cycles(py::module_& m) {
  py::class_<CycleResult>(m, "CycleResult")
      .def_readonly("clients", &CycleResult::clients)
      .def_readonly("regularity", &CycleResult::regularity)
      .def_readonly("clients_used", &CycleResult::clients_used);
  m.def(
      "cycles",
      [](const FittedModel& purchases, const Summary& summary, double alarm_level,
         std::int64_t threads, py::object progress) {
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return cycles(purchases, summary, CycleOptions{alarm_level}, execution);
        });
      },
      "purchases"_a, "summary"_a, "alarm_level"_a, "threads"_a = 0, "progress"_a = py::none());
}

}  // namespace tenure::python
