#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "arrays.hpp"
#include "call.hpp"
#include "choice.hpp"
#include "given.hpp"
#include "tenure/solvency.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

void bind_solvency(py::module_& m) {
  py::class_<SolventRevenueResult>(m, "SolventRevenueResult")
      .def_readonly("clients", &SolventRevenueResult::clients)
      .def_readonly("revenue", &SolventRevenueResult::revenue)
      .def_readonly("solvent_revenue", &SolventRevenueResult::solvent_revenue)
      .def_readonly("not_valued", &SolventRevenueResult::not_valued);
  m.def(
      "solvent_revenue",
      [](const FittedModel& purchases, const FittedModel& spend, const Summary& summary,
         double solvency, const std::optional<Array<double>>& solvencies, const std::string& period,
         std::optional<Horizon> horizon, Discount discount_rate, const std::string& per,
         Threads threads, py::object progress) {
        const SolventRevenueOptions options{
            .horizon = horizon,
            .discount = DiscountRate::effective(discount_rate, unit_given("per", per)),
            .solvency = solvency,
            .period = unit_given("period", period),
            .solvencies = span_of(solvencies, "solvency")};
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return solvent_revenue(purchases, spend, summary, options, execution);
        });
      },
      "purchases"_a, "spend"_a, "summary"_a, py::kw_only(), "solvency"_a, "solvencies"_a,
      "period"_a, "horizon"_a, "discount_rate"_a, "per"_a, "threads"_a = 0,
      "progress"_a = py::none());
}

}  // namespace tenure::python
