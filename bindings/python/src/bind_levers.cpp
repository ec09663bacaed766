#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arrays.hpp"
#include "call.hpp"
#include "choice.hpp"
#include "given.hpp"
#include "tenure/levers.hpp"
#include "texts.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

namespace {

using Column = std::optional<Array<double>>;
using Move = std::pair<double, double>;

/// The names of segments as views of the texts that `texts` will hold.
std::vector<std::string_view> views_of(const TextColumn& texts) {
  std::vector<std::string_view> views;
  const TextView view = texts.view();
  for (std::size_t i = 0; i < view.size(); ++i) views.push_back(view[i]);
  return views;
}

LeverOptions lever_options(const Move& frequency, const Move& basket, const Move& duration,
                           double margin, Discount discount_rate, const std::string& per,
                           const std::string& unit, double frontier, double small_headroom,
                           double likely_alive) {
  return {.frequency = {frequency.first, frequency.second},
          .basket = {basket.first, basket.second},
          .duration = {duration.first, duration.second},
          .margin = margin,
          .discount = DiscountRate::effective(discount_rate, unit_given("per", per)),
          .unit = unit_given("unit", unit),
          .frontier = frontier,
          .small_headroom = small_headroom,
          .likely_alive = likely_alive};
}

}  // namespace

void bind_levers(py::module_& m) {
  py::class_<LeverOptions>(m, "LeverOptions")
      .def(py::init(&lever_options), py::kw_only(), "frequency"_a, "basket"_a, "duration"_a,
           "margin"_a, "discount_rate"_a, "per"_a, "unit"_a, "frontier"_a, "small_headroom"_a,
           "likely_alive"_a);
  py::class_<LeverResult>(m, "LeverResult")
      .def_readonly("levers", &LeverResult::levers)
      .def_readonly("clients", &LeverResult::clients)
      .def_readonly("segments", &LeverResult::segments)
      .def_readonly("revenue", &LeverResult::revenue);
  m.def(
      "levers",
      [](const Array<double>& frequency, const Array<double>& basket, const Array<double>& duration,
         const Column& p_alive, const std::optional<py::sequence>& segments,
         const LeverOptions& options) {
        const TextColumn names =
            segments ? texts_from_sequence(*segments, "segments") : TextColumn();
        const std::vector<std::string_view> views = views_of(names);
        const ClientLevers given{.frequency = span_of(frequency, "frequency"),
                                 .basket = span_of(basket, "basket"),
                                 .duration = span_of(duration, "duration"),
                                 .p_alive = span_of(p_alive, "p_alive"),
                                 .segments = views};
        return without_gil([&] { return levers(given, options); });
      },
      "frequency"_a, "basket"_a, "duration"_a, "p_alive"_a, "segments"_a, "options"_a);
  m.def(
      "summary_levers",
      [](const Summary& summary, const Column& p_alive, const std::optional<py::sequence>& segments,
         const LeverOptions& options) {
        const TextColumn names =
            segments ? texts_from_sequence(*segments, "segments") : TextColumn();
        const std::vector<std::string_view> views = views_of(names);
        const ClientLevers given{.p_alive = span_of(p_alive, "p_alive"), .segments = views};
        return without_gil([&] { return levers(summary, given, options); });
      },
      "summary"_a, "p_alive"_a, "segments"_a, "options"_a);
}

}  // namespace tenure::python
