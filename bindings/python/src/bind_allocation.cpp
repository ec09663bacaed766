#include <optional>

#include "arrays.hpp"
#include "call.hpp"
#include "given.hpp"
#include "tenure/allocation.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

void bind_allocation(py::module_ m) {
  py::class_<Certificate>(m, "Certificate")
      .def_readonly("gain", &Certificate::gain)
      .def_readonly("spent", &Certificate::spent)
      .def_readonly("objective", &Certificate::objective)
      .def_readonly("bound", &Certificate::bound)
      .def_readonly("gap", &Certificate::gap);
  py::class_<Allocation>(m, "Allocation")
      .def_readonly("clients", &Allocation::clients)
      .def_readonly("constraints", &Allocation::constraints)
      .def_readonly("certificate", &Allocation::certificate);
  m.def(
      "allocate_spending",
      [](const Array<double>& potential, const Array<double>& speed, double budget,
         const std::optional<Array<double>>& inflection, bool sunk, Threads threads,
         py::object progress) {
        const auto potentials = span_of(potential, "potential");
        const auto speeds = span_of(speed, "speed");
        const SpendingOptions options{.inflection = span_of(inflection, "inflection"),
                                      .sunk = sunk};
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return allocate_spending(potentials, speeds, budget, options, execution);
        });
      },
      "potential"_a, "speed"_a, "budget"_a, py::kw_only(), "inflection"_a, "sunk"_a,
      "threads"_a = 0, "progress"_a = py::none());
  m.def(
      "allocate_offers",
      [](const Array<double>& cost, const Array<double>& gain, std::size_t offers, double budget,
         double contacts, const std::optional<Array<std::int64_t>>& channel,
         const std::optional<Array<double>>& channel_capacity,
         const std::optional<Array<std::int64_t>>& segment,
         const std::optional<Array<double>>& segment_floor,
         const std::optional<Array<double>>& segment_ceiling, bool sunk, Threads threads,
         py::object progress) {
        const auto costs = span_of(cost, "cost");
        const auto gains = span_of(gain, "gain");
        const OfferLimits limits{.budget = budget,
                                 .contacts = contacts,
                                 .channel = span_of(channel, "channel"),
                                 .channel_capacity = span_of(channel_capacity, "channel_capacity"),
                                 .segment = span_of(segment, "segment"),
                                 .segment_floor = span_of(segment_floor, "segment_floor"),
                                 .segment_ceiling = span_of(segment_ceiling, "segment_ceiling"),
                                 .sunk = sunk};
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return allocate_offers(costs, gains, offers, limits, execution);
        });
      },
      "cost"_a, "gain"_a, "offers"_a, py::kw_only(), "budget"_a, "contacts"_a, "channel"_a,
      "channel_capacity"_a, "segment"_a, "segment_floor"_a, "segment_ceiling"_a, "sunk"_a,
      "threads"_a = 0, "progress"_a = py::none());
}

}  // namespace tenure::python
