#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "call.hpp"
#include "choice.hpp"
#include "tenure/segments.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

using Range = std::pair<int, int>;

Scoring scoring_of(const std::string& word) {
  return choose<Scoring>("scoring", word,
                         {{"quantile", Scoring::quantile},
                          {"rank", Scoring::rank},
                          {"nested", Scoring::nested},
                          {"fixed", Scoring::fixed}});
}

}  // namespace

void bind_segments(py::module_& m) {
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
  m.def("usual_segments", &usual_segments);

  py::class_<RfmResult>(m, "RfmResult")
      .def_readonly("clients", &RfmResult::clients)
      .def_readonly("segments", &RfmResult::segments)
      .def_readonly("cuts", &RfmResult::cuts)
      .def_readonly("overlaps", &RfmResult::overlaps);
  m.def(
      "rfm",
      [](const Summary& summary, const std::string& scoring, int bins,
         std::vector<double> recency_cuts, std::vector<double> frequency_cuts,
         std::vector<double> monetary_cuts, bool monetary_is_mean,
         std::optional<std::vector<SegmentRule>> rules) {
        RfmOptions options;
        options.scoring = scoring_of(scoring);
        options.bins = bins;
        options.recency_cuts = std::move(recency_cuts);
        options.frequency_cuts = std::move(frequency_cuts);
        options.monetary_cuts = std::move(monetary_cuts);
        options.monetary_is_mean = monetary_is_mean;
        options.rules = std::move(rules);
        return without_gil([&] { return rfm(summary, options); });
      },
      "summary"_a, py::kw_only(), "scoring"_a, "bins"_a, "recency_cuts"_a, "frequency_cuts"_a,
      "monetary_cuts"_a, "monetary_is_mean"_a, "rules"_a);
}

}  // namespace tenure::python
