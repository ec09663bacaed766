#include <optional>
#include <string>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "arrays.hpp"
#include "call.hpp"
#include "clv_arguments.hpp"
#include "given.hpp"
#include "tenure/value.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

void bind_value(py::module_& m) {
  py::class_<ClvResult>(m, "ClvResult")
      .def_readonly("clients", &ClvResult::clients)
      .def_readonly("total", &ClvResult::total)
      .def_readonly("not_valued", &ClvResult::not_valued)
      .def_readonly("basis", &ClvResult::basis);
  m.def(
      "clv",
      [](const FittedModel& purchases, const FittedModel& spend, const Summary& summary,
         std::optional<Horizon> horizon, Discount discount_rate, const std::string& per,
         const std::string& timing, const std::string& period, double margin,
         const std::optional<Array<double>>& margins, Threads threads, py::object progress) {
        const ClvOptions options =
            clv_options(horizon, discount_rate, per, timing, period, margin, margins);
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return clv(purchases, spend, summary, options, execution);
        });
      },
      "purchases"_a, "spend"_a, "summary"_a, py::kw_only(), "horizon"_a, "discount_rate"_a, "per"_a,
      "timing"_a, "period"_a, "margin"_a, "margins"_a = py::none(), "threads"_a = 0,
      "progress"_a = py::none());
  m.def("observed_margin", &observed_margin, "summary"_a);
}

}  // namespace tenure::python
