#include <optional>

#include "arrays.hpp"
#include "call.hpp"
#include "given.hpp"
#include "tenure/acquisition.hpp"
#include "tenure/complaints.hpp"
#include "tenure/targeting.hpp"
#include "tenure/win_back.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

void bind_targeting(py::module_& m) {
  m.def(
      "profit_lift",
      [](const Array<double>& risk_untreated, const Array<double>& risk_treated,
         const Array<double>& value, const Array<double>& cost) {
        const auto untreated = span_of(risk_untreated, "risk_untreated");
        const auto treated = span_of(risk_treated, "risk_treated");
        const auto values = span_of(value, "value"), costs = span_of(cost, "cost");
        return without_gil([&] { return profit_lift(untreated, treated, values, costs); });
      },
      "risk_untreated"_a, "risk_treated"_a, "value"_a, "cost"_a);
  m.def(
      "retention_targets",
      [](const Array<double>& risk, const Array<double>& value, double accept, double contact,
         double incentive) {
        const auto risks = span_of(risk, "risk"), values = span_of(value, "value");
        const CampaignOffer offer{accept, contact, incentive};
        return without_gil([&] { return retention_targets(risks, values, offer); });
      },
      "risk"_a, "value"_a, "accept"_a, "contact"_a, "incentive"_a);
  m.def(
      "campaign_profit",
      [](double clients, double targeted_share, double loss_rate, double lift, double value,
         double fixed_cost, double accept, double contact, double incentive) {
        return campaign_profit({clients,
                                targeted_share,
                                loss_rate,
                                lift,
                                value,
                                fixed_cost,
                                {accept, contact, incentive}});
      },
      py::kw_only(), "clients"_a, "targeted_share"_a, "loss_rate"_a, "lift"_a, "value"_a,
      "fixed_cost"_a, "accept"_a, "contact"_a, "incentive"_a);
  py::class_<ChurnProfit>(m, "ChurnProfit")
      .def_readonly("maximum_profit", &ChurnProfit::maximum_profit)
      .def_readonly("target_share", &ChurnProfit::target_share)
      .def_readonly("score_threshold", &ChurnProfit::score_threshold)
      .def_readonly("expected_maximum_profit", &ChurnProfit::expected_maximum_profit)
      .def_readonly("expected_target_share", &ChurnProfit::expected_target_share);
  m.def(
      "churn_profit",
      [](const Array<double>& score, const Array<std::uint8_t>& churned, double value,
         double incentive, double contact, double accept_alpha, double accept_beta) {
        const auto scores = span_of(score, "score");
        const auto left = span_of(churned, "churned");
        const ChurnProfitOptions options{value, incentive, contact, accept_alpha, accept_beta};
        return without_gil([&] { return churn_profit(scores, left, options); });
      },
      "score"_a, "churned"_a, py::kw_only(), "value"_a, "incentive"_a, "contact"_a,
      "accept_alpha"_a, "accept_beta"_a);
}

void bind_acquisition(py::module_& m) {
  py::class_<AcquisitionPlan>(m, "AcquisitionPlan")
      .def_readonly("acquisition_spend", &AcquisitionPlan::acquisition_spend)
      .def_readonly("retention_spend", &AcquisitionPlan::retention_spend)
      .def_readonly("acquisition_rate", &AcquisitionPlan::acquisition_rate)
      .def_readonly("retention_rate", &AcquisitionPlan::retention_rate)
      .def_readonly("client_value", &AcquisitionPlan::client_value)
      .def_readonly("customer_equity", &AcquisitionPlan::customer_equity)
      .def_readonly("shadow_price", &AcquisitionPlan::shadow_price)
      .def_readonly("marginal_acquisition_cost", &AcquisitionPlan::marginal_acquisition_cost)
      .def_readonly("marginal_retention_cost", &AcquisitionPlan::marginal_retention_cost)
      .def_readonly("average_acquisition_cost", &AcquisitionPlan::average_acquisition_cost)
      .def_readonly("average_retention_cost", &AcquisitionPlan::average_retention_cost)
      .def_readonly("average_ratio", &AcquisitionPlan::average_ratio)
      .def_readonly("certificate", &AcquisitionPlan::certificate)
      .def_readonly("reading", &AcquisitionPlan::reading);
  m.def(
      "balance_acquisition",
      [](double margin, Discount discount_rate, const ResponseCurve& acquisition,
         const ResponseCurve& retention, double budget) {
        return balance_acquisition({margin, discount_rate, acquisition, retention, budget});
      },
      "margin"_a, "discount_rate"_a, "acquisition"_a, "retention"_a, "budget"_a);
}

