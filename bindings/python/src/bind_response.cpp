#include <pybind11/pybind11.h>

#include "arrays.hpp"
#include "call.hpp"
#include "tenure/response.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

void bind_response(py::module_ m) {
  py::class_<CellResponseResult>(m, "CellResponseResult")
      .def_readonly("cells", &CellResponseResult::cells)
      .def_readonly("overall_rate", &CellResponseResult::overall_rate)
      .def_readonly("break_even_rate", &CellResponseResult::break_even_rate)
      .def_readonly("selective_profit", &CellResponseResult::selective_profit)
      .def_readonly("mail_all_profit", &CellResponseResult::mail_all_profit)
      .def_readonly("clients_selected", &CellResponseResult::clients_selected);
  m.def(
      "cell_response",
      [](const Array<double>& contacted, const Array<double>& responses,
         const std::optional<Array<double>>& clients, double contact_cost, double margin,
         double prior) {
        const auto n = span_of(contacted, "contacted");
        const auto y = span_of(responses, "responses");
        const auto now = span_of(clients, "clients");
        return without_gil([&] {
          return cell_response(n, y, now,
                               {.contact_cost = contact_cost, .margin = margin, .prior = prior});
        });
      },
      "contacted"_a, "responses"_a, "clients"_a, "contact_cost"_a, "margin"_a, "prior"_a);

  py::class_<MarginalRevenueResult>(m, "MarginalRevenueResult")
      .def_readonly("steps", &MarginalRevenueResult::steps)
      .def_readonly("least_score", &MarginalRevenueResult::least_score)
      .def_readonly("clients_selected", &MarginalRevenueResult::clients_selected)
      .def_readonly("selective_profit", &MarginalRevenueResult::selective_profit)
      .def_readonly("mail_all_profit", &MarginalRevenueResult::mail_all_profit);
  m.def(
      "marginal_revenue",
      [](const Array<double>& scores, const Array<double>& revenues, double contact_cost) {
        const auto list = span_of(scores, "scores");
        const auto brought = span_of(revenues, "revenues");
        return without_gil([&] { return marginal_revenue(list, brought, contact_cost); });
      },
      "scores"_a, "revenues"_a, "contact_cost"_a);
}

}  // namespace tenure::python
