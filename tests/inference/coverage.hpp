/// How often intervals cover what they promise to, over simulated populations.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "inference/drawn_population.hpp"

namespace tenure::testing {

struct CoverageCase {
  DrawnFrom from;
  std::size_t populations = 1000;
  double level = 0.9;
  std::uint64_t seed = 1;
  unsigned threads = 0;
  /// What takes long, drawn parameters, is asked of one population in so many.
  std::size_t slow_every = 1;
  bool from_data = true;  ///< by the posterior and the profile likelihood too, which take longest
};

/// Of one kind of interval. Of each client's interval these are means over the clients asked.
struct Coverage {
  std::string interval;      ///< "r, likelihood ratio"
  double covered = 0.0;      ///< intervals that contain the truth
  double below = 0.0;        ///< intervals that end below it
  double populations = 0.0;  ///< asked
  double missing = 0.0;      ///< populations whose fit has no such interval

  [[nodiscard]] double share() const { return covered / populations; }
};

/// Clients are drawn from the truth and the model is fitted to them; what comes in the horizon is
/// predicted: for every twentieth client, for a tenth of the base together and for all.
[[nodiscard]] std::vector<Coverage> measure_coverage(const CoverageCase& measured);

}  // namespace tenure::testing
