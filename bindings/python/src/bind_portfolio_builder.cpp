#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "bytes.hpp"
#include "call.hpp"
#include "given.hpp"
#include "stream_capsule.hpp"
#include "tenure/portfolio.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

using Text = std::optional<std::string>;
/// None, an integer or a text.
using Client = std::variant<std::monostate, std::int64_t, std::string>;

std::optional<std::string_view> view_of(const Text& text) {
  return text ? std::optional<std::string_view>(*text) : std::nullopt;
}

void push(PortfolioBuilder& self, const Client& client, std::int32_t day,
          std::optional<double> amount, std::optional<double> cost, const Text& order_id,
          const Text& category, const Text& channel, std::optional<double> quantity) {
  PortfolioBuilder::Row row{
      {}, Day{day}, amount, cost, view_of(order_id), view_of(category), view_of(channel), quantity};
  if (const auto* number = std::get_if<std::int64_t>(&client)) row.client = *number;
  if (const auto* text = std::get_if<std::string>(&client)) row.client = std::string_view(*text);
  self.push(row);
}

void merge(PortfolioBuilder& self, PortfolioBuilder& other) {
  if (&self == &other) {
    throw Error(Status::invalid_argument, "other: a builder cannot be merged into itself", "other");
  }
  self.merge(std::move(other));
}

}  // namespace

void bind_portfolio_builder(py::module_& m) {
  py::class_<PortfolioBuilder>(m, "PortfolioBuilder")
      .def(py::init<const ImportOptions&>(), "options"_a)
      .def("push", &push, "client"_a, "day"_a, "amount"_a = py::none(), "cost"_a = py::none(),
           "order_id"_a = py::none(), "category"_a = py::none(), "channel"_a = py::none(),
           "quantity"_a = py::none())
      .def(
          "push_arrow",
          [](PortfolioBuilder& self, const py::object& stream, const PurchaseColumns& columns) {
            ArrowArrayStream* const taken = stream_of(stream);
            without_gil([&] { self.push(taken, columns); });
          },
          "stream"_a, "columns"_a)
      .def("merge", &merge, "other"_a)
      .def("to_bytes", [](const PortfolioBuilder& self) { return to_python(self.to_bytes()); })
      .def_static(
          "from_bytes",
          [](const py::bytes& bytes) { return PortfolioBuilder::from_bytes(bytes_of(bytes)); },
          "data"_a)
      .def_property_readonly("drops_invalid_rows",
                             [](const PortfolioBuilder& self) {
                               return self.options().invalid_rows == RowPolicy::drop;
                             })
      .def_property_readonly("rows_read", &PortfolioBuilder::rows_read)
      .def(
          "build",
          [](PortfolioBuilder& self, Threads threads, py::object progress) {
            return Call(threads, std::move(progress)).run([&](const Execution& execution) {
              return self.build(execution);
            });
          },
          "threads"_a = 0, "progress"_a = py::none());
}

}  // namespace tenure::python
