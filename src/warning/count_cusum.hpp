/// The run length of a chart of counts.
#pragma once

#include <cstdint>

namespace tenure::warning {

/// S = max(0, S + up - unit n), in steps of the lattice, for Poisson counts n: alarm at `states`.
struct CountChart {
  std::int64_t up;      ///< the reference
  std::int64_t unit;    ///< steps that one purchase takes off
  std::int64_t states;  ///< 0 to states - 1 are below the threshold
};

inline constexpr std::int64_t most_chart_states = 1500;

/// Periods until the alarm, from S = 0, expected: the fundamental matrix of the chain (Brook &
/// Evans 1972). `mean` of the counts.
[[nodiscard]] double mean_run_length(const CountChart& chart, double mean);

/// The fraction nearest to `reference` by at most 2 % with the least denominator up to 256, that
/// lies between the means; of none `unit` is 0.
[[nodiscard]] CountChart lattice_of(double reference, double least, double most);
/// The lattice that `reference` lies on; of none `unit` is 0.
[[nodiscard]] CountChart exact_lattice_of(double reference);

}  // namespace tenure::warning
