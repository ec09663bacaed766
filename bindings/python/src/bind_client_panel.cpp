#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "arrays.hpp"
#include "call.hpp"
#include "choice.hpp"
#include "given.hpp"
#include "tenure/client_panel.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

void bind_client_panel(py::module_& m) {
  using Numbers = std::optional<Array<double>>;
  py::class_<PanelResult>(m, "PanelResult")
      .def_readonly("clients", &PanelResult::clients)
      .def_readonly("dates", &PanelResult::dates);
  m.def(
      "client_panel",
      [](const Portfolio& portfolio, const FittedModel& purchases, const FittedModel& spend,
         const std::vector<std::int32_t>& dates, const Numbers& acquisition,
         const Array<std::int64_t>& contact_client, const Array<std::int32_t>& contact_day,
         const Array<double>& contact_cost, const std::string& period, std::int32_t periods,
         std::int32_t lag, Level level, std::optional<Horizon> horizon, Discount discount_rate,
         const std::string& per, double solvency, const Numbers& solvencies,
         std::optional<double> margin, const std::optional<ResponseCurve>& response,
         std::optional<double> risk_horizon, Threads threads, py::object progress) {
        std::vector<Day> days;
        for (const std::int32_t date : dates) days.push_back(Day{date});
        const PanelCosts costs{.acquisition = span_of(acquisition, "acquisition"),
                               .contact_client = span_of(contact_client, "contact_client"),
                               .contact_day = span_of(contact_day, "contact_day"),
                               .contact_cost = span_of(contact_cost, "contact_cost")};
        const PanelOptions options{
            .period = unit_given("period", period),
            .periods = periods,
            .trend = {.lag = lag, .level = level},
            .horizon = horizon,
            .discount = DiscountRate::effective(discount_rate, unit_given("per", per)),
            .solvency = solvency,
            .solvencies = span_of(solvencies, "solvency"),
            .margin = margin,
            .response = response,
            .risk_horizon = risk_horizon};
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return client_panel(portfolio, purchases, spend, days, costs, options, execution);
        });
      },
      "portfolio"_a, "purchases"_a, "spend"_a, "dates"_a, py::kw_only(), "acquisition"_a,
      "contact_client"_a, "contact_day"_a, "contact_cost"_a, "period"_a, "periods"_a, "lag"_a,
      "level"_a, "horizon"_a, "discount_rate"_a, "per"_a, "solvency"_a, "solvencies"_a, "margin"_a,
      "response"_a, "risk_horizon"_a, "threads"_a = 0, "progress"_a = py::none());
}

}  // namespace tenure::python
