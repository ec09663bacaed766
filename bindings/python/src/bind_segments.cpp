#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "arrays.hpp"
#include "call.hpp"
#include "choice.hpp"
#include "rfm_arguments.hpp"
#include "tenure/segment_report.hpp"
#include "tenure/segments.hpp"
#include "texts.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

using Range = std::pair<int, int>;

void bind_rules(py::module_& m) {
  py::class_<SegmentRule>(m, "SegmentRule")
      .def(py::init([](std::string name, Range r, Range f, Range monetary) {
             return SegmentRule{std::move(name), r.first,        r.second,       f.first,
                                f.second,        monetary.first, monetary.second};
           }),
           "name"_a, "r"_a, "f"_a, "m"_a)
      .def_readonly("name", &SegmentRule::name)
      .def_property_readonly("r",
                             [](const SegmentRule& it) {
                               return Range{it.r_from, it.r_to};
                             })
      .def_property_readonly("f",
                             [](const SegmentRule& it) {
                               return Range{it.f_from, it.f_to};
                             })
      .def_property_readonly("m", [](const SegmentRule& it) {
        return Range{it.m_from, it.m_to};
      });
  m.def(
      "preset",
      [](const std::string& word) {
        return segment_preset(
            choose<SegmentPreset>("preset", word,
                                  {{"usual", SegmentPreset::usual},
                                   {"french", SegmentPreset::french},
                                   {"french_short", SegmentPreset::french_short}}));
      },
      "preset"_a);
}

void bind_rfm(py::module_& m) {
  py::class_<RfmArguments>(m, "RfmArguments")
      .def(py::init([](std::string scoring, std::string ties, int bins, std::vector<double> recency,
                       std::vector<double> frequency, std::vector<double> monetary,
                       bool monetary_is_mean, std::optional<std::vector<SegmentRule>> rules,
                       std::array<double, 4> weights, double type_prior) {
             return RfmArguments{std::move(scoring),
                                 std::move(ties),
                                 bins,
                                 {std::move(recency), std::move(frequency), std::move(monetary)},
                                 monetary_is_mean,
                                 std::move(rules),
                                 weights,
                                 type_prior};
           }),
           py::kw_only(), "scoring"_a, "ties"_a, "bins"_a, "recency_cuts"_a, "frequency_cuts"_a,
           "monetary_cuts"_a, "monetary_is_mean"_a, "rules"_a, "weights"_a, "type_prior"_a);
  py::class_<RfmResult>(m, "RfmResult")
      .def_readonly("clients", &RfmResult::clients)
      .def_readonly("segments", &RfmResult::segments)
      .def_readonly("cuts", &RfmResult::cuts)
      .def_readonly("overlaps", &RfmResult::overlaps)
      .def_readonly("coverage", &RfmResult::coverage)
      .def_readonly("uncovered", &RfmResult::uncovered)
      .def_readonly("types", &RfmResult::types);
  m.def(
      "rfm",
      [](const Summary& summary, const RfmArguments& arguments,
         const std::optional<py::sequence>& types, const std::optional<Array<double>>& responses) {
        RfmOptions options = rfm_options(arguments);
        TextColumn names;
        if (types) {
          names = texts_from_sequence(*types, "types");
          options.types = names.view();
        }
        options.responses = span_of(responses, "responses");
        return without_gil([&] { return rfm(summary, options); });
      },
      "summary"_a, "arguments"_a, "types"_a, "responses"_a);
}

void bind_segment_report(py::module_& m) {
  py::class_<SegmentReport>(m, "SegmentReport")
      .def_readonly("segments", &SegmentReport::segments)
      .def_readonly("profiles", &SegmentReport::profiles)
      .def_readonly("features", &SegmentReport::features);
  m.def(
      "report",
      [](const Summary& summary, const py::sequence& segments, double max_error,
         std::int64_t min_clients, double min_revenue_share, double min_separation,
         double min_reach, double segment_cost,
         const std::optional<Array<std::uint8_t>>& contactable,
         const std::optional<Array<double>>& action_values, std::vector<std::string> actions) {
        const TextColumn names = texts_from_sequence(segments, "segments");
        SegmentReportOptions options;
        options.max_error = max_error;
        options.min_clients = min_clients;
        options.min_revenue_share = min_revenue_share;
        options.min_separation = min_separation;
        options.min_reach = min_reach;
        options.segment_cost = segment_cost;
        options.contactable = span_of(contactable, "contactable");
        options.action_values = span_of(action_values, "action_values");
        options.actions = std::move(actions);
        return without_gil([&] { return segment_report(summary, names.view(), options); });
      },
      "summary"_a, "segments"_a, py::kw_only(), "max_error"_a, "min_clients"_a,
      "min_revenue_share"_a, "min_separation"_a, "min_reach"_a, "segment_cost"_a, "contactable"_a,
      "action_values"_a, "actions"_a);
}

}  // namespace

void bind_segments(py::module_ m) {
  bind_rules(m);
  bind_rfm(m);
  bind_segment_report(m);
}

}  // namespace tenure::python
