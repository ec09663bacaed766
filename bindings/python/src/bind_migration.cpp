#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "arrays.hpp"
#include "call.hpp"
#include "given.hpp"
#include "rfm_arguments.hpp"
#include "tenure/migration.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

void bind_migration(py::module_ m) {
  py::class_<Migration>(m, "Migration")
      .def_readonly("states", &Migration::states)
      .def_readonly("transitions", &Migration::transitions)
      .def_readonly("chain", &Migration::chain)
      .def_readonly("periods", &Migration::periods)
      .def_readonly("g2", &Migration::g2)
      .def_readonly("degrees_of_freedom", &Migration::degrees_of_freedom)
      .def_readonly("p_value", &Migration::p_value);

  m.def(
      "of_counts",
      [](const Array<double>& counts, std::size_t periods, std::vector<std::string> states,
         double prior, std::string lost) {
        const auto given = span_of(counts, "counts");
        const TransitionCounts moves{std::move(states), periods, {given.begin(), given.end()}};
        return without_gil([&] { return migration(moves, {prior, std::move(lost)}); });
      },
      "counts"_a, "periods"_a, "states"_a, "prior"_a, "lost"_a);
  m.def(
      "of_states",
      [](const Array<std::int32_t>& state_at, std::size_t dates, std::vector<std::string> states,
         double prior, std::string lost) {
        const auto given = span_of(state_at, "states");
        return without_gil([&] {
          return migration(count_transitions(given, dates, std::move(states)),
                           {prior, std::move(lost)});
        });
      },
      "state_at"_a, "dates"_a, "states"_a, "prior"_a, "lost"_a);
  m.def(
      "of_portfolio",
      [](const Portfolio& portfolio, const std::vector<std::int32_t>& dates,
         const RfmArguments& arguments, double prior, std::string lost, Threads threads,
         py::object progress) {
        std::vector<Day> days;
        for (const std::int32_t date : dates) days.push_back({date});
        const RfmOptions options = rfm_options(arguments);
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return migration(segment_transitions(portfolio, days, options, execution),
                           {prior, std::move(lost)});
        });
      },
      "portfolio"_a, "dates"_a, "arguments"_a, "prior"_a, "lost"_a, "threads"_a, "progress"_a);
}

}  // namespace tenure::python
