#include <string_view>

#include <pybind11/pybind11.h>

#include "tenure/units.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

void bind_units(py::module_& m) {
  m.def(
      "parse_day", [](std::string_view text) { return Day::parse(text).since_epoch; }, "text"_a);
  m.def(
      "add_time",
      [](std::int32_t from, double units, std::string_view unit) {
        return add_time(Day{from}, units, unit_given("unit", unit)).since_epoch;
      },
      "day"_a, "units"_a, "unit"_a);
  m.def(
      "units_per_year",
      [](std::string_view unit) { return units_per_year(unit_given("unit", unit)); }, "unit"_a);
}

}  // namespace tenure::python
