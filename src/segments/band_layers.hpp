/// The dynamic programme behind bands: best cuts of sorted values into 1, 2, ... bands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <tenure/execution.hpp>

namespace tenure::segment {

/// Different values from the least to the greatest, with the clients who have each.
struct DistinctValues {
  std::vector<double> value, clients;
};

class BandLayers {
 public:
  explicit BandLayers(const DistinctValues& values);

  /// Adds a band: O(n log n).
  void add_band(const Execution& execution);
  [[nodiscard]] std::size_t bands() const noexcept { return starts_.size(); }
  /// Least sum of squared differences to the means of the bands.
  [[nodiscard]] double within() const { return least_.back(); }
  /// The place of the first value of each of `bands` bands.
  [[nodiscard]] std::vector<std::size_t> first_values(std::size_t bands) const;

 private:
  struct Range {
    std::size_t from, to;         // places whose best start is looked for ...
    std::size_t least, greatest;  // ... among these
  };
  /// Sum of squares of the values from one place to another, both included.
  [[nodiscard]] double within(std::size_t from, std::size_t to) const;

  std::vector<double> weights_, sums_, squares_;  // of the values before each place
  std::vector<double> least_;                     // with the bands so far, of the values up to each
  std::vector<std::vector<std::uint32_t>> starts_;  // of the last band, by band and place
};

}  // namespace tenure::segment
