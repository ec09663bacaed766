#include <cstring>
#include <string>
#include <vector>

#include <pybind11/pybind11.h>

#include "arrays.hpp"
#include "choice.hpp"
#include "stream_capsule.hpp"
#include "tenure/table.hpp"
#include "texts.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

const char* name_of(Table::Type type) {
  switch (type) {
    case Table::Type::float64:
      return "float64";
    case Table::Type::int64:
      return "int64";
    case Table::Type::text:
      return "text";
    case Table::Type::day:
      return "day";
    case Table::Type::boolean:
      return "boolean";
  }
  throw Error(Status::internal, "a column of unknown type");
}

py::array values_of(const Table& table, std::size_t column, py::handle owner) {
  switch (table.type(column)) {
    case Table::Type::float64:
      return view(table.float64(column), owner);
    case Table::Type::int64:
      return view(table.int64(column), owner);
    case Table::Type::day:
      return view(table.day(column), owner);
    case Table::Type::boolean:
      return view(table.boolean(column), owner);
    case Table::Type::text:
      return texts_to_numpy(table.text(column), table.validity(column));
  }
  throw Error(Status::internal, "a column of unknown type");
}

template <class T>
std::vector<T> vector_of(const py::object& values, const char* argument) {
  const auto array = py::cast<Array<T>>(values);  // a copy, where the type had to change
  const auto span = span_of(array, argument);
  return {span.begin(), span.end()};
}

/// From (name, type, values, validity or None) of every column: the way back from `column`.
Table from_columns(
    const std::vector<std::tuple<std::string, std::string, py::object, py::object>>& columns,
    std::size_t excluded_clients) {
  Table::Builder builder;
  for (const auto& [name, type, values, validity] : columns) {
    auto valid = validity.is_none() ? std::vector<std::uint8_t>{}
                                    : vector_of<std::uint8_t>(validity, "validity");
    switch (choose<Table::Type>("type", type,
                                {{"float64", Table::Type::float64},
                                 {"int64", Table::Type::int64},
                                 {"text", Table::Type::text},
                                 {"day", Table::Type::day},
                                 {"boolean", Table::Type::boolean}})) {
      case Table::Type::float64:
        builder.float64(name, vector_of<double>(values, "values"), std::move(valid));
        break;
      case Table::Type::int64:
        builder.int64(name, vector_of<std::int64_t>(values, "values"), std::move(valid));
        break;
      case Table::Type::day:
        builder.day(name, vector_of<std::int32_t>(values, "values"), std::move(valid));
        break;
      case Table::Type::boolean:
        builder.boolean(name, vector_of<std::uint8_t>(values, "values"), std::move(valid));
        break;
      case Table::Type::text:
        builder.text(name, texts_from_sequence(values, "values"), std::move(valid));
        break;
    }
  }
  return builder.excluded_clients(excluded_clients).build();
}

}  // namespace

void bind_table(py::module_& m) {
  py::class_<Table>(m, "Table")
      .def_static("from_columns", &from_columns, "columns"_a, "excluded_clients"_a = 0)
      .def_property_readonly("rows", &Table::rows)
      .def_property_readonly("excluded_clients", &Table::excluded_clients)
      .def_property_readonly("names",
                             [](const Table& table) {
                               std::vector<std::string> names;
                               for (std::size_t i = 0; i < table.columns(); ++i) {
                                 names.emplace_back(table.name(i));
                               }
                               return names;
                             })
      .def(
          "type",
          [](const Table& table, const std::string& name) {
            return name_of(table.type(table.at(name)));
          },
          "name"_a)
      .def(
          "values",
          [](const py::object& self, const std::string& name) {
            const auto& table = py::cast<const Table&>(self);
            return values_of(table, table.at(name), self);
          },
          "name"_a)
      .def(
          "validity",
          [](const py::object& self, const std::string& name) -> std::optional<py::array> {
            const auto& table = py::cast<const Table&>(self);
            const auto validity = table.validity(table.at(name));
            if (validity.empty()) return std::nullopt;
            return view(validity, self);
          },
          "name"_a)
      .def("export_stream", [](const Table& table) {
        return make_stream_capsule([&](ArrowArrayStream* out) { table.export_to(out); });
      });
}

}  // namespace tenure::python
