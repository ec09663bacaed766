/// Contour lines of a function on a grid, by marching squares.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tenure::segment {

/// Values at the crossings of a grid: entry j * x.size() + i is that at x[i], y[j].
struct GridValues {
  std::span<const double> x, y;  ///< ascending
  std::span<const double> values;
  std::span<const std::uint8_t> is_there;  ///< 0 where the function has no value; empty: all have
};

/// One line: its points in order; a closed one ends where it begins.
struct ContourLine {
  std::vector<double> x, y;
};

/// The lines along which the function is `level`, linear between neighbouring crossings. Squares
/// with a corner without a value are left out. In a square whose opposite corners lie on the same
/// side of the level, the mean of the four says which are joined.
/// W. E. Lorensen & H. E. Cline (1987), Marching cubes, Computer Graphics 21(4), in two dimensions.
[[nodiscard]] std::vector<ContourLine> contour_lines(const GridValues& grid, double level);

}  // namespace tenure::segment
