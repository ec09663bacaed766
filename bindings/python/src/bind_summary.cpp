#include <optional>
#include <string>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "arrays.hpp"
#include "call.hpp"
#include "choice.hpp"
#include "client_ids.hpp"
#include "days.hpp"
#include "given.hpp"
#include "history_arrays.hpp"
#include "tenure/holdout.hpp"
#include "tenure/purchase_times.hpp"
#include "tenure/summary.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

using Doubles = Array<double>;

HistoryArrays histories_from_arrays(const Doubles& frequency, const Doubles& recency,
                                    const Doubles& age, const std::optional<Doubles>& mean_spend,
                                    const std::optional<Doubles>& weight,
                                    const std::optional<Doubles>& log_interpurchase) {
  return {{span_of(frequency, "frequency"), span_of(recency, "recency"), span_of(age, "age"),
           span_of(mean_spend, "mean_spend"), span_of(weight, "weight"),
           span_of(log_interpurchase, "log_interpurchase")},
          py::make_tuple(frequency, recency, age, mean_spend, weight, log_interpurchase)};
}

Summary summary_from_arrays(const HistoryArrays& histories, const std::string& unit,
                            const py::object& clients) {
  const TimeUnit time_unit = unit_given("unit", unit);
  if (clients.is_none()) return Summary::from_arrays(histories.view, time_unit);
  const ClientIdArgument ids(clients);
  return Summary::from_arrays(histories.view, time_unit, ids.view());
}

Summary summary_with_holdout(const Summary& summary, double length, const Doubles& frequency,
                             const std::optional<Doubles>& spend) {
  const HoldoutPurchases holdout{length, span_of(frequency, "holdout_frequency"),
                                 span_of(spend, "holdout_spend")};
  return without_gil([&] { return with_holdout(summary, holdout); });
}

Summary summary_from_times(const Array<std::int64_t>& client, const Doubles& time,
                           const Doubles& ages, const std::string& unit) {
  const auto of = span_of(client, "client");
  const auto at = span_of(time, "time");
  const auto observed = span_of(ages, "ages");
  const TimeUnit time_unit = unit_given("unit", unit);
  return without_gil([&] { return summary_of_times(of, at, observed, time_unit); });
}

}  // namespace

void bind_summary(py::module_& m) {
  py::class_<HistoryArrays>(m, "Histories")
      .def(py::init(&histories_from_arrays), "frequency"_a, "recency"_a, "age"_a,
           "mean_spend"_a = py::none(), "weight"_a = py::none(), "log_interpurchase"_a = py::none())
      .def("__len__", [](const HistoryArrays& self) { return self.view.size(); });

  py::class_<Summary>(m, "Summary")
      .def_static(
          "from_portfolio",
          [](const Portfolio& portfolio, const std::string& unit,
             std::optional<std::int32_t> observed_until,
             std::optional<std::int32_t> calibration_end, Threads threads, py::object progress) {
            const SummaryOptions options{unit_given("unit", unit), day_of(observed_until),
                                         day_of(calibration_end)};
            return Call(threads, std::move(progress)).run([&](const Execution& execution) {
              return Summary::from_portfolio(portfolio, options, execution);
            });
          },
          "portfolio"_a, "unit"_a, "observed_until"_a = py::none(),
          "calibration_end"_a = py::none(), "threads"_a = 0, "progress"_a = py::none())
      .def_static("from_arrays", &summary_from_arrays, "histories"_a, "unit"_a,
                  "clients"_a = py::none())
      .def_static("from_times", &summary_from_times, "client"_a, "time"_a, "ages"_a, "unit"_a)
      .def("with_holdout", &summary_with_holdout, "length"_a, "frequency"_a, "spend"_a = py::none())
      .def("__len__", &Summary::size)
      .def_property_readonly("unit", [](const Summary& self) { return to_string(self.unit()); })
      .def_property_readonly("client_ids",
                             [](const py::object& self) {
                               return to_numpy(py::cast<const Summary&>(self).client_ids(), self);
                             })
      .def_property_readonly("calibration_end",
                             [](const Summary& self) { return number_of(self.calibration_end()); })
      .def_property_readonly("observed_until",
                             [](const Summary& self) { return number_of(self.observed_until()); })
      .def_property_readonly("has_holdout", &Summary::has_holdout)
      .def_property_readonly("holdout_length", &Summary::holdout_length)
      .def_property_readonly("clients_left_out", &Summary::clients_left_out)
      .def_property_readonly("excluded_clients", &Summary::excluded_clients)
      .def("histories",
           [](const py::object& self) {
             return HistoryArrays{py::cast<const Summary&>(self).histories(), self};
           })
      .def("table", [](const Summary& self) { return without_gil([&] { return self.table(); }); });
}

}  // namespace tenure::python
