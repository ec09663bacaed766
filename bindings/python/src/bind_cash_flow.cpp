#include <cstdint>
#include <optional>
#include <string>

#include "arrays.hpp"
#include "call.hpp"
#include "choice.hpp"
#include "given.hpp"
#include "tenure/cash_flow.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

namespace {

CashFlowOptions cash_flow_options(Discount discount_rate, const std::string& per,
                                  const std::string& unit) {
  return {.discount = DiscountRate::effective(discount_rate, unit_given("per", per)),
          .unit = unit_given("unit", unit)};
}

}  // namespace

void bind_cash_flow(py::module_& m) {
  py::class_<CashFlowResult>(m, "CashFlowResult")
      .def_readonly("flows", &CashFlowResult::flows)
      .def_readonly("present_value", &CashFlowResult::present_value)
      .def_readonly("undiscounted", &CashFlowResult::undiscounted)
      .def_readonly("payback_time", &CashFlowResult::payback_time);
  m.def(
      "cash_flows",
      [](const Array<double>& time, const Array<double>& amount,
         const std::optional<Array<double>>& chance, Discount discount_rate, const std::string& per,
         const std::string& unit) {
        const auto times = span_of(time, "time");
        const auto amounts = span_of(amount, "amount");
        const auto chances = span_of(chance, "chance");
        const CashFlowOptions options = cash_flow_options(discount_rate, per, unit);
        return without_gil([&] { return cash_flows(times, amounts, chances, options); });
      },
      "time"_a, "amount"_a, "chance"_a, py::kw_only(), "discount_rate"_a, "per"_a, "unit"_a);
  m.def(
      "plan_cash_flows",
      [](double margin, double acceleration, double turning, double rise, double retention,
         double promotion, double cycle, std::int64_t cycles, bool continuous,
         Discount discount_rate, const std::string& per, const std::string& unit) {
        const RetentionPlan plan{.margin = {.start = margin,
                                            .acceleration = acceleration,
                                            .turning = turning,
                                            .rise = rise},
                                 .retention = retention,
                                 .promotion = promotion,
                                 .cycle = cycle,
                                 .cycles = cycles,
                                 .continuous = continuous};
        const CashFlowOptions options = cash_flow_options(discount_rate, per, unit);
        return without_gil([&] { return cash_flows(plan, options); });
      },
      py::kw_only(), "margin"_a, "acceleration"_a, "turning"_a, "rise"_a, "retention"_a,
      "promotion"_a, "cycle"_a, "cycles"_a, "continuous"_a, "discount_rate"_a, "per"_a, "unit"_a);
}

}  // namespace tenure::python
