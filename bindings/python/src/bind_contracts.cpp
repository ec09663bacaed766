#include <span>
#include <string>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "arrays.hpp"
#include "call.hpp"
#include "choice.hpp"
#include "client_ids.hpp"
#include "tenure/contracts.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

void bind_contracts(py::module_& m) {
  m.def(
      "cohort_summary",
      [](const std::vector<Array<double>>& cohorts, const std::string& period) {
        std::vector<std::span<const double>> survivors;
        for (const auto& cohort : cohorts) survivors.push_back(span_of(cohort, "survivors"));
        return cohort_summary(survivors, unit_given("period", period));
      },
      "cohorts"_a, "period"_a);
  m.def(
      "contract_summary",
      [](const Array<double>& duration, const Array<std::uint8_t>& churned,
         const std::string& period, const py::object& clients) {
        const auto of = span_of(duration, "duration");
        const auto left = span_of(churned, "churned");
        const TimeUnit unit = unit_given("period", period);
        if (clients.is_none()) return contract_summary(of, left, unit);
        return contract_summary(of, left, unit, ClientIdArgument(clients).view());
      },
      "duration"_a, "churned"_a, "period"_a, "clients"_a = py::none());
  m.def(
      "survival",
      [](const FittedModel& model, const Array<double>& renewals) {
        const auto span = span_of(renewals, "renewals");
        return to_numpy(without_gil([&] { return survival(model, span); }));
      },
      "model"_a, "renewals"_a);
  m.def(
      "retention_rates",
      [](const FittedModel& model, const Array<double>& periods) {
        const auto span = span_of(periods, "periods");
        return to_numpy(without_gil([&] { return retention_rates(model, span); }));
      },
      "model"_a, "periods"_a);
  m.def(
      "discounted_lifetime",
      [](const FittedModel& model, double rate, const std::string& per) {
        return discounted_lifetime(model, DiscountRate::effective(rate, unit_given("per", per)));
      },
      "model"_a, "discount_rate"_a, "per"_a);
  m.def(
      "discounted_residual_lifetime",
      [](const FittedModel& model, const Array<double>& periods, double rate,
         const std::string& per) {
        const auto span = span_of(periods, "periods");
        const auto discount = DiscountRate::effective(rate, unit_given("per", per));
        return to_numpy(
            without_gil([&] { return discounted_residual_lifetime(model, span, discount); }));
      },
      "model"_a, "periods"_a, "discount_rate"_a, "per"_a);
}

}  // namespace tenure::python
