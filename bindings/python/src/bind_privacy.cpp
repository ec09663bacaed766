#include <cstdint>
#include <optional>
#include <string>

#include <pybind11/stl.h>

#include "arrays.hpp"
#include "call.hpp"
#include "choice.hpp"
#include "client_ids.hpp"
#include "days.hpp"
#include "tenure/privacy.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

using Asked = std::optional<Array<std::uint8_t>>;

Portfolio flagged(const Portfolio& portfolio, const py::object& clients, const Asked& no_profiling,
                  const Asked& no_contact, const Asked& erase) {
  const ClientIdArgument ids(clients);
  const ClientFlags flags{.clients = ids.view(),
                          .no_profiling = span_of(no_profiling, "no_profiling"),
                          .no_contact = span_of(no_contact, "no_contact"),
                          .erase = span_of(erase, "erase")};
  return without_gil([&] { return with_flags(portfolio, flags); });
}

}  // namespace

void bind_privacy(py::module_ m) {
  m.def("with_flags", &flagged, "portfolio"_a, "clients"_a, "no_profiling"_a = py::none(),
        "no_contact"_a = py::none(), "erase"_a = py::none());
  m.def("flag_table", &flag_table, "portfolio"_a, py::call_guard<py::gil_scoped_release>());
  m.def(
      "erase",
      [](const Portfolio& portfolio, const py::object& clients) {
        const ClientIdArgument ids(clients);
        return without_gil([&] { return erase(portfolio, ids.view()); });
      },
      "portfolio"_a, "clients"_a);
  m.def(
      "due_for_erasure",
      [](const Portfolio& portfolio, double years, std::optional<std::int32_t> as_of) {
        return without_gil(
            [&] { return due_for_erasure(portfolio, {.years = years, .as_of = day_of(as_of)}); });
      },
      "portfolio"_a, "years"_a, "as_of"_a = py::none());
  m.def(
      "erase_due",
      [](const Portfolio& portfolio, double years, std::optional<std::int32_t> as_of) {
        return without_gil(
            [&] { return erase_due(portfolio, {.years = years, .as_of = day_of(as_of)}); });
      },
      "portfolio"_a, "years"_a, "as_of"_a = py::none());

  py::class_<AnonymousCells>(m, "AnonymousCells")
      .def_readonly("cells", &AnonymousCells::cells)
      .def_readonly("smallest", &AnonymousCells::smallest)
      .def_readonly("hidden_cells", &AnonymousCells::hidden_cells)
      .def_readonly("hidden_clients", &AnonymousCells::hidden_clients)
      .def_readonly("totals_publishable", &AnonymousCells::totals_publishable);
  m.def(
      "anonymous_cells",
      [](const Array<std::int64_t>& counts, std::int64_t k, const std::string& small_cells,
         std::size_t columns) {
        const auto given = span_of(counts, "counts");
        const AnonymityOptions options{
            .k = k,
            .small_cells = choose<SmallCells>(
                "small_cells", small_cells,
                {{"suppress", SmallCells::suppress}, {"merge", SmallCells::merge}}),
            .columns = columns};
        return without_gil([&] { return anonymous_cells(given, options); });
      },
      "counts"_a, "k"_a, "small_cells"_a, "columns"_a);
}

}  // namespace tenure::python
