#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "arrays.hpp"
#include "bytes.hpp"
#include "call.hpp"
#include "choice.hpp"
#include "days.hpp"
#include "given.hpp"
#include "history_arrays.hpp"
#include "tenure/cells.hpp"
#include "tenure/partial_summary.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

ModelKind kind_of(const std::string& kind) {
  return choose<ModelKind>("kind", kind,
                           {{"purchases", ModelKind::purchases},
                            {"spend", ModelKind::spend},
                            {"contracts", ModelKind::contracts}});
}

void bind_partial_summary(py::module_& m) {
  py::class_<PartialSummary>(m, "PartialSummary")
      .def_static(
          "of",
          [](const Portfolio& part, const std::string& unit,
             std::optional<std::int32_t> observed_until,
             std::optional<std::int32_t> calibration_end, Threads threads, py::object progress) {
            const SummaryOptions options{unit_given("unit", unit), day_of(observed_until),
                                         day_of(calibration_end)};
            return Call(threads, std::move(progress)).run([&](const Execution& execution) {
              return PartialSummary::of(part, options, execution);
            });
          },
          "part"_a, "unit"_a, "observed_until"_a = py::none(), "calibration_end"_a = py::none(),
          "threads"_a = 0, "progress"_a = py::none())
      .def_static(
          "merge",
          [](const std::vector<PartialSummary>& parts) {
            return without_gil([&] { return PartialSummary::merge(parts); });
          },
          "parts"_a)
      .def("summary",
           [](const PartialSummary& self) { return without_gil([&] { return self.summary(); }); })
      .def("to_bytes", [](const PartialSummary& self) { return to_python(self.to_bytes()); })
      .def_static(
          "from_bytes",
          [](const py::bytes& bytes) { return PartialSummary::from_bytes(bytes_of(bytes)); },
          "data"_a)
      .def("__len__", &PartialSummary::clients);
}

void bind_cells(py::module_& m) {
  py::class_<Cells>(m, "Cells")
      .def_static(
          "of",
          [](const HistoryArrays& histories, const std::string& unit, const std::string& kind,
             Threads threads) {
            const TimeUnit time_unit = unit_given("unit", unit);
            const ModelKind model_kind = kind_of(kind);
            return Call(threads, py::none()).run([&](const Execution& execution) {
              return Cells::of(histories.view, time_unit, model_kind, execution);
            });
          },
          "histories"_a, "unit"_a, "kind"_a, "threads"_a = 0)
      .def_static(
          "merge",
          [](const std::vector<Cells>& parts) {
            return without_gil([&] { return Cells::merge(parts); });
          },
          "parts"_a)
      .def("to_bytes", [](const Cells& self) { return to_python(self.to_bytes()); })
      .def_static(
          "from_bytes", [](const py::bytes& bytes) { return Cells::from_bytes(bytes_of(bytes)); },
          "data"_a)
      .def("__len__", &Cells::size)
      .def_property_readonly("clients", &Cells::clients)
      .def_property_readonly("unit", [](const Cells& self) { return to_string(self.unit()); })
      .def_property_readonly("of_spend",
                             [](const Cells& self) { return self.kind() == ModelKind::spend; })
      .def("histories",
           [](const py::object& self) {
             return HistoryArrays{py::cast<const Cells&>(self).histories(), self};
           })
      .def("table", &Cells::table);

  py::class_<LogLikelihood>(m, "LogLikelihood")
      .def_readonly("value", &LogLikelihood::value)
      .def_property_readonly("gradient",
                             [](const LogLikelihood& self) { return to_numpy(self.gradient); })
      .def_property_readonly("hessian",
                             [](const LogLikelihood& self) { return to_numpy(self.hessian); });
  m.def(
      "log_likelihood_and_gradient",
      [](const std::string& model, const Array<double>& parameters, const Cells& cells,
         std::int32_t regularity, Threads threads) {
        const auto values = span_of(parameters, "parameters");
        return Call(threads, py::none()).run([&](const Execution& execution) {
          return log_likelihood_and_gradient(model, values, cells, regularity, execution);
        });
      },
      "model"_a, "parameters"_a, "cells"_a, "regularity"_a = 0, "threads"_a = 0);
}

}  // namespace

void bind_partitions(py::module_ m) {
  bind_partial_summary(m);
  bind_cells(m);
}

}  // namespace tenure::python
