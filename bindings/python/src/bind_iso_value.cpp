#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "call.hpp"
#include "choice.hpp"
#include "given.hpp"
#include "tenure/iso_value.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

void bind_iso_value(py::module_ m) {
  py::class_<IsoValueResult>(m, "IsoValueResult")
      .def_readonly("grid", &IsoValueResult::grid)
      .def_readonly("contours", &IsoValueResult::contours);
  m.def(
      "iso_value",
      [](const FittedModel& purchases, const FittedModel* spend, double age,
         std::int64_t max_frequency, std::int64_t recency_steps, std::optional<double> mean_spend,
         std::optional<Horizon> horizon, Discount discount_rate, const std::string& per,
         double margin, std::vector<double> levels, Threads threads, py::object progress) {
        IsoValueOptions options;
        options.age = age;
        options.max_frequency = max_frequency;
        options.recency_steps = recency_steps;
        options.mean_spend = mean_spend;
        options.horizon = horizon;
        options.discount = DiscountRate::effective(discount_rate, unit_given("per", per));
        options.margin = margin;
        options.levels = std::move(levels);
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return iso_value(purchases, spend, options, execution);
        });
      },
      "purchases"_a, "spend"_a, py::kw_only(), "age"_a, "max_frequency"_a, "recency_steps"_a,
      "mean_spend"_a, "horizon"_a, "discount_rate"_a, "per"_a, "margin"_a, "levels"_a, "threads"_a,
      "progress"_a);
}

}  // namespace tenure::python
