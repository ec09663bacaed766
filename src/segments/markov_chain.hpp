/// A finite Markov chain some of whose rows may be unknown: where it goes in the long run, and how
/// long it takes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace tenure::segment {

struct MarkovChain {
  std::size_t states = 0;
  std::vector<double> matrix;          ///< row-major; rows of probabilities sum to 1
  std::vector<std::uint8_t> is_known;  ///< per state: whether its row is known
  std::vector<std::uint8_t> is_seen;   ///< per state: whether the chain has it at all

  [[nodiscard]] double at(std::size_t from, std::size_t to) const {
    return matrix[from * states + to];
  }
};

/// The law that the chain tends to from any start (on average over its cycles); no value if there
/// are several, or if it rests on an unknown row. By elimination without subtraction: accurate for
/// every entry, however small. W. K. Grassmann, M. I. Taksar & D. P. Heyman (1985), Regenerative
/// analysis and steady state distributions for Markov chains, Operations Research 33.
[[nodiscard]] std::optional<std::vector<double>> stationary_law(const MarkovChain& chain);

/// Mean number of steps from each state until `target` is first reached, 0 from itself; no value
/// where it may never be, or where an unknown row is on the way.
[[nodiscard]] std::vector<std::optional<double>> steps_until(const MarkovChain& chain,
                                                             std::size_t target);

}  // namespace tenure::segment
