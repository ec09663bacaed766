#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include "arrays.hpp"
#include "call.hpp"
#include "choice.hpp"
#include "given.hpp"
#include "tenure/survival.hpp"
#include "tenure/survival_regression.hpp"
#include "texts.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

namespace {

/// Lives whose arrays Python keeps, with the names of groups that they are compared by.
class HeldLives {
 public:
  HeldLives(Array<double> duration, Array<std::int32_t> cause, std::optional<Array<double>> entry,
            std::optional<Array<double>> weight, const std::optional<py::sequence>& group)
      : duration_(std::move(duration)),
        cause_(std::move(cause)),
        entry_(std::move(entry)),
        weight_(std::move(weight)) {
    if (group) names_ = texts_from_sequence(*group, "group");
    const TextView view = names_.view();
    for (std::size_t i = 0; i < view.size(); ++i) group_.push_back(view[i]);
  }
  HeldLives(const HeldLives&) = delete;  // views of its own names
  HeldLives& operator=(const HeldLives&) = delete;

  [[nodiscard]] Lives view() const {
    return {.duration = span_of(duration_, "duration"),
            .cause = span_of(cause_, "event"),
            .entry = span_of(entry_, "entry"),
            .weight = span_of(weight_, "weight"),
            .group = group_};
  }

 private:
  Array<double> duration_;
  Array<std::int32_t> cause_;
  std::optional<Array<double>> entry_, weight_;
  TextColumn names_;
  std::vector<std::string_view> group_;
};

SurvivalLaw law_of(const std::string& word) {
  return choose<SurvivalLaw>("distribution", word,
                             {{"cox", SurvivalLaw::cox},
                              {"exponential", SurvivalLaw::exponential},
                              {"weibull", SurvivalLaw::weibull},
                              {"log_normal", SurvivalLaw::log_normal},
                              {"log_logistic", SurvivalLaw::log_logistic},
                              {"logit", SurvivalLaw::logit},
                              {"cloglog", SurvivalLaw::cloglog}});
}

SurvivalRegressionOptions regression_options_of(const std::string& law, const std::string& ties,
                                                const std::string& periods, double ridge,
                                                Level level, bool is_robust, std::int32_t cause) {
  return {.law = law_of(law),
          .ties = choose<Ties>("ties", ties, {{"efron", Ties::efron}, {"breslow", Ties::breslow}}),
          .periods = choose<PeriodEffect>("periods", periods,
                                          {{"constant", PeriodEffect::constant},
                                           {"linear", PeriodEffect::linear},
                                           {"log", PeriodEffect::logarithm},
                                           {"each", PeriodEffect::each}}),
          .ridge = ridge,
          .level = level,
          .is_robust = is_robust,
          .cause = cause};
}

using Numbers = std::vector<double>;

/// What a pickle keeps of a model, in the order of its fields.
using Kept = std::tuple<std::int32_t, std::int32_t, Numbers, double, Numbers, Numbers, Numbers,
                        Numbers, double, bool>;

Kept keep(const SurvivalModel& m) {
  return {static_cast<std::int32_t>(m.law),
          static_cast<std::int32_t>(m.periods),
          m.baseline,
          m.scale,
          m.coefficients,
          m.means,
          m.times,
          m.cumulative_hazard,
          m.last_time,
          m.has_other_causes};
}

SurvivalModel restore(Kept kept) {
  auto& [law, periods, baseline, scale, coefficients, means, times, hazard, last, others] = kept;
  return {.law = static_cast<SurvivalLaw>(law),
          .periods = static_cast<PeriodEffect>(periods),
          .baseline = std::move(baseline),
          .scale = scale,
          .coefficients = std::move(coefficients),
          .means = std::move(means),
          .times = std::move(times),
          .cumulative_hazard = std::move(hazard),
          .last_time = last,
          .has_other_causes = others};
}

void bind_regression(py::module_& m) {
  py::class_<SurvivalModel>(m, "SurvivalModel")
      .def(py::pickle(&keep, &restore))
      .def(
          "predict",
          [](const SurvivalModel& model, const Array<double>& features, std::size_t clients,
             const Array<double>& times, const std::optional<Array<double>>& elapsed) {
            const SurvivalQuery query{span_of(features, "X"), clients, span_of(times, "times"),
                                      span_of(elapsed, "elapsed")};
            SurvivalPredictions result =
                without_gil([&] { return predict_survival(model, query); });
            return std::pair(std::move(result.survival), std::move(result.clients));
          },
          "features"_a, "clients"_a, "times"_a, "elapsed"_a);
  py::class_<SurvivalRegression>(m, "SurvivalRegression")
      .def_readonly("coefficients", &SurvivalRegression::coefficients)
      .def_readonly("baseline", &SurvivalRegression::baseline)
      .def_readonly("model", &SurvivalRegression::model)
      .def_readonly("log_likelihood", &SurvivalRegression::log_likelihood)
      .def_readonly("log_likelihood_null", &SurvivalRegression::log_likelihood_null)
      .def_readonly("likelihood_ratio", &SurvivalRegression::likelihood_ratio)
      .def_readonly("degrees_of_freedom", &SurvivalRegression::degrees_of_freedom)
      .def_readonly("p_value", &SurvivalRegression::p_value)
      .def_readonly("concordance", &SurvivalRegression::concordance)
      .def_readonly("iterations", &SurvivalRegression::iterations)
      .def_property_readonly(
          "status", [](const SurvivalRegression& r) { return std::string(to_string(r.status)); })
      .def_property_readonly(
          "message", [](const SurvivalRegression& r) { return std::string(explain(r.status)); });
  py::class_<SurvivalRegressionOptions>(m, "Options")
      .def(py::init(&regression_options_of), py::kw_only(), "law"_a, "ties"_a, "periods"_a,
           "ridge"_a, "level"_a, "is_robust"_a, "cause"_a);
  m.def(
      "regression",
      [](const HeldLives& lives, const Array<double>& features,
         const std::vector<std::string>& names, const std::optional<Array<std::int64_t>>& client,
         const SurvivalRegressionOptions& options) {
        const std::vector<std::string_view> views(names.begin(), names.end());
        const SurvivalRegressionInput input{.lives = lives.view(),
                                            .features = span_of(features, "X"),
                                            .columns = names.size(),
                                            .names = views,
                                            .client = span_of(client, "client")};
        return without_gil([&] { return survival_regression(input, options); });
      },
      "lives"_a, "features"_a, "names"_a, "client"_a, "options"_a);
}

}  // namespace

