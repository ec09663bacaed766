#include <cstdint>
#include <optional>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "call.hpp"
#include "days.hpp"
#include "tenure/shop.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

void bind_shop(py::module_& m) {
  py::class_<ShopOptions>(m, "ShopOptions")
      .def(py::init<>())
      .def_readwrite("clients", &ShopOptions::clients)
      .def_readwrite("seed", &ShopOptions::seed)
      .def_property(
          "opened", [](const ShopOptions& self) { return self.opened.since_epoch; },
          [](ShopOptions& self, std::int32_t day) { self.opened = Day{day}; })
      .def_property(
          "joining",
          [](const ShopOptions& self) {
            return self.joining ? std::optional(self.joining->count) : std::nullopt;
          },
          [](ShopOptions& self, std::optional<std::int32_t> days) {
            self.joining = days ? std::optional(Days{*days}) : std::nullopt;
          })
      .def_property(
          "observed_until", [](const ShopOptions& self) { return self.observed_until.since_epoch; },
          [](ShopOptions& self, std::int32_t day) { self.observed_until = Day{day}; })
      .def_readwrite("r", &ShopOptions::r)
      .def_readwrite("alpha", &ShopOptions::alpha)
      .def_readwrite("s", &ShopOptions::s)
      .def_readwrite("beta", &ShopOptions::beta)
      .def_readwrite("p", &ShopOptions::p)
      .def_readwrite("q", &ShopOptions::q)
      .def_readwrite("v", &ShopOptions::v)
      .def_readwrite("margin", &ShopOptions::margin);
  py::class_<Shop>(m, "Shop")
      .def_readonly("log", &Shop::log)
      .def_readonly("clients", &Shop::clients)
      .def_readonly("contacts", &Shop::contacts)
      .def_readonly("invoices", &Shop::invoices)
      .def_readonly("contracts", &Shop::contracts)
      .def_readonly("truth", &Shop::truth);
  m.def(
      "simulate_shop",
      [](const ShopOptions& options) {
        return without_gil([&] { return simulate_shop(options); });
      },
      "options"_a);
}

}  // namespace tenure::python
