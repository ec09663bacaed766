#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <pybind11/stl.h>

#include "arrays.hpp"
#include "bind_model.hpp"
#include "call.hpp"
#include "choice.hpp"
#include "given.hpp"
#include "history_arrays.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

/// A quantity of every history, with the arguments of `member` between histories and execution.
template <class Member, class... Arguments>
auto of_each(const FittedModel& self, Member member, const HistoryArrays& histories,
             Threads threads, py::object progress, Arguments... arguments) {
  return to_numpy(Call(threads, std::move(progress)).run([&](const Execution& execution) {
    return (self.*member)(histories.view, arguments..., execution);
  }));
}

/// The values and, unless all are there, why each row has one or none.
std::pair<py::array_t<double>, py::array_t<std::uint8_t>> with_status(Values values) {
  std::vector<std::uint8_t> status;
  for (const Values::Row row : values.status) status.push_back(static_cast<std::uint8_t>(row));
  return {to_numpy(std::move(values.value)), to_numpy(std::move(status))};
}

void bind_chances(BoundModel& model) {
  model
      .def(
          "log_likelihood",
          [](const FittedModel& self, const HistoryArrays& histories, Threads threads,
             py::object progress) {
            return of_each(self, &FittedModel::log_likelihood, histories, threads,
                           std::move(progress));
          },
          "histories"_a, "threads"_a = 0, "progress"_a = py::none())
      .def(
          "p_alive",
          [](const FittedModel& self, const HistoryArrays& histories, After after, Threads threads,
             py::object progress) {
            return of_each(self, &FittedModel::p_alive, histories, threads, std::move(progress),
                           after);
          },
          "histories"_a, "after"_a = 0.0, "threads"_a = 0, "progress"_a = py::none())
      .def(
          "p_silent",
          [](const FittedModel& self, const HistoryArrays& histories, Horizon horizon, After after,
             Threads threads, py::object progress) {
            return of_each(self, &FittedModel::p_silent, histories, threads, std::move(progress),
                           window_between(after, horizon));
          },
          "histories"_a, "horizon"_a, "after"_a = 0.0, "threads"_a = 0, "progress"_a = py::none())
      .def(
          "p_active",
          [](const FittedModel& self, const HistoryArrays& histories, Horizon horizon, After after,
             Threads threads, py::object progress) {
            return of_each(self, &FittedModel::p_active, histories, threads, std::move(progress),
                           window_between(after, horizon));
          },
          "histories"_a, "horizon"_a, "after"_a = 0.0, "threads"_a = 0, "progress"_a = py::none())
      .def(
          "expected_rate",
          [](const FittedModel& self, const HistoryArrays& histories, Threads threads,
             py::object progress) {
            return of_each(self, &FittedModel::expected_rate, histories, threads,
                           std::move(progress));
          },
          "histories"_a, "threads"_a = 0, "progress"_a = py::none())
      .def(
          "expected_dropout",
          [](const FittedModel& self, const HistoryArrays& histories, Threads threads,
             py::object progress) {
            return of_each(self, &FittedModel::expected_dropout, histories, threads,
                           std::move(progress));
          },
          "histories"_a, "threads"_a = 0, "progress"_a = py::none());
}

