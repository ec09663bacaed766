#include <cstdint>
#include <optional>
#include <utility>

#include <pybind11/stl.h>

#include "arrays.hpp"
#include "call.hpp"
#include "choice.hpp"
#include "given.hpp"
#include "tenure/attrition_rates.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

void bind_attrition_rates(py::module_ m) {
  m.def(
      "attrition_rates",
      [](double start, double lost, double contraction, double expansion, double gained,
         double periods) {
        return attrition_rates({start, lost, contraction, expansion, gained}, periods);
      },
      "start"_a, "lost"_a, "contraction"_a, "expansion"_a, "gained"_a, "periods"_a);
  m.def(
      "convert_rate",
      [](double rate, double periods) {
        const PeriodRate result = convert_rate(rate, periods);
        return std::pair(result.rate, result.hazard);
      },
      "rate"_a, "periods"_a);

  py::class_<ClientBridge>(m, "ClientBridge")
      .def_readonly("steps", &ClientBridge::steps)
      .def_readonly("rates", &ClientBridge::rates)
      .def_readonly("moves", &ClientBridge::moves);
  m.def(
      "client_bridge",
      [](const Array<double>& opening, const Array<double>& closing, Level level, double periods,
         double tolerance) {
        const auto before = span_of(opening, "opening"), after = span_of(closing, "closing");
        return without_gil([&] {
          return client_bridge(before, after, {level, periods, tolerance});
        });
      },
      "opening"_a, "closing"_a, "level"_a, "periods"_a, "tolerance"_a);
  m.def(
      "portfolio_bridge",
      [](const Portfolio& portfolio, std::int32_t opening_from, std::int32_t closing_from,
         std::int32_t closing_until, Level level, double periods, double tolerance,
         Threads threads) {
        const BridgePeriods days{{opening_from}, {closing_from}, {closing_until}};
        return Call(threads, py::none()).run([&](const Execution& execution) {
          return client_bridge(portfolio, days, {level, periods, tolerance}, execution);
        });
      },
      "portfolio"_a, "opening_from"_a, "closing_from"_a, "closing_until"_a, "level"_a, "periods"_a,
      "tolerance"_a, "threads"_a);

  py::class_<StockFlow>(m, "StockFlow")
      .def_readonly("path", &StockFlow::path)
      .def_readonly("hold", &StockFlow::hold)
      .def_readonly("prospects", &StockFlow::prospects)
      .def_readonly("prospecting_cost", &StockFlow::prospecting_cost)
      .def_readonly("steady", &StockFlow::steady)
      .def_readonly("half_life", &StockFlow::half_life);
  m.def(
      "stock_flow",
      [](double clients, double loss_rate, double acquired, std::int32_t periods, double conversion,
         double cost_per_prospect) {
        return stock_flow({clients, loss_rate, acquired, periods, conversion, cost_per_prospect});
      },
      "clients"_a, "loss_rate"_a, "acquired"_a, "periods"_a, "conversion"_a, "cost_per_prospect"_a);

  py::class_<CohortTriangle>(m, "CohortTriangle")
      .def_readonly("cells", &CohortTriangle::cells)
      .def_readonly("triangle", &CohortTriangle::triangle)
      .def_readonly("ages", &CohortTriangle::ages);
  m.def(
      "cohort_triangle",
      [](const Array<std::int64_t>& client, const Array<std::int64_t>& period,
         const std::optional<Array<double>>& revenue, std::int64_t last_period, Level level) {
        const CohortRows rows{span_of(client, "client"), span_of(period, "period"),
                              span_of(revenue, "revenue"), last_period};
        return without_gil([&] { return cohort_triangle(rows, level); });
      },
      "client"_a, "period"_a, "revenue"_a, "last_period"_a, "level"_a);
  m.def(
      "portfolio_triangle",
      [](const Portfolio& portfolio, const std::string& unit, Level level) {
        const TimeUnit periods = unit_given("unit", unit);
        return without_gil([&] { return cohort_triangle(portfolio, periods, level); });
      },
      "portfolio"_a, "unit"_a, "level"_a);
  m.def(
      "contract_triangle",
      [](const Record& record, const std::string& unit, Level level) {
        const TimeUnit periods = unit_given("unit", unit);
        return without_gil([&] { return cohort_triangle(record, periods, level); });
      },
      "record"_a, "unit"_a, "level"_a);
}

}  // namespace tenure::python
