#include <cstdint>
#include <optional>

#include <pybind11/stl.h>

#include "arrays.hpp"
#include "call.hpp"
#include "days.hpp"
#include "tenure/payment.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

void bind_payment(py::module_ m) {
  py::class_<Lateness>(m, "Lateness")
      .def_readonly("days_late", &Lateness::days_late)
      .def_readonly("net_days_late", &Lateness::net_days_late)
      .def_readonly("late_share", &Lateness::late_share);
  m.def(
      "lateness",
      [](const Array<double>& amounts, const Array<double>& days) {
        return lateness(span_of(amounts, "amounts"), span_of(days, "days"));
      },
      "amounts"_a, "days"_a);

  py::class_<DaysOutstanding>(m, "DaysOutstanding")
      .def_readonly("simple", &DaysOutstanding::simple)
      .def_readonly("count_back", &DaysOutstanding::count_back)
      .def_readonly("is_covered", &DaysOutstanding::is_covered);
  m.def(
      "days_outstanding",
      [](double receivable, const Array<double>& sales, const Array<double>& days) {
        return days_outstanding(receivable, span_of(sales, "sales"), span_of(days, "days"));
      },
      "receivable"_a, "sales"_a, "days"_a);

  py::class_<RollResult>(m, "RollResult")
      .def_readonly("states", &RollResult::states)
      .def_readonly("allowance", &RollResult::allowance);
  m.def(
      "roll_rates",
      [](const Array<double>& rolls, const Array<double>& paid, const Array<double>& bad,
         const Array<double>& balances) {
        return roll_rates({.rolls = span_of(rolls, "rolls"),
                           .paid = span_of(paid, "paid"),
                           .bad = span_of(bad, "bad"),
                           .balances = span_of(balances, "balances")});
      },
      "rolls"_a, "paid"_a, "bad"_a, "balances"_a);

  py::class_<PaymentResult>(m, "PaymentResult")
      .def_readonly("clients", &PaymentResult::clients)
      .def_readonly("receivable", &PaymentResult::receivable)
      .def_readonly("outstanding", &PaymentResult::outstanding)
      .def_readonly("late", &PaymentResult::late)
      .def_readonly("bad_share", &PaymentResult::bad_share)
      .def_readonly("expected_loss", &PaymentResult::expected_loss);
  m.def(
      "payment",
      [](const Record& record, std::optional<std::int32_t> as_of, std::int32_t months,
         std::int32_t bad_after, double loss_given_default) {
        const PaymentOptions options{.as_of = day_of(as_of),
                                     .months = months,
                                     .bad_after = Days{bad_after},
                                     .loss_given_default = loss_given_default};
        return without_gil([&] { return payment(record, options); });
      },
      "record"_a, "as_of"_a, "months"_a, "bad_after"_a, "loss_given_default"_a);
}

}  // namespace tenure::python
