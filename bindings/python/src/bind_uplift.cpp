#include <optional>
#include <string>

#include "arrays.hpp"
#include "call.hpp"
#include "choice.hpp"
#include "given.hpp"
#include "tenure/uplift.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

using Flags = Array<std::uint8_t>;

void bind_uplift_curves(py::module_& m) {
  py::class_<UpliftCurves>(m, "UpliftCurves")
      .def_readonly("curve", &UpliftCurves::curve)
      .def_readonly("qini_area", &UpliftCurves::qini_area)
      .def_readonly("uplift_area", &UpliftCurves::uplift_area)
      .def_readonly("qini_random", &UpliftCurves::qini_random)
      .def_readonly("uplift_random", &UpliftCurves::uplift_random)
      .def_readonly("qini_perfect", &UpliftCurves::qini_perfect)
      .def_readonly("uplift_perfect", &UpliftCurves::uplift_perfect)
      .def_readonly("qini_coefficient", &UpliftCurves::qini_coefficient)
      .def_readonly("uplift_coefficient", &UpliftCurves::uplift_coefficient)
      .def_readonly("average_effect", &UpliftCurves::average_effect)
      .def_readonly("estimates", &UpliftCurves::estimates);
  m.def(
      "uplift_curves",
      [](const Flags& outcome, const Flags& treated, const Array<double>& score, Level level) {
        const auto outcomes = span_of(outcome, "outcome"), groups = span_of(treated, "treated");
        const auto scores = span_of(score, "score");
        return without_gil([&] { return uplift_curves(outcomes, groups, scores, level); });
      },
      "outcome"_a, "treated"_a, "score"_a, "level"_a);
  py::class_<EffectInterval>(m, "EffectInterval")
      .def_readonly("effect", &EffectInterval::effect)
      .def_readonly("lower", &EffectInterval::lower)
      .def_readonly("upper", &EffectInterval::upper);
  m.def(
      "uplift_at",
      [](const Flags& outcome, const Flags& treated, const Array<double>& score, double share,
         Level level) {
        const auto outcomes = span_of(outcome, "outcome"), groups = span_of(treated, "treated");
        const auto scores = span_of(score, "score");
        const UpliftAt at =
            without_gil([&] { return uplift_at(outcomes, groups, scores, share, level); });
        return std::pair(at.overall, at.by_group);
      },
      "outcome"_a, "treated"_a, "score"_a, "share"_a, "level"_a);
  m.def(
      "policy_value",
      [](const Flags& treated, const Array<double>& profit, const Flags& decision,
         const Array<double>& propensity, const std::optional<Array<double>>& expected_treated,
         const std::optional<Array<double>>& expected_control, Level level) {
        const PolicyInput input{.treated = span_of(treated, "treated"),
                                .profit = span_of(profit, "profit"),
                                .decision = span_of(decision, "decision"),
                                .propensity = span_of(propensity, "propensity"),
                                .expected_treated = span_of(expected_treated, "expected_treated"),
                                .expected_control = span_of(expected_control, "expected_control"),
                                .level = level};
        return without_gil([&] { return policy_value(input); });
      },
      "treated"_a, "profit"_a, "decision"_a, "propensity"_a, "expected_treated"_a,
      "expected_control"_a, "level"_a);
}

void bind_models(py::module_& m) {
  py::class_<UpliftModel>(m, "UpliftModel")
      .def_readonly("coefficients", &UpliftModel::coefficients)
      .def_readonly("clients", &UpliftModel::clients)
      .def_readonly("converged", &UpliftModel::converged)
      .def_readonly("status", &UpliftModel::status);
  m.def(
      "uplift_model",
      [](const Array<double>& features, std::size_t columns, const Flags& treated,
         const Flags& outcome, const std::optional<Array<double>>& score_features,
         const std::string& method, double ridge) {
        const UpliftModelInput input{
            .features = span_of(features, "features"),
            .columns = columns,
            .treated = span_of(treated, "treated"),
            .outcome = span_of(outcome, "outcome"),
            .score_features = span_of(score_features, "score_features"),
            .method =
                choose<UpliftMethod>("method", method,
                                     {{"two_models", UpliftMethod::two_models},
                                      {"transformed_outcome", UpliftMethod::transformed_outcome}}),
            .ridge = ridge};
        return without_gil([&] { return uplift_model(input); });
      },
      "features"_a, "columns"_a, "treated"_a, "outcome"_a, py::kw_only(), "score_features"_a,
      "method"_a, "ridge"_a);
  py::class_<ResponseEstimate>(m, "ResponseEstimate")
      .def_readonly("parameters", &ResponseEstimate::parameters)
      .def_readonly("doses", &ResponseEstimate::doses)
      .def_readonly("log_likelihood", &ResponseEstimate::log_likelihood)
      .def_readonly("converged", &ResponseEstimate::converged)
      .def_readonly("status", &ResponseEstimate::status);
  m.def(
      "estimate_response",
      [](const Array<double>& dose, const Flags& stayed, Level level) {
        const auto doses = span_of(dose, "dose");
        const auto stays = span_of(stayed, "stayed");
        return without_gil([&] { return estimate_response(doses, stays, level); });
      },
      "dose"_a, "stayed"_a, "level"_a);
}

}  // namespace

void bind_uplift(py::module_ m) {
  bind_uplift_curves(m);
  bind_models(m);
  m.def(
      "sample_size",
      [](double control_rate, double treated_rate, double power, Level level,
         double treated_per_control) {
        const SampleSize size =
            sample_size({control_rate, treated_rate, power, level, treated_per_control});
        return py::make_tuple(size.exact, size.control, size.treated);
      },
      "control_rate"_a, "treated_rate"_a, "power"_a, "level"_a, "treated_per_control"_a);
  m.def(
      "segmentation_profit",
      [](const Array<double>& potential, const Array<double>& speed,
         const Array<std::int64_t>& segments, double segment_cost) {
        const auto potentials = span_of(potential, "potential");
        const auto speeds = span_of(speed, "speed");
        const auto counts = span_of(segments, "segments");
        return without_gil(
            [&] { return segmentation_profit(potentials, speeds, counts, segment_cost); });
      },
      "potential"_a, "speed"_a, "segments"_a, "segment_cost"_a);
}

}  // namespace tenure::python
