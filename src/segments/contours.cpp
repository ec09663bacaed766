#include "segments/contours.hpp"

#include <array>
#include <map>
#include <utility>

namespace tenure::segment {
namespace {

/// An edge of the grid that a line crosses: even numbers run along x, odd ones along y, from the
/// crossing number / 2.
using Edge = std::size_t;

class Squares {
 public:
  Squares(const GridValues& grid, double level) : grid_(grid), level_(level) {
    for (std::size_t j = 0; j + 1 < grid.y.size(); ++j) {
      for (std::size_t i = 0; i + 1 < grid.x.size(); ++i) {
        if (is_whole(i, j)) cross(i, j);
      }
    }
  }

  /// The pieces of all squares, put together end to end.
  [[nodiscard]] std::vector<ContourLine> lines() {
    std::vector<ContourLine> result;
    // Open lines first, each from one of its ends; what is left is closed.
    for (const bool is_open : {true, false}) {
      for (const auto& [edge, neighbours] : neighbours_) {
        if (!is_open || neighbours.size() == 1) follow(edge, result);
      }
    }
    return result;
  }

 private:
  [[nodiscard]] std::size_t place(std::size_t i, std::size_t j) const {
    return j * grid_.x.size() + i;
  }
  [[nodiscard]] bool is_above(std::size_t place) const { return grid_.values[place] >= level_; }
  [[nodiscard]] bool is_whole(std::size_t i, std::size_t j) const {
    const auto there = [this](std::size_t at) {
      return grid_.is_there.empty() || grid_.is_there[at] == 1;
    };
    return there(place(i, j)) && there(place(i + 1, j)) && there(place(i, j + 1)) &&
           there(place(i + 1, j + 1));
  }

  void join(Edge a, Edge b) {
    neighbours_[a].push_back(b);
    neighbours_[b].push_back(a);
  }

  /// Joins the edges of a square whose ends lie on different sides of the level.
  void cross(std::size_t i, std::size_t j) {
    // Corners counterclockwise, and the edge from each to the next.
    const std::array<std::size_t, 4> corner{place(i, j), place(i + 1, j), place(i + 1, j + 1),
                                            place(i, j + 1)};
    const std::array<Edge, 4> edge{2 * corner[0], 2 * corner[1] + 1, 2 * corner[3],
                                   2 * corner[0] + 1};
    std::vector<std::size_t> crossed;
    double sum = 0.0;
    for (std::size_t k = 0; k < 4; ++k) {
      if (is_above(corner[k]) != is_above(corner[(k + 1) % 4])) crossed.push_back(k);
      sum += 0.25 * grid_.values[corner[k]];
    }
    if (crossed.size() == 2) join(edge[crossed[0]], edge[crossed[1]]);
    if (crossed.size() < 4) return;
    // A saddle: the corners that are not joined through the middle are cut off, each by itself.
    const bool cut_first = is_above(corner[0]) != (sum >= level_);
    join(edge[0], edge[cut_first ? 3 : 1]);
    join(edge[2], edge[cut_first ? 1 : 3]);
  }

  void add_point(Edge edge, ContourLine& line) const {
    const std::size_t from = edge / 2, columns = grid_.x.size();
    const bool along_x = edge % 2 == 0;
    const std::size_t to = along_x ? from + 1 : from + columns;
    const double a = grid_.values[from], b = grid_.values[to];
    const double share = (level_ - a) / (b - a);
    const auto between = [share](std::span<const double> axis, std::size_t k, bool moves) {
      return moves ? axis[k] + share * (axis[k + 1] - axis[k]) : axis[k];
    };
    line.x.push_back(between(grid_.x, from % columns, along_x));
    line.y.push_back(between(grid_.y, from / columns, !along_x));
  }

  /// The line that begins at an edge, taken out of the pieces.
  void follow(Edge start, std::vector<ContourLine>& lines) {
    if (neighbours_[start].empty()) return;
    ContourLine line;
    add_point(start, line);
    for (Edge edge = start; !neighbours_[edge].empty();) {
      const Edge next = neighbours_[edge].back();
      neighbours_[edge].pop_back();
      std::erase(neighbours_[next], edge);
      add_point(next, line);
      edge = next;
    }
    lines.push_back(std::move(line));
  }

  const GridValues& grid_;
  double level_;
  std::map<Edge, std::vector<Edge>> neighbours_;  ///< at most two each
};

}  // namespace

std::vector<ContourLine> contour_lines(const GridValues& grid, double level) {
  return Squares(grid, level).lines();
}

}  // namespace tenure::segment
