#include <optional>
#include <string>

#include "arrays.hpp"
#include "call.hpp"
#include "choice.hpp"
#include "given.hpp"
#include "tenure/control.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

/// The columns of one side; they stay Python's.
struct Side {
  Array<double> clients, frequency, basket;
  std::optional<Array<double>> duration;

  [[nodiscard]] RevenuePlan plan() const {
    return {span_of(clients, "clients"), span_of(frequency, "frequency"), span_of(basket, "basket"),
            span_of(duration, "duration")};
  }
};

Decomposition decomposition_of(const std::string& word) {
  return choose<Decomposition>(
      "method", word, {{"lmdi", Decomposition::lmdi}, {"shapley", Decomposition::shapley}});
}

void bind_bridge(py::module_& m) {
  py::class_<Side>(m, "Revenue")
      .def(py::init([](Array<double> clients, Array<double> frequency, Array<double> basket,
                       std::optional<Array<double>> duration) {
             return Side{std::move(clients), std::move(frequency), std::move(basket),
                         std::move(duration)};
           }),
           "clients"_a, "frequency"_a, "basket"_a, "duration"_a);
  py::class_<ControlReport>(m, "ControlReport")
      .def_property_readonly("segments", [](const ControlReport& it) { return it.bridge.segments; })
      .def_property_readonly("levers", [](const ControlReport& it) { return it.bridge.levers; })
      .def_readonly("findings", &ControlReport::findings)
      .def_readonly("summary", &ControlReport::summary);
  m.def(
      "control_report",
      [](const Side& plan, const Side& actual, double tolerance, const std::string& method) {
        const RevenuePlan planned = plan.plan(), reached = actual.plan();
        const Decomposition decomposition = decomposition_of(method);
        return without_gil(
            [&] { return control_report(planned, reached, tolerance, decomposition); });
      },
      "plan"_a, "actual"_a, "tolerance"_a, "method"_a);
}

void bind_proof(py::module_& m) {
  py::class_<HoldoutEffect>(m, "HoldoutEffect")
      .def_readonly("treated_rate", &HoldoutEffect::treated_rate)
      .def_readonly("control_rate", &HoldoutEffect::control_rate)
      .def_readonly("effect", &HoldoutEffect::effect)
      .def_readonly("standard_error", &HoldoutEffect::standard_error)
      .def_readonly("wald_lower", &HoldoutEffect::wald_lower)
      .def_readonly("wald_upper", &HoldoutEffect::wald_upper)
      .def_readonly("lower", &HoldoutEffect::lower)
      .def_readonly("upper", &HoldoutEffect::upper)
      .def_readonly("p_value", &HoldoutEffect::p_value)
      .def_readonly("events", &HoldoutEffect::events)
      .def_readonly("gain", &HoldoutEffect::gain)
      .def_readonly("profit", &HoldoutEffect::profit)
      .def_readonly("roi", &HoldoutEffect::roi)
      .def_readonly("roi_lower", &HoldoutEffect::roi_lower)
      .def_readonly("roi_upper", &HoldoutEffect::roi_upper);
  m.def(
      "holdout_effect",
      [](std::int64_t treated, std::int64_t treated_events, std::int64_t control,
         std::int64_t control_events, bool events_are_losses, double value, double cost,
         Level level) {
        return holdout_effect({treated, treated_events, control, control_events, events_are_losses,
                               value, cost, level});
      },
      py::kw_only(), "treated"_a, "treated_events"_a, "control"_a, "control_events"_a,
      "events_are_losses"_a, "value"_a, "cost"_a, "level"_a);
  py::class_<Calibration>(m, "Calibration")
      .def_readonly("brier", &Calibration::brier)
      .def_readonly("log_loss", &Calibration::log_loss)
      .def_readonly("mean_predicted", &Calibration::mean_predicted)
      .def_readonly("mean_observed", &Calibration::mean_observed)
      .def_readonly("bins", &Calibration::bins);
  m.def(
      "calibration",
      [](const Array<double>& probability, const Array<std::uint8_t>& happened, int bins,
         Level level) {
        const auto probabilities = span_of(probability, "probability");
        const auto outcomes = span_of(happened, "happened");
        return without_gil([&] { return calibration(probabilities, outcomes, bins, level); });
      },
      "probability"_a, "happened"_a, "bins"_a, "level"_a);
}

}  // namespace

void bind_control(py::module_ m) {
  bind_bridge(m);
  bind_proof(m);
  m.def(
      "control_limits",
      [](const Array<double>& expected, const Array<std::int64_t>& observed, double tail) {
        const auto means = span_of(expected, "expected");
        const auto counts = span_of(observed, "observed");
        return without_gil([&] { return control_limits(means, counts, tail); });
      },
      "expected"_a, "observed"_a, "tail"_a);
}

}  // namespace tenure::python
