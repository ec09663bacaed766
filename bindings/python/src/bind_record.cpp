#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include "call.hpp"
#include "choice.hpp"
#include "client_ids.hpp"
#include "days.hpp"
#include "stream_capsule.hpp"
#include "tenure/record.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

RecordTable table_of(const std::string& name) {
  return choose<RecordTable>("table", name,
                             {{"clients", RecordTable::clients},
                              {"contacts", RecordTable::contacts},
                              {"invoices", RecordTable::invoices},
                              {"contracts", RecordTable::contracts}});
}

void bind_record_builder(py::module_& m) {
  py::class_<RecordBuilder>(m, "RecordBuilder")
      .def(py::init<Portfolio>(), "portfolio"_a)
      .def(
          "read",
          [](RecordBuilder& self, const std::string& table, const py::object& stream,
             std::string client, std::vector<std::pair<std::string, std::string>> fields,
             std::vector<std::string> attributes, bool minor_units) {
            const RecordColumns columns{std::move(client), std::move(fields), std::move(attributes),
                                        minor_units};
            ArrowArrayStream* const taken = stream_of(stream);
            const RecordTable into = table_of(table);
            without_gil([&] { self.read(into, taken, columns); });
          },
          "table"_a, "stream"_a, "client"_a, "fields"_a,
          "attributes"_a = std::vector<std::string>(), "minor_units"_a = false)
      .def(
          "rows_read",
          [](const RecordBuilder& self, const std::string& table) {
            return self.rows_read(table_of(table));
          },
          "table"_a)
      .def("build", &RecordBuilder::build, py::call_guard<py::gil_scoped_release>());
}

}  // namespace

void bind_record(py::module_ m) {
  m.def(
      "fields",
      [](const std::string& table) {
        constexpr const char* types[] = {"day", "amount", "number", "text", "flag"};
        std::vector<std::pair<std::string, std::string>> fields;
        for (const RecordField& field : record_fields(table_of(table))) {
          fields.emplace_back(field.name, types[static_cast<std::size_t>(field.type)]);
        }
        return fields;
      },
      "table"_a);
  py::class_<Record>(m, "Record")
      .def_static(
          "load",
          [](const std::string& path) { return without_gil([&] { return Record::load(path); }); },
          "path"_a)
      .def(
          "save",
          [](const Record& self, const std::string& path) {
            without_gil([&] { self.save(path); });
          },
          "path"_a)
      .def_property_readonly("portfolio", &Record::portfolio, py::return_value_policy::copy)
      .def("__len__", &Record::clients)
      .def_property_readonly("client_ids",
                             [](const py::object& self) {
                               return to_numpy(py::cast<const Record&>(self).client_ids(), self);
                             })
      .def(
          "has",
          [](const Record& self, const std::string& table) { return self.has(table_of(table)); },
          "table"_a)
      .def(
          "table",
          [](const Record& self, const std::string& table) { return self.table(table_of(table)); },
          "table"_a)
      .def(
          "report",
          [](const Record& self, const std::string& table) { return self.report(table_of(table)); },
          "table"_a)
      .def("client_table", &Record::client_table, py::call_guard<py::gil_scoped_release>())
      .def(
          "erase",
          [](const Record& self, const py::object& clients) {
            const ClientIdArgument ids(clients);
            return without_gil([&] { return erase(self, ids.view()); });
          },
          "clients"_a)
      .def(
          "due_for_erasure",
          [](const Record& self, double years, std::optional<std::int32_t> as_of) {
            const RetentionClock clock{.years = years, .as_of = day_of(as_of)};
            return without_gil([&] { return due_for_erasure(self, clock); });
          },
          "years"_a, "as_of"_a = py::none())
      .def(
          "erase_due",
          [](const Record& self, double years, std::optional<std::int32_t> as_of) {
            const RetentionClock clock{.years = years, .as_of = day_of(as_of)};
            return without_gil([&] { return erase_due(self, clock); });
          },
          "years"_a, "as_of"_a = py::none());
  bind_record_builder(m);
}

}  // namespace tenure::python
