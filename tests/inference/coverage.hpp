/// How often intervals cover what they promise to, over simulated populations.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tenure::testing {

struct CoverageCase {
  std::string_view model;
  std::vector<double> truth;
  std::size_t clients = 1000;
  std::size_t populations = 1000;
  double level = 0.9;
  std::uint64_t seed = 1;
  unsigned threads = 0;
};

/// Of one kind of interval.
struct Coverage {
  std::string interval;  ///< "r, profile"
  double covered = 0.0;  ///< intervals that contain the truth; of each client: their mean share
  double intervals = 0.0;
  double missing = 0.0;  ///< populations whose fit has no such interval
  [[nodiscard]] double share() const { return covered / intervals; }
};

/// Clients of 27 to 39 weeks (spend models: of 1 to 8 purchases) are drawn from the truth and the
/// model is fitted to them; the next 39 weeks are what is predicted.
[[nodiscard]] std::vector<Coverage> measure_coverage(const CoverageCase& measured);

}  // namespace tenure::testing