void bind_win_back(py::module_& m) {
  m.def("second_lifetime_value", &second_lifetime_value, "margin"_a, "retention"_a,
        "discount_rate"_a);
  py::class_<WinBackPlan>(m, "WinBackPlan")
      .def_readonly("rows", &WinBackPlan::rows)
      .def_readonly("constraints", &WinBackPlan::constraints)
      .def_readonly("certificate", &WinBackPlan::certificate);
  m.def(
      "win_back",
      [](const Array<double>& probability, const Array<double>& second_value,
         const Array<double>& incentive, const Array<double>& contact,
         const std::optional<Array<double>>& clients, const std::optional<Array<double>>& decay,
         double budget) {
        const WinBackInput input{.probability = span_of(probability, "probability"),
                                 .second_value = span_of(second_value, "second_value"),
                                 .incentive = span_of(incentive, "incentive"),
                                 .contact = span_of(contact, "contact"),
                                 .clients = span_of(clients, "clients"),
                                 .decay = span_of(decay, "decay"),
                                 .budget = budget};
        return without_gil([&] { return win_back(input); });
      },
      "probability"_a, "second_value"_a, "incentive"_a, "contact"_a, "clients"_a, "decay"_a,
      "budget"_a);
}

void bind_complaints(py::module_& m) {
  py::class_<ComplaintReport>(m, "ComplaintReport")
      .def_readonly("causes", &ComplaintReport::causes)
      .def_readonly("lost", &ComplaintReport::lost)
      .def_readonly("lost_silent", &ComplaintReport::lost_silent)
      .def_readonly("gain", &ComplaintReport::gain)
      .def_readonly("spent", &ComplaintReport::spent)
      .def_readonly("profit", &ComplaintReport::profit)
      .def_readonly("roi", &ComplaintReport::roi)
      .def_readonly("voice_gain", &ComplaintReport::voice_gain);
  m.def(
      "complaint_profit",
      [](const Array<double>& clients, const Array<double>& voiced,
         const Array<double>& stay_handled, const Array<double>& stay_ignored,
         const Array<double>& stay_silent, const Array<double>& value, const Array<double>& cost,
         const std::optional<Array<double>>& handled, const std::optional<Array<double>>& voiced_to,
         double fixed_cost) {
        const ComplaintInput input{.clients = span_of(clients, "clients"),
                                   .voiced = span_of(voiced, "voiced"),
                                   .stay_handled = span_of(stay_handled, "stay_handled"),
                                   .stay_ignored = span_of(stay_ignored, "stay_ignored"),
                                   .stay_silent = span_of(stay_silent, "stay_silent"),
                                   .value = span_of(value, "value"),
                                   .cost = span_of(cost, "cost"),
                                   .handled = span_of(handled, "handled"),
                                   .voiced_to = span_of(voiced_to, "voiced_to"),
                                   .fixed_cost = fixed_cost};
        return without_gil([&] { return complaint_profit(input); });
      },
      "clients"_a, "voiced"_a, "stay_handled"_a, "stay_ignored"_a, "stay_silent"_a, "value"_a,
      "cost"_a, "handled"_a, "voiced_to"_a, "fixed_cost"_a);
}

}  // namespace

void bind_campaigns(py::module_ m) {
  bind_targeting(m);
  bind_acquisition(m);
  bind_win_back(m);
  bind_complaints(m);
}

}  // namespace tenure::python
