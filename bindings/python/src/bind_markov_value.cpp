#include <cstdint>
#include <optional>
#include <string>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "arrays.hpp"
#include "call.hpp"
#include "clv_arguments.hpp"
#include "given.hpp"
#include "tenure/markov_value.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

MarkovValueOptions options_of(std::optional<std::int64_t> horizon, Discount discount_rate,
                              const std::string& per, const std::string& period,
                              double period_length, const std::string& timing) {
  MarkovValueOptions options;
  options.horizon = horizon;
  options.discount = DiscountRate::effective(discount_rate, unit_given("per", per));
  options.period = unit_given("period", period);
  options.period_length = period_length;
  options.timing = timing_of(timing);
  return options;
}

}  // namespace

void bind_markov_value(py::module_ m) {
  py::class_<MarkovValueResult>(m, "MarkovValueResult")
      .def_readonly("states", &MarkovValueResult::states)
      .def_readonly("error_bound", &MarkovValueResult::error_bound)
      .def_readonly("basis", &MarkovValueResult::basis);
  py::class_<MarkovPolicyResult>(m, "MarkovPolicyResult")
      .def_readonly("states", &MarkovPolicyResult::states)
      .def_readonly("iterations", &MarkovPolicyResult::iterations)
      .def_readonly("error_bound", &MarkovPolicyResult::error_bound);

  m.def(
      "value",
      [](const Array<double>& matrix, const Array<double>& rewards,
         std::optional<std::int64_t> horizon, Discount discount_rate, const std::string& per,
         const std::string& period, double period_length, const std::string& timing) {
        const auto p = span_of(matrix, "matrix");
        const auto r = span_of(rewards, "rewards");
        const auto options = options_of(horizon, discount_rate, per, period, period_length, timing);
        return without_gil([&] { return markov_value(p, r, options); });
      },
      "matrix"_a, "rewards"_a, py::kw_only(), "horizon"_a, "discount_rate"_a, "per"_a, "period"_a,
      "period_length"_a, "timing"_a);
  m.def(
      "policy",
      [](const Array<double>& matrix, const Array<double>& rewards,
         const std::optional<Array<double>>& stop_values, Discount discount_rate,
         const std::string& per, const std::string& period, double period_length,
         const std::string& timing) {
        const auto p = span_of(matrix, "matrix");
        const auto r = span_of(rewards, "rewards");
        const auto stop = span_of(stop_values, "stop_values");
        const auto options = options_of({}, discount_rate, per, period, period_length, timing);
        return without_gil([&] { return markov_policy(p, r, stop, options); });
      },
      "matrix"_a, "rewards"_a, "stop_values"_a, py::kw_only(), "discount_rate"_a, "per"_a,
      "period"_a, "period_length"_a, "timing"_a);
}

}  // namespace tenure::python
