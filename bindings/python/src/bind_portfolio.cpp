#include <algorithm>
#include <optional>
#include <string>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "arrays.hpp"
#include "call.hpp"
#include "choice.hpp"
#include "client_ids.hpp"
#include "days.hpp"
#include "given.hpp"
#include "stream_capsule.hpp"
#include "tenure/portfolio.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

// What Python does not say keeps the library's default.
using Word = std::optional<std::string>;

void set(SameDay& policy, const char* argument, const Word& word) {
  if (!word) return;
  policy = choose<SameDay>(
      argument, *word,
      {{"merge", SameDay::merge}, {"order", SameDay::order}, {"keep", SameDay::keep}});
}

void set(RowPolicy& policy, const char* argument, const Word& word) {
  if (!word) return;
  policy = choose<RowPolicy>(
      argument, *word,
      {{"keep", RowPolicy::keep}, {"drop", RowPolicy::drop}, {"reject", RowPolicy::reject}});
}

DayRule day_rule(const std::optional<Array<std::int64_t>>& zone_seconds,
                 const std::optional<Array<std::int32_t>>& zone_offsets,
                 std::int32_t day_starts_at) {
  DayRule rule;
  const auto seconds = span_of(zone_seconds, "zone_seconds");
  const auto offsets = span_of(zone_offsets, "zone_offsets");
  for (std::size_t i = 0; i < std::min(seconds.size(), offsets.size()); ++i) {
    rule.offsets.push_back({seconds[i], offsets[i]});
  }
  rule.day_starts_at = day_starts_at;
  return rule;
}

void bind_options(py::module_& m) {
  py::class_<ImportOptions>(m, "ImportOptions")
      .def(py::init([](const Word& same_day, const Word& returns, const Word& zero_amounts,
                       const Word& guests, const Word& invalid_rows, const Word& after_observed,
                       const Word& duplicates, std::optional<std::int32_t> observed_until,
                       std::string currency, int decimals,
                       const std::optional<Array<std::int64_t>>& zone_seconds,
                       const std::optional<Array<std::int32_t>>& zone_offsets,
                       std::int32_t day_starts_at) {
             ImportOptions made;
             set(made.same_day, "same_day", same_day);
             set(made.returns, "returns", returns);
             set(made.zero_amounts, "zero_amounts", zero_amounts);
             set(made.guests, "guests", guests);
             set(made.invalid_rows, "invalid_rows", invalid_rows);
             set(made.after_observed, "after_observed", after_observed);
             set(made.duplicates, "duplicates", duplicates);
             made.observed_until = day_of(observed_until);
             made.currency = {std::move(currency), decimals};
             made.day_rule = day_rule(zone_seconds, zone_offsets, day_starts_at);
             return made;
           }),
           py::kw_only(), "same_day"_a = py::none(), "returns"_a = py::none(),
           "zero_amounts"_a = py::none(), "guests"_a = py::none(), "invalid_rows"_a = py::none(),
           "after_observed"_a = py::none(), "duplicates"_a = py::none(),
           "observed_until"_a = py::none(), "currency"_a = "", "decimals"_a = 2,
           "zone_seconds"_a = py::none(), "zone_offsets"_a = py::none(), "day_starts_at"_a = 0);

  py::class_<PurchaseColumns>(m, "PurchaseColumns")
      .def(py::init([](std::string client, std::string date, std::string amount, std::string cost,
                       std::string margin, std::string order_id, std::string category,
                       std::string channel, std::string quantity, bool minor_units) {
             return PurchaseColumns{std::move(client),   std::move(date),    std::move(amount),
                                    std::move(cost),     std::move(margin),  std::move(order_id),
                                    std::move(category), std::move(channel), std::move(quantity),
                                    minor_units};
           }),
           py::kw_only(), "client"_a, "date"_a, "amount"_a = "", "cost"_a = "", "margin"_a = "",
           "order_id"_a = "", "category"_a = "", "channel"_a = "", "quantity"_a = "",
           "minor_units"_a = false);
}

