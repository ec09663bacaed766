#include "bind_model.hpp"

#include <optional>
#include <string>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "arrays.hpp"
#include "call.hpp"
#include "choice.hpp"
#include "fit_options.hpp"
#include "given.hpp"
#include "history_arrays.hpp"
#include "tenure/model.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

const char* name_of(ModelKind kind) {
  switch (kind) {
    case ModelKind::purchases:
      return "purchases";
    case ModelKind::spend:
      return "spend";
    case ModelKind::contracts:
      return "contracts";
  }
  throw Error(Status::internal, "unknown kind of model");
}

void bind_info(py::module_& m) {
  py::class_<ModelInfo>(m, "ModelInfo")
      .def_readonly("name", &ModelInfo::name)
      .def_readonly("title", &ModelInfo::title)
      .def_readonly("reference", &ModelInfo::reference)
      .def_readonly("max_regularity", &ModelInfo::max_regularity)
      .def_property_readonly("kind", [](const ModelInfo& info) { return name_of(info.kind); })
      .def_property_readonly("parameters", [](const ModelInfo& info) {
        return std::vector<std::string>(info.parameters.begin(), info.parameters.end());
      });
  m.def("models", [] { return std::vector<ModelInfo>(models().begin(), models().end()); });
}

void bind_result(py::module_& m) {
  py::class_<Convergence>(m, "Convergence")
      .def_property_readonly("reason",
                             [](const Convergence& self) { return to_string(self.reason); })
      .def_readonly("usable", &Convergence::usable)
      .def_readonly("iterations", &Convergence::iterations)
      .def_readonly("evaluations", &Convergence::evaluations)
      .def_readonly("starts", &Convergence::starts)
      .def_readonly("gradient_norm", &Convergence::gradient_norm)
      .def_readonly("boundary", &Convergence::boundary)
      .def_readonly("message", &Convergence::message);

  py::class_<FitResult>(m, "FitResult")
      .def_readonly("log_likelihood", &FitResult::log_likelihood)
      .def_readonly("clients", &FitResult::clients)
      .def_readonly("cells", &FitResult::cells)
      .def_readonly("convergence", &FitResult::convergence)
      .def_readonly("regularity", &FitResult::regularity)
      .def_readonly("regularity_chosen", &FitResult::regularity_chosen)
      .def_property_readonly("parameters",
                             [](const FitResult& self) { return to_numpy(self.parameters); })
      .def_property_readonly("covariance",
                             [](const FitResult& self) { return to_numpy(self.covariance); })
      .def_property_readonly("standard_errors",
                             [](const FitResult& self) { return to_numpy(self.standard_errors); })
      .def_property_readonly("aic", &FitResult::aic)
      .def_property_readonly("bic", &FitResult::bic)
      .def_property_readonly("priors",
                             [](const FitResult& self) {
                               std::vector<GivenPrior> given;
                               for (const auto& [name, centre, sd] : self.priors) {
                                 given.emplace_back(name, centre, sd);
                               }
                               return given;
                             })
      .def_readonly("penalty", &FitResult::penalty)
      .def_readonly("data_fingerprint", &FitResult::data_fingerprint)
      .def("table", &FitResult::table, "level"_a = 0.95);
}

void bind_fit(BoundModel& model) {
  model
      .def_static(
          "fit_histories",
          [](const std::string& name, const HistoryArrays& histories, const std::string& unit,
             std::vector<double> start, MaxIterations max_iterations,
             const std::vector<GivenPrior>& priors, std::int32_t regularity, Threads threads,
             py::object progress) {
            const FitOptions options =
                fit_options(std::move(start), max_iterations, priors, regularity);
            const TimeUnit time_unit = unit_given("unit", unit);
            return Call(threads, std::move(progress)).run([&](const Execution& execution) {
              return FittedModel::fit(name, histories.view, time_unit, options, execution);
            });
          },
          "model"_a, "histories"_a, "unit"_a, "start"_a, "max_iterations"_a, "priors"_a,
          "regularity"_a, "threads"_a = 0, "progress"_a = py::none())
      .def_static(
          "from_parameters",
          [](const std::string& name, const std::vector<double>& parameters,
             const std::string& unit, std::int32_t regularity) {
            return FittedModel::from_parameters(name, parameters, unit_given("unit", unit),
                                                regularity);
          },
          "model"_a, "parameters"_a, "unit"_a, "regularity"_a = 0)
      .def("to_json", &FittedModel::to_json)
      .def_static("from_json", &FittedModel::from_json, "json"_a)
      .def("save", &FittedModel::save, "path"_a, py::call_guard<py::gil_scoped_release>())
      .def_static("load", &FittedModel::load, "path"_a, py::call_guard<py::gil_scoped_release>())
      .def(py::pickle([](const FittedModel& self) { return self.to_json(); },
                      [](const std::string& json) { return FittedModel::from_json(json); }))
      .def_property_readonly("info", &FittedModel::info, py::return_value_policy::copy)
      .def_property_readonly("unit", [](const FittedModel& self) { return to_string(self.unit()); })
      .def_property_readonly("result", &FittedModel::result, py::return_value_policy::copy)
      .def("summary", &FittedModel::summary, "level"_a = 0.95);
}

}  // namespace

void bind_model(py::module_& m) {
  bind_info(m);
  bind_result(m);
  BoundModel model(m, "FittedModel");
  bind_fit(model);
  bind_predictions(model);
  bind_new_clients(model);
}

}  // namespace tenure::python