void bind_survival(py::module_ m) {
  py::class_<HeldLives>(m, "Lives")
      .def(py::init<Array<double>, Array<std::int32_t>, std::optional<Array<double>>,
                    std::optional<Array<double>>, const std::optional<py::sequence>&>(),
           "duration"_a, "cause"_a, "entry"_a, "weight"_a, "group"_a);
  m.def(
      "contract_lives",
      [](const Record& record, const std::string& unit, std::int32_t grace) {
        const TimeUnit units = unit_given("unit", unit);
        return without_gil([&] { return contract_lives(record, units, Days{grace}); });
      },
      "record"_a, "unit"_a, "grace"_a);
  m.def(
      "kaplan_meier",
      [](const HeldLives& lives, Level level, std::optional<Horizon> horizon, std::int32_t cause) {
        const Lives given = lives.view();
        SurvivalCurves curves = without_gil([&] {
          return kaplan_meier(given, {level, horizon, cause});
        });
        return std::pair(std::move(curves.curve), std::move(curves.groups));
      },
      "lives"_a, "level"_a, "horizon"_a, "cause"_a);
  m.def(
      "competing_risks",
      [](const HeldLives& lives, Level level) {
        const Lives given = lives.view();
        return without_gil([&] { return competing_risks(given, level); });
      },
      "lives"_a, "level"_a);
  py::class_<LogRank>(m, "LogRank")
      .def_readonly("groups", &LogRank::groups)
      .def_readonly("statistic", &LogRank::statistic)
      .def_readonly("degrees_of_freedom", &LogRank::degrees_of_freedom)
      .def_readonly("p_value", &LogRank::p_value);
  m.def(
      "log_rank",
      [](const HeldLives& lives, double rho, std::int32_t cause) {
        const Lives given = lives.view();
        return without_gil([&] { return log_rank(given, {rho, cause}); });
      },
      "lives"_a, "rho"_a, "cause"_a);
  bind_regression(m);
}

}  // namespace tenure::python
