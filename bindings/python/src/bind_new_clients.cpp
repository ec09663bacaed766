#include <utility>

#include "arrays.hpp"
#include "bind_model.hpp"
#include "call.hpp"
#include "given.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

using AgeReached = Given<double, "t">;

void bind_new_clients(BoundModel& model) {
  model
      .def(
          "expected_purchases_new",
          [](const FittedModel& self, const Array<double>& times, After after) {
            const auto span = span_of(times, "times");
            return to_numpy(without_gil([&] { return self.expected_purchases_new(span, after); }));
          },
          "times"_a, "after"_a = 0.0)
      .def(
          "pmf",
          [](const FittedModel& self, const Array<std::int64_t>& counts, AgeReached time,
             After after) {
            const auto span = span_of(counts, "counts");
            const Window ages = window_between(after, time, "t");
            return to_numpy(without_gil([&] { return self.pmf(span, ages); }));
          },
          "counts"_a, "time"_a, "after"_a = 0.0)
      .def(
          "quantiles_new",
          [](const FittedModel& self, const Array<double>& probabilities, AgeReached time,
             After after) {
            const auto span = span_of(probabilities, "probabilities");
            const Window ages = window_between(after, time, "t");
            return to_numpy(without_gil([&] { return self.quantiles_new(span, ages); }));
          },
          "probabilities"_a, "time"_a, "after"_a = 0.0)
      .def("population_spend", &FittedModel::population_spend)
      .def(
          "simulate",
          [](const FittedModel& self, const Array<double>& ages, Seed seed, Threads threads,
             py::object progress) {
            const auto span = span_of(ages, "ages");
            auto drawn = Call(threads, std::move(progress)).run([&](const Execution& execution) {
              return self.simulate(span, seed, execution);
            });
            return std::pair(to_numpy(std::move(drawn.client)), to_numpy(std::move(drawn.time)));
          },
          "ages"_a, "seed"_a, "threads"_a = 0, "progress"_a = py::none())
      .def(
          "simulate_spend",
          [](const FittedModel& self, const Array<std::int64_t>& counts, Seed seed) {
            const auto span = span_of(counts, "counts");
            return to_numpy(without_gil([&] { return self.simulate_spend(span, seed); }));
          },
          "counts"_a, "seed"_a);
}

}  // namespace tenure::python
