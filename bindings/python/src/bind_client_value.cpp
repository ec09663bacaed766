#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "arrays.hpp"
#include "call.hpp"
#include "days.hpp"
#include "given.hpp"
#include "tenure/client_value.hpp"
#include "tenure/trends.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

namespace {

using Column = std::optional<Array<double>>;

/// The columns stay numpy's.
ClientCharges client_charges(const Column& contacts, const Column& serving,
                             const Column& acquisition, const Column& without) {
  return {.contacts = span_of(contacts, "contacts"),
          .serving = span_of(serving, "serving"),
          .acquisition = span_of(acquisition, "acquisition"),
          .without = span_of(without, "without")};
}

void bind_accounts(py::module_& m) {
  py::class_<ClientValueResult>(m, "ClientValueResult")
      .def_readonly("clients", &ClientValueResult::clients)
      .def_readonly("account", &ClientValueResult::account)
      .def_readonly("revenue", &ClientValueResult::revenue)
      .def_readonly("charges", &ClientValueResult::charges)
      .def_readonly("value", &ClientValueResult::value)
      .def_readonly("roi", &ClientValueResult::roi)
      .def_readonly("incremental_roi", &ClientValueResult::incremental_roi)
      .def_readonly("loss_making", &ClientValueResult::loss_making);
  m.def(
      "client_value",
      [](const Array<double>& revenue, const Column& cost_of_goods, const Column& contacts,
         const Column& serving, const Column& acquisition, const Column& without) {
        const auto revenues = span_of(revenue, "revenue");
        const auto costs = span_of(cost_of_goods, "cost_of_goods");
        const ClientCharges charges = client_charges(contacts, serving, acquisition, without);
        return without_gil([&] { return client_value(revenues, costs, charges); });
      },
      "revenue"_a, "cost_of_goods"_a, py::kw_only(), "contacts"_a, "serving"_a, "acquisition"_a,
      "without"_a);
  m.def(
      "portfolio_client_value",
      [](const Portfolio& portfolio, const Column& contacts, const Column& serving,
         const Column& acquisition, const Column& without, std::optional<std::int32_t> first_day,
         std::optional<std::int32_t> last_day, Threads threads, py::object progress) {
        const ClientCharges charges = client_charges(contacts, serving, acquisition, without);
        const ClientValueWindow window{.from = day_of(first_day), .until = day_of(last_day)};
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return client_value(portfolio, charges, window, execution);
        });
      },
      "portfolio"_a, py::kw_only(), "contacts"_a, "serving"_a, "acquisition"_a, "without"_a,
      "first_day"_a, "last_day"_a, "threads"_a = 0, "progress"_a = py::none());
  m.def(
      "time_driven_cost",
      [](const std::vector<std::string>& names, const std::vector<double>& minutes,
         const std::vector<Array<double>>& counts, double cost_per_minute) {
        std::vector<Activity> activities;
        for (std::size_t i = 0; i < names.size(); ++i) {
          activities.push_back({.name = names[i],
                                .counts = span_of(counts.at(i), "counts"),
                                .minutes = minutes.at(i)});
        }
        return without_gil([&] { return time_driven_cost(activities, cost_per_minute); });
      },
      "names"_a, "minutes"_a, "counts"_a, "cost_per_minute"_a);
}

void bind_returns(py::module_& m) {
  py::class_<IncrementalReturn>(m, "IncrementalReturn")
      .def_readonly("lift", &IncrementalReturn::lift)
      .def_readonly("lower", &IncrementalReturn::lower)
      .def_readonly("upper", &IncrementalReturn::upper)
      .def_readonly("gain", &IncrementalReturn::gain)
      .def_readonly("roi", &IncrementalReturn::roi)
      .def_readonly("roi_lower", &IncrementalReturn::roi_lower)
      .def_readonly("roi_upper", &IncrementalReturn::roi_upper);
  m.def(
      "incremental_return",
      [](const Array<double>& treated, const Array<double>& control, double cost, Level level) {
        const auto with = span_of(treated, "treated");
        const auto without = span_of(control, "control");
        return without_gil([&] { return incremental_return(with, without, cost, level); });
      },
      "treated"_a, "control"_a, "cost"_a, "level"_a);
}

void bind_curves(py::module_& m) {
  py::class_<WhaleCurve>(m, "WhaleCurve")
      .def_readonly("clients", &WhaleCurve::clients)
      .def_readonly("curve", &WhaleCurve::curve)
      .def_readonly("total", &WhaleCurve::total)
      .def_readonly("peak", &WhaleCurve::peak)
      .def_readonly("profitable", &WhaleCurve::profitable)
      .def_readonly("loss_making", &WhaleCurve::loss_making)
      .def_readonly("peak_share", &WhaleCurve::peak_share)
      .def_readonly("area", &WhaleCurve::area)
      .def_readonly("stobachoff", &WhaleCurve::stobachoff);
  m.def(
      "whale_curve",
      [](const Array<double>& values) {
        const auto span = span_of(values, "values");
        return without_gil([&] { return whale_curve(span); });
      },
      "values"_a);
  m.def(
      "trends",
      [](const Array<double>& values, std::int64_t periods, std::int32_t lag, Level level) {
        const auto span = span_of(values, "values");
        return without_gil([&] { return trends(span, periods, {.lag = lag, .level = level}); });
      },
      "values"_a, "periods"_a, "lag"_a, "level"_a);
}

}  // namespace

void bind_client_value(py::module_& m) {
  bind_accounts(m);
  bind_returns(m);
  bind_curves(m);
}

}  // namespace tenure::python
