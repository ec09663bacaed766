#include <cstdint>
#include <utility>

#include "arrays.hpp"
#include "bindings.hpp"
#include "call.hpp"
#include "given.hpp"
#include "tenure/cycles.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

void bind_cycles(py::module_& m) {
  py::class_<CycleResult>(m, "CycleResult")
      .def_readonly("clients", &CycleResult::clients)
      .def_readonly("regularity", &CycleResult::regularity)
      .def_readonly("regularity_spread", &CycleResult::regularity_spread)
      .def_readonly("clients_used", &CycleResult::clients_used);
  m.def(
      "cycles",
      [](const FittedModel& purchases, const Summary& summary, double alarm_level, Level level,
         bool own_regularity, Threads threads, py::object progress) {
        const CycleOptions options{
            .alarm_level = alarm_level, .level = level, .own_regularity = own_regularity};
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return cycles(purchases, summary, options, execution);
        });
      },
      "purchases"_a, "summary"_a, py::kw_only(), "alarm_level"_a, "level"_a, "own_regularity"_a,
      "threads"_a = 0, "progress"_a = py::none());
  m.def(
      "rhythm",
      [](const Array<double>& intervals, double silence, double alarm_level) {
        const Rhythm found = rhythm(span_of(intervals, "intervals"), silence, alarm_level);
        return py::make_tuple(found.mean, found.regularity, found.p_longer, found.alarm_after);
      },
      "intervals"_a, "silence"_a, "alarm_level"_a);
  m.def(
      "clumpiness",
      [](const Portfolio& portfolio, Level level, int draws, Seed seed, Threads threads,
         py::object progress) {
        const ClumpinessOptions options{.level = level, .draws = draws, .seed = seed};
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return clumpiness(portfolio, options, execution);
        });
      },
      "portfolio"_a, py::kw_only(), "level"_a, "draws"_a, "seed"_a, "threads"_a, "progress"_a);
  m.def(
      "seasonality",
      [](const Portfolio& portfolio, Threads threads, py::object progress) {
        SeasonalityResult result =
            Call(threads, std::move(progress)).run([&](const Execution& execution) {
              return seasonality(portfolio, execution);
            });
        return py::make_tuple(std::move(result.clients), std::move(result.months),
                              std::move(result.weekdays), result.peak, result.concentration,
                              result.p_value);
      },
      "portfolio"_a, py::kw_only(), "threads"_a, "progress"_a);
}

}  // namespace tenure::python
