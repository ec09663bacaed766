#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <pybind11/stl.h>

#include "arrays.hpp"
#include "bindings.hpp"
#include "call.hpp"
#include "choice.hpp"
#include "days.hpp"
#include "given.hpp"
#include "tenure/alerts.hpp"
#include "tenure/signals.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

FalseDiscovery discovery_method(const std::string& name) {
  return choose<FalseDiscovery>(
      "method", name,
      {{"bh", FalseDiscovery::benjamini_hochberg}, {"by", FalseDiscovery::benjamini_yekutieli}});
}

void bind_signal_tests(py::module_& m) {
  m.def(
      "rate_drop",
      [](const Array<double>& events_before, const Array<double>& time_before,
         const Array<double>& events_now, const Array<double>& time_now, Level level,
         double prior_shape, double prior_rate) {
        return rate_drop(span_of(events_before, "events_before"),
                         span_of(time_before, "time_before"), span_of(events_now, "events_now"),
                         span_of(time_now, "time_now"),
                         {.level = level, .prior_shape = prior_shape, .prior_rate = prior_rate});
      },
      "events_before"_a, "time_before"_a, "events_now"_a, "time_now"_a, py::kw_only(), "level"_a,
      "prior_shape"_a, "prior_rate"_a);
  m.def(
      "trend_test",
      [](const Array<double>& values, const Array<std::int64_t>& lengths) {
        return trend_test(span_of(values, "values"), span_of(lengths, "lengths"));
      },
      "values"_a, "lengths"_a);
  m.def(
      "adjusted_p_values",
      [](const Array<double>& p_values, const std::string& method) {
        return to_numpy(adjusted_p_values(span_of(p_values, "p_values"), discovery_method(method)));
      },
      "p_values"_a, "method"_a);
  m.def(
      "partial_defection",
      [](const Portfolio& portfolio, std::optional<std::int32_t> date, std::int32_t recent,
         std::int32_t before, Threads threads, py::object progress) {
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return partial_defection(
              portfolio, {.date = day_of(date), .recent = recent, .before = before}, execution);
        });
      },
      "portfolio"_a, py::kw_only(), "date"_a, "recent"_a, "before"_a, "threads"_a, "progress"_a);
}

void bind_cusum_charts(py::module_& m) {
  py::class_<CusumPlan>(m, "CusumPlan")
      .def(py::init([](const std::string& kind, double rate, double slowdown, double regularity,
                       std::optional<double> reference, std::optional<double> threshold,
                       double false_alarms, double periods_per_year, double change_probability) {
             return CusumPlan{
                 .kind = choose<CusumKind>(
                     "kind", kind, {{"counts", CusumKind::counts}, {"waits", CusumKind::waits}}),
                 .rate = rate,
                 .slowdown = slowdown,
                 .regularity = regularity,
                 .reference = reference,
                 .threshold = threshold,
                 .false_alarms = false_alarms,
                 .periods_per_year = periods_per_year,
                 .change_probability = change_probability};
           }),
           py::kw_only(), "kind"_a, "rate"_a, "slowdown"_a, "regularity"_a, "reference"_a,
           "threshold"_a, "false_alarms"_a, "periods_per_year"_a, "change_probability"_a);
  m.def(
      "design_cusum",
      [](const CusumPlan& plan) {
        const CusumDesign design = without_gil([&] { return design_cusum(plan); });
        return py::make_tuple(design.reference, design.threshold, design.run_length,
                              design.false_alarms, design.delay, design.silence);
      },
      "plan"_a);
  m.def(
      "cusum_trace",
      [](const Array<double>& values, const CusumPlan& plan) {
        return cusum_trace(span_of(values, "values"), plan);
      },
      "values"_a, "plan"_a);
}

void bind_alert_monitor(py::module_& m) {
  m.def(
      "alerts",
      [](const Portfolio& portfolio, std::optional<std::int32_t> date, const FittedModel* purchases,
         const Record* record, double false_alarms, double slowdown, double regularity,
         std::int32_t recent, std::int32_t before, std::int32_t baskets, double false_discovery,
         const std::string& method, const std::string& nature, std::int32_t contact_days,
         Level level, const std::optional<Array<double>>& values, Threads threads,
         py::object progress) {
        const AlertOptions options{.date = day_of(date),
                                   .purchases = purchases,
                                   .record = record,
                                   .false_alarms = false_alarms,
                                   .slowdown = slowdown,
                                   .regularity = regularity,
                                   .recent = recent,
                                   .before = before,
                                   .baskets = baskets,
                                   .false_discovery = false_discovery,
                                   .method = discovery_method(method),
                                   .nature = nature,
                                   .contact_days = contact_days,
                                   .level = level,
                                   .values = span_of(values, "values")};
        const AlertResult found =
            Call(threads, std::move(progress)).run([&](const Execution& execution) {
              return alerts(portfolio, options, execution);
            });
        return py::make_tuple(found.alerts, found.reasons, found.signals, found.contacts,
                              found.clients, found.lapsed, found.regularity);
      },
      "portfolio"_a, py::kw_only(), "date"_a, "purchases"_a.none(true), "record"_a.none(true),
      "false_alarms"_a, "slowdown"_a, "regularity"_a, "recent"_a, "before"_a, "baskets"_a,
      "false_discovery"_a, "method"_a, "nature"_a, "contact_days"_a, "level"_a, "values"_a,
      "threads"_a, "progress"_a);
  py::class_<AlertMonitor>(m, "AlertMonitor")
      .def(py::init([](const Portfolio& portfolio, std::optional<std::int32_t> date,
                       const FittedModel* purchases, double false_alarms, double overdue_alarms,
                       double slowdown, double regularity, Threads threads, py::object progress) {
             const AlertOptions options{.date = day_of(date),
                                        .purchases = purchases,
                                        .false_alarms = false_alarms,
                                        .overdue_alarms = overdue_alarms,
                                        .slowdown = slowdown,
                                        .regularity = regularity};
             return Call(threads, std::move(progress)).run([&](const Execution& execution) {
               return AlertMonitor::create(portfolio, options, execution);
             });
           }),
           "portfolio"_a, py::kw_only(), "date"_a, "purchases"_a.none(true), "false_alarms"_a,
           "overdue_alarms"_a, "slowdown"_a, "regularity"_a, "threads"_a, "progress"_a)
      .def_static(
          "load",
          [](const std::string& path) {
            return without_gil([&] { return AlertMonitor::load(path); });
          },
          "path"_a)
      .def(
          "save",
          [](const AlertMonitor& self, const std::string& path) {
            without_gil([&] { self.save(path); });
          },
          "path"_a)
      // With the GIL: the monitor is changed.
      .def(
          "update",
          [](AlertMonitor& self, const Portfolio& purchases, std::int32_t date) {
            return self.update(purchases, Day{date});
          },
          "purchases"_a, "date"_a)
      .def("charts", &AlertMonitor::charts)
      .def_property_readonly("date",
                             [](const AlertMonitor& self) { return self.date().since_epoch; })
      .def_property_readonly("clients", &AlertMonitor::clients)
      .def_property_readonly("excluded_clients", &AlertMonitor::excluded_clients);
}

}  // namespace

void bind_warning(py::module_ m) {
  bind_signal_tests(m);
  bind_cusum_charts(m);
  bind_alert_monitor(m);
}

}  // namespace tenure::python
