#include <optional>
#include <string>

#include "arrays.hpp"
#include "call.hpp"
#include "choice.hpp"
#include "given.hpp"
#include "tenure/retention_value.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

namespace {

RetentionTiming retention_timing_of(const std::string& word) {
  return choose<RetentionTiming>("timing", word,
                                 {{"just_acquired", RetentionTiming::just_acquired},
                                  {"about_to_renew", RetentionTiming::about_to_renew},
                                  {"in_arrears", RetentionTiming::in_arrears},
                                  {"first_excluded", RetentionTiming::first_excluded},
                                  {"mid_period", RetentionTiming::mid_period},
                                  {"continuous", RetentionTiming::continuous}});
}

}  // namespace

void bind_retention_value(py::module_& m) {
  py::class_<RetentionClvResult>(m, "RetentionClvResult")
      .def_readonly("clients", &RetentionClvResult::clients)
      .def_readonly("timings", &RetentionClvResult::timings)
      .def_readonly("total", &RetentionClvResult::total)
      .def_readonly("one_rate_total", &RetentionClvResult::one_rate_total)
      .def_readonly("retention_elasticity", &RetentionClvResult::retention_elasticity)
      .def_readonly("discount_elasticity", &RetentionClvResult::discount_elasticity)
      .def_readonly("basis", &RetentionClvResult::basis)
      .def_readonly("warning", &RetentionClvResult::warning);
  m.def(
      "retention_clv",
      [](const Array<double>& margin, const Array<double>& retention, const std::string& timing,
         Discount discount_rate, const std::string& per, const std::string& period,
         std::optional<Horizon> horizon, double growth, double solvency, double polarization,
         const std::optional<Array<double>>& acquisition_cost) {
        const auto margins = span_of(margin, "margin");
        const auto retentions = span_of(retention, "retention");
        const RetentionTiming convention = retention_timing_of(timing);
        const RetentionOptions options{
            .discount = DiscountRate::effective(discount_rate, unit_given("per", per)),
            .period = unit_given("period", period),
            .horizon = horizon,
            .growth = growth,
            .solvency = solvency,
            .polarization = polarization,
            .acquisition_cost = span_of(acquisition_cost, "acquisition_cost")};
        return without_gil([&] { return retention_clv(margins, retentions, convention, options); });
      },
      "margin"_a, "retention"_a, py::kw_only(), "timing"_a, "discount_rate"_a, "per"_a, "period"_a,
      "horizon"_a, "growth"_a, "solvency"_a, "polarization"_a, "acquisition_cost"_a);

  py::class_<AggregateRetention>(m, "AggregateRetention")
      .def_readonly("cohorts", &AggregateRetention::cohorts)
      .def_readonly("retention", &AggregateRetention::retention)
      .def_readonly("one_rate_value", &AggregateRetention::one_rate_value)
      .def_readonly("value", &AggregateRetention::value)
      .def_readonly("shortfall", &AggregateRetention::shortfall)
      .def_readonly("warning", &AggregateRetention::warning);
  m.def(
      "check_aggregate_retention",
      [](const FittedModel& model, const Array<double>& contracts, const Array<double>& clients,
         double margin, Discount discount_rate, const std::string& per,
         std::optional<double> retention) {
        const auto signed_contracts = span_of(contracts, "contracts");
        const auto numbers = span_of(clients, "clients");
        const AggregateRetentionOptions options{
            .margin = margin,
            .discount = DiscountRate::effective(discount_rate, unit_given("per", per)),
            .retention = retention};
        return without_gil(
            [&] { return check_aggregate_retention(model, signed_contracts, numbers, options); });
      },
      "model"_a, "contracts"_a, "clients"_a, py::kw_only(), "margin"_a, "discount_rate"_a, "per"_a,
      "retention"_a);
}

}  // namespace tenure::python