void bind_expectations(BoundModel& model) {
  model
      .def(
          "expected_purchases",
          [](const FittedModel& self, const HistoryArrays& histories, Horizon horizon, After after,
             Threads threads, py::object progress) {
            return of_each(self, &FittedModel::expected_purchases, histories, threads,
                           std::move(progress), window_between(after, horizon));
          },
          "histories"_a, "horizon"_a, "after"_a = 0.0, "threads"_a = 0, "progress"_a = py::none())
      .def(
          "discounted_purchases",
          [](const FittedModel& self, const HistoryArrays& histories, Discount rate,
             const std::string& per, std::optional<Horizon> horizon, After after, Threads threads,
             py::object progress) {
            const auto discount = DiscountRate::effective(rate, unit_given("per", per));
            Window window = window_between(after, horizon.value_or(Horizon{after}));
            if (!horizon) window.to = Window().to;
            return of_each(self, &FittedModel::discounted_purchases, histories, threads,
                           std::move(progress), discount, window);
          },
          "histories"_a, "discount_rate"_a, "per"_a, "horizon"_a = py::none(), "after"_a = 0.0,
          "threads"_a = 0, "progress"_a = py::none())
      .def(
          "expected_lifetime",
          [](const FittedModel& self, const HistoryArrays& histories,
             std::optional<Horizon> horizon, Threads threads, py::object progress) {
            return with_status(
                Call(threads, std::move(progress)).run([&](const Execution& execution) {
                  return self.expected_lifetime(histories.view, horizon, execution);
                }));
          },
          "histories"_a, "horizon"_a = py::none(), "threads"_a = 0, "progress"_a = py::none())
      .def(
          "expected_spend",
          [](const FittedModel& self, const HistoryArrays& histories, Threads threads,
             py::object progress) {
            return with_status(
                Call(threads, std::move(progress)).run([&](const Execution& execution) {
                  return self.expected_spend(histories.view, execution);
                }));
          },
          "histories"_a, "threads"_a = 0, "progress"_a = py::none());
}

void bind_counts(BoundModel& model) {
  model
      .def(
          "conditional_pmf",
          [](const FittedModel& self, const HistoryArrays& histories,
             const Array<std::int64_t>& counts, Horizon horizon, After after, Threads threads,
             py::object progress) {
            return of_each(self, &FittedModel::conditional_pmf, histories, threads,
                           std::move(progress), span_of(counts, "counts"),
                           window_between(after, horizon));
          },
          "histories"_a, "counts"_a, "horizon"_a, "after"_a = 0.0, "threads"_a = 0,
          "progress"_a = py::none())
      .def(
          "purchase_quantiles",
          [](const FittedModel& self, const HistoryArrays& histories, double probability,
             Horizon horizon, After after, Threads threads, py::object progress) {
            return of_each(self, &FittedModel::purchase_quantiles, histories, threads,
                           std::move(progress), probability, window_between(after, horizon));
          },
          "histories"_a, "probability"_a, "horizon"_a, "after"_a = 0.0, "threads"_a = 0,
          "progress"_a = py::none())
      .def(
          "purchase_intervals",
          [](const FittedModel& self, const HistoryArrays& histories, Level level, Horizon horizon,
             After after, Threads threads, py::object progress) {
            const Window window = window_between(after, horizon);
            auto intervals =
                Call(threads, std::move(progress)).run([&](const Execution& execution) {
                  return self.purchase_intervals(histories.view, level, window, execution);
                });
            return std::pair(to_numpy(std::move(intervals.lower)),
                             to_numpy(std::move(intervals.upper)));
          },
          "histories"_a, "level"_a, "horizon"_a, "after"_a = 0.0, "threads"_a = 0,
          "progress"_a = py::none());
}

}  // namespace

Window window_between(double after, double horizon, const char* end) {
  const auto refuse = [](const char* argument, double value, const char* wanted) {
    throw Error(Status::invalid_argument,
                std::string(argument) + ": expected a finite number from " + wanted + ", got " +
                    std::string(py::repr(py::float_(value))),
                argument);
  };
  if (!(after >= 0.0 && std::isfinite(after))) refuse("after", after, "0");
  if (!(horizon >= after && std::isfinite(horizon))) {
    refuse(end, horizon, after == 0.0 ? "0" : "`after`");
  }
  return {after, horizon};
}

void bind_predictions(BoundModel& model) {
  bind_chances(model);
  bind_expectations(model);
  bind_counts(model);
  model.def(
      "predict",
      [](const FittedModel& self, const Summary& summary, Horizon horizon,
         std::optional<Level> level, Threads threads, py::object progress) {
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return self.predict(summary, horizon, {.level = level}, execution);
        });
      },
      "summary"_a, "horizon"_a, "level"_a = py::none(), "threads"_a = 0, "progress"_a = py::none());
}

}  // namespace tenure::python
