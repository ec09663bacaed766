#include <optional>
#include <string>

#include "arrays.hpp"
#include "call.hpp"
#include "clv_arguments.hpp"
#include "given.hpp"
#include "tenure/equity.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

void bind_equity(py::module_& m) {
  py::class_<EquityValue>(m, "EquityValue")
      .def(py::init([](double value, std::optional<double> retention_elasticity,
                       std::optional<double> discount_elasticity) {
             return EquityValue{value, retention_elasticity, discount_elasticity};
           }),
           "value"_a, "retention_elasticity"_a, "discount_elasticity"_a);
  py::class_<EquityResult>(m, "EquityResult")
      .def_readonly("cohorts", &EquityResult::cohorts)
      .def_readonly("elasticities", &EquityResult::elasticities)
      .def_readonly("existing", &EquityResult::existing)
      .def_readonly("future", &EquityResult::future)
      .def_readonly("total", &EquityResult::total);
  m.def(
      "customer_equity",
      [](const EquityValue& existing, const EquityValue& new_client, const Array<double>& acquired,
         const Array<double>& acquisition_cost, Discount discount_rate, const std::string& per,
         const std::string& period, const std::string& timing) {
        const auto clients = span_of(acquired, "acquired");
        const auto costs = span_of(acquisition_cost, "acquisition_cost");
        const EquityOptions options{
            .discount = DiscountRate::effective(discount_rate, unit_given("per", per)),
            .period = unit_given("period", period),
            .timing = timing_of(timing)};
        return without_gil(
            [&] { return customer_equity(existing, new_client, clients, costs, options); });
      },
      "existing"_a, "new_client"_a, "acquired"_a, "acquisition_cost"_a, py::kw_only(),
      "discount_rate"_a, "per"_a, "period"_a, "timing"_a);
}

}  // namespace tenure::python
