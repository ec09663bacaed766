/// The options of RFM scores, as Python gives them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include <pybind11/stl.h>

#include "arrays.hpp"
#include "choice.hpp"
#include "tenure/segments.hpp"

namespace tenure::python {

/// By name, so that a call with a dozen of them can be read.
struct RfmArguments {
  std::string scoring, ties;
  int bins;
  std::array<std::vector<double>, 3> cuts;  ///< recency, frequency, monetary
  bool monetary_is_mean;
  std::optional<std::vector<SegmentRule>> rules;
  std::array<double, 4> weights;  ///< r, f, m, t
  double type_prior;
};

inline RfmOptions rfm_options(const RfmArguments& given) {
  RfmOptions options;
  options.scoring = choose<Scoring>("scoring", given.scoring,
                                    {{"quantile", Scoring::quantile},
                                     {"rank", Scoring::rank},
                                     {"nested", Scoring::nested},
                                     {"fixed", Scoring::fixed}});
  options.ties = choose<RankTies>(
      "ties", given.ties, {{"position", RankTies::position}, {"averaged", RankTies::averaged}});
  options.bins = given.bins;
  options.recency_cuts = given.cuts[0];
  options.frequency_cuts = given.cuts[1];
  options.monetary_cuts = given.cuts[2];
  options.monetary_is_mean = given.monetary_is_mean;
  options.rules = given.rules;
  options.weights = {given.weights[0], given.weights[1], given.weights[2], given.weights[3]};
  options.type_prior = given.type_prior;
  return options;
}

}  // namespace tenure::python
