#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "call.hpp"
#include "choice.hpp"
#include "days.hpp"
#include "fit_options.hpp"
#include "given.hpp"
#include "tenure/evaluation.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

using Tables = std::pair<Table, Table>;

void bind_candidate(py::module_& m) {
  py::class_<Candidate>(m, "Candidate")
      .def_static(
          "to_fit",
          [](std::string label, const std::string& model, std::vector<double> start,
             MaxIterations max_iterations, const std::vector<GivenPrior>& priors,
             std::int32_t regularity) {
            Candidate made(model,
                           fit_options(std::move(start), max_iterations, priors, regularity));
            made.label = std::move(label);
            return made;
          },
          "label"_a, "model"_a, "start"_a, "max_iterations"_a, "priors"_a, "regularity"_a)
      .def_static(
          "fitted",
          [](std::string label, const FittedModel& model) {
            Candidate made(model);
            made.label = std::move(label);
            return made;
          },
          "label"_a, "model"_a);
}

}  // namespace

void bind_evaluation(py::module_& m) {
  bind_candidate(m);
  m.def(
      "compare",
      [](const std::vector<Candidate>& candidates, const Summary& summary, Threads threads,
         py::object progress) {
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          Comparison result = compare(candidates, summary, execution);
          return Tables(std::move(result.models), std::move(result.calibration));
        });
      },
      "candidates"_a, "summary"_a, "threads"_a = 0, "progress"_a = py::none());
  m.def(
      "backtest",
      [](const Portfolio& portfolio, const std::vector<Candidate>& candidates, Horizon horizon,
         const std::string& unit, const std::vector<std::int32_t>& origins,
         std::optional<std::int32_t> first, std::optional<Every> every, Threads threads,
         py::object progress) {
        BacktestOptions options{.horizon = horizon, .unit = unit_given("unit", unit)};
        for (const std::int32_t day : origins) options.origins.push_back(Day{day});
        options.first = day_of(first);
        options.every = every;
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          Backtest result = backtest(portfolio, candidates, options, execution);
          return Tables(std::move(result.models), std::move(result.calibration));
        });
      },
      "portfolio"_a, "candidates"_a, "horizon"_a, "unit"_a, "origins"_a, "first"_a, "every"_a,
      "threads"_a = 0, "progress"_a = py::none());
  m.def(
      "holdout_errors",
      [](const FittedModel& model, const Summary& summary, Threads threads, py::object progress) {
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return holdout_errors(model, summary, execution);
        });
      },
      "model"_a, "summary"_a, "threads"_a = 0, "progress"_a = py::none());
}

}  // namespace tenure::python
