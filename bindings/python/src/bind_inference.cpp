#include <optional>
#include <string>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "call.hpp"
#include "clv_arguments.hpp"
#include "given.hpp"
#include "history_arrays.hpp"
#include "tenure/inference.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

using Codes = std::optional<Array<std::int64_t>>;

Predicted predicted_of(const std::string& word) {
  return choose<Predicted>("of", word,
                           {{"expected_purchases", Predicted::expected_purchases},
                            {"p_alive", Predicted::p_alive},
                            {"discounted_purchases", Predicted::discounted_purchases},
                            {"expected_spend", Predicted::expected_spend},
                            {"purchases", Predicted::purchases}});
}

PredictionOptions prediction_options(Level level, const std::string& method, Draws draws, Seed seed,
                                     const Summary* fitted_to, const Codes& groups) {
  PredictionOptions options;
  options.level = level;
  options.method = choose<IntervalMethod>("method", method,
                                          {{"delta", IntervalMethod::delta},
                                           {"sampling", IntervalMethod::sampling},
                                           {"profile", IntervalMethod::profile}});
  options.draws = draws;
  options.seed = seed;
  options.fitted_to = fitted_to;
  options.groups = span_of(groups, "groups");
  return options;
}

void bind_tests(py::module_& m) {
  m.def("wald_intervals", &wald_intervals, "model"_a, "level"_a);
  m.def(
      "profile_intervals",
      [](const FittedModel& model, const HistoryArrays& histories, Level level, Threads threads,
         py::object progress) {
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return profile_intervals(model, histories.view, level, execution);
        });
      },
      "model"_a, "histories"_a, "level"_a, "threads"_a = 0, "progress"_a = py::none());
  py::class_<LikelihoodRatioTest>(m, "LikelihoodRatioTest")
      .def_readonly("statistic", &LikelihoodRatioTest::statistic)
      .def_readonly("degrees_of_freedom", &LikelihoodRatioTest::degrees_of_freedom)
      .def_readonly("p_value", &LikelihoodRatioTest::p_value)
      .def_readonly("distribution", &LikelihoodRatioTest::distribution);
  m.def("likelihood_ratio_test", &likelihood_ratio_test, "smaller"_a, "larger"_a);
}

void bind_predictions(py::module_& m) {
  m.def(
      "prediction_intervals",
      [](const FittedModel& model, const Summary& summary, const std::string& of,
         std::optional<Horizon> horizon, Discount discount_rate, const std::string& per,
         Level level, const std::string& method, Draws draws, Seed seed, const Summary* fitted_to,
         const Codes& groups, Threads threads, py::object progress) {
        PredictionOptions options =
            prediction_options(level, method, draws, seed, fitted_to, groups);
        options.horizon = horizon;
        options.discount = DiscountRate::effective(discount_rate, unit_given("per", per));
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return prediction_intervals(model, summary, predicted_of(of), options, execution);
        });
      },
      "model"_a, "summary"_a, py::kw_only(), "of"_a, "horizon"_a, "discount_rate"_a, "per"_a,
      "level"_a, "method"_a, "draws"_a, "seed"_a, "fitted_to"_a, "groups"_a, "threads"_a = 0,
      "progress"_a = py::none());
  m.def(
      "clv_intervals",
      [](const FittedModel& purchases, const FittedModel& spend, const Summary& summary,
         std::optional<Horizon> horizon, Discount discount_rate, const std::string& per,
         const std::string& timing, const std::string& period, double margin,
         const std::optional<Array<double>>& margins, Level level, const std::string& method,
         Draws draws, Seed seed, const Summary* fitted_to, const Codes& groups, Threads threads,
         py::object progress) {
        const PredictionOptions options =
            prediction_options(level, method, draws, seed, fitted_to, groups);
        const ClvOptions value =
            clv_options(horizon, discount_rate, per, timing, period, margin, margins);
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return clv_intervals(purchases, spend, summary, value, options, execution);
        });
      },
      "purchases"_a, "spend"_a, "summary"_a, py::kw_only(), "horizon"_a, "discount_rate"_a, "per"_a,
      "timing"_a, "period"_a, "margin"_a, "margins"_a, "level"_a, "method"_a, "draws"_a, "seed"_a,
      "fitted_to"_a, "groups"_a, "threads"_a = 0, "progress"_a = py::none());
}

void bind_bootstrap(py::module_& m) {
  py::class_<BootstrapResult>(m, "BootstrapResult")
      .def_readonly("replicates", &BootstrapResult::replicates)
      .def_readonly("intervals", &BootstrapResult::intervals)
      .def_readonly("failed", &BootstrapResult::failed);
  m.def(
      "bootstrap",
      [](const FittedModel& model, const HistoryArrays& histories, const std::string& resampling,
         Replicates replicates, Level level, Seed seed, Threads threads, py::object progress) {
        BootstrapOptions options;
        options.resampling =
            choose<Resampling>("resampling", resampling,
                               {{"clients", Resampling::clients}, {"model", Resampling::model}});
        options.replicates = replicates;
        options.level = level;
        options.seed = seed;
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return bootstrap(model, histories.view, options, execution);
        });
      },
      "model"_a, "histories"_a, py::kw_only(), "resampling"_a, "replicates"_a, "level"_a, "seed"_a,
      "threads"_a = 0, "progress"_a = py::none());
}

}  // namespace

void bind_inference(py::module_& m) {
  bind_tests(m);
  bind_predictions(m);
  bind_bootstrap(m);
}

}  // namespace tenure::python
