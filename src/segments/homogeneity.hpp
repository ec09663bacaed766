/// Whether the moves of several periods follow one matrix.
#pragma once

#include <optional>
#include <vector>

#include <tenure/migration.hpp>

namespace tenure::segment {

struct Homogeneity {
  std::vector<double> moves;  ///< of each period
  std::vector<double> g2;     ///< what each period adds to the statistic
  double statistic = 0;
  /// Over the rows: (periods with a move from there - 1) x (columns ever reached from there - 1).
  double degrees_of_freedom = 0;
  std::optional<double> p_value;
};

[[nodiscard]] Homogeneity test_homogeneity(const TransitionCounts& counts);

}  // namespace tenure::segment