void bind_report(py::module_& m) {
  py::class_<ImportReport>(m, "ImportReport")
      .def_readonly("rows_read", &ImportReport::rows_read)
      .def_readonly("kept", &ImportReport::kept)
      .def_readonly("merged", &ImportReport::merged)
      .def_property_readonly("rows_dropped", &ImportReport::rows_dropped)
      .def_property_readonly("dropped",
                             [](const ImportReport& report) {
                               py::dict dropped;
                               for (const auto& each : report.dropped) {
                                 dropped[py::str(each.reason)] =
                                     py::make_tuple(each.rows, each.first_row);
                               }
                               return dropped;
                             })
      .def_readonly("first_merged_row", &ImportReport::first_merged_row)
      .def_readonly("returns_recorded", &ImportReport::returns_recorded)
      .def_readonly("returns_unmatched", &ImportReport::returns_unmatched)
      .def_readonly("amounts_rounded", &ImportReport::amounts_rounded)
      .def_readonly("first_rounded_row", &ImportReport::first_rounded_row)
      .def_readonly("clients", &ImportReport::clients)
      .def("table", &ImportReport::table);
}

}  // namespace

void bind_portfolio(py::module_& m) {
  bind_options(m);
  bind_report(m);
  py::class_<Portfolio>(m, "Portfolio")
      .def_static(
          "from_arrow",
          [](const py::object& stream, const PurchaseColumns& columns, const ImportOptions& options,
             Threads threads, py::object progress) {
            ArrowArrayStream* const taken = stream_of(stream);
            return Call(threads, std::move(progress)).run([&](const Execution& execution) {
              return Portfolio::from_arrow(taken, columns, options, execution);
            });
          },
          "stream"_a, "columns"_a, "options"_a, "threads"_a = 0, "progress"_a = py::none())
      .def_static(
          "load",
          [](const std::string& path) {
            return without_gil([&] { return Portfolio::load(path); });
          },
          "path"_a)
      .def(
          "save",
          [](const Portfolio& self, const std::string& path) {
            without_gil([&] { self.save(path); });
          },
          "path"_a)
      .def(
          "append",
          [](const Portfolio& self, const py::object& stream, const PurchaseColumns& columns,
             std::optional<std::int32_t> observed_until, Threads threads, py::object progress) {
            ArrowArrayStream* const taken = stream_of(stream);
            return Call(threads, std::move(progress)).run([&](const Execution& execution) {
              return self.append(taken, columns, day_of(observed_until), execution);
            });
          },
          "stream"_a, "columns"_a, "observed_until"_a = py::none(), "threads"_a = 0,
          "progress"_a = py::none())
      .def_property_readonly("clients", &Portfolio::clients)
      .def_property_readonly("purchases", &Portfolio::purchases)
      .def_property_readonly("excluded_clients", &Portfolio::excluded_clients)
      .def_property_readonly("client_ids",
                             [](const py::object& self) {
                               return to_numpy(py::cast<const Portfolio&>(self).client_ids(), self);
                             })
      .def_property_readonly("first_day",
                             [](const Portfolio& self) { return self.first_day().since_epoch; })
      .def_property_readonly(
          "observed_until", [](const Portfolio& self) { return self.observed_until().since_epoch; })
      .def_property_readonly("has_amounts", &Portfolio::has_amounts)
      .def_property_readonly("has_costs", &Portfolio::has_costs)
      .def_property_readonly(
          "drops_invalid_rows",
          [](const Portfolio& self) { return self.options().invalid_rows == RowPolicy::drop; })
      .def_property_readonly("currency",
                             [](const Portfolio& self) { return self.options().currency.code; })
      .def_property_readonly("report", &Portfolio::report, py::return_value_policy::copy)
      .def("purchase_table", [](const Portfolio& self) {
        return without_gil([&] { return self.purchase_table(); });
      });
}

}  // namespace tenure::python
