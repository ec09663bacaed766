#include <cmath>
#include <numbers>
#include <vector>

#include <doctest/doctest.h>

#include "segments/contours.hpp"

using namespace tenure::segment;

namespace {

struct Grid {
  std::vector<double> x, y, values;
  template <class Function>
  Grid(int side, double from, double to, const Function& f) {
    for (int i = 0; i < side; ++i) x.push_back(from + (to - from) * i / (side - 1));
    y = x;
    for (const double b : y) {
      for (const double a : x) values.push_back(f(a, b));
    }
  }
  [[nodiscard]] std::vector<ContourLine> lines(double level,
                                               const std::vector<std::uint8_t>& there = {}) const {
    return contour_lines({x, y, values, there}, level);
  }
};

double length(const ContourLine& line) {
  double sum = 0.0;
  for (std::size_t i = 1; i < line.x.size(); ++i) {
    sum += std::hypot(line.x[i] - line.x[i - 1], line.y[i] - line.y[i - 1]);
  }
  return sum;
}

}  // namespace

TEST_CASE("the contour of a cone is one closed circle") {
  const Grid cone(101, -2, 2, [](double x, double y) { return std::hypot(x, y); });
  const auto lines = cone.lines(1.5);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].x.front() == lines[0].x.back());
  CHECK(lines[0].y.front() == lines[0].y.back());
  CHECK(length(lines[0]) == doctest::Approx(3 * std::numbers::pi).epsilon(1e-3));
  for (std::size_t i = 0; i < lines[0].x.size(); ++i) {
    CHECK(std::hypot(lines[0].x[i], lines[0].y[i]) == doctest::Approx(1.5).epsilon(1e-3));
  }
}

TEST_CASE("of a plane the contour is exact, and runs from side to side") {
  const Grid plane(11, 0, 1, [](double x, double y) { return x + 2 * y; });
  const auto lines = plane.lines(1.23);
  REQUIRE(lines.size() == 1);
  for (std::size_t i = 0; i < lines[0].x.size(); ++i) {
    CHECK(lines[0].x[i] + 2 * lines[0].y[i] == doctest::Approx(1.23).epsilon(1e-14));
  }
  CHECK(length(lines[0]) == doctest::Approx(std::sqrt(1 + 0.25)));
  CHECK(plane.lines(5).empty());
}

TEST_CASE("at a saddle the mean says which corners are joined") {
  const Grid low(2, 0, 1, [](double x, double y) { return x == y ? 1.0 : 0.2; });
  REQUIRE(low.lines(0.5).size() == 2);
  // The mean, 0.6, joins the two high corners: each low one is cut off by itself.
  for (const ContourLine& line : low.lines(0.5)) {
    REQUIRE(line.x.size() == 2);
    const bool cuts_lower_right = line.x[0] + line.x[1] > line.y[0] + line.y[1];
    for (std::size_t i = 0; i < 2; ++i) {
      CHECK((cuts_lower_right ? line.x[i] >= line.y[i] : line.x[i] <= line.y[i]));
    }
  }
  const Grid high(2, 0, 1, [](double x, double y) { return x == y ? 0.6 : 0.0; });
  for (const ContourLine& line : high.lines(0.5)) {
    const bool cuts_lower_left = line.x[0] + line.y[0] < 1;
    for (std::size_t i = 0; i < 2; ++i) {
      CHECK((cuts_lower_left ? line.x[i] + line.y[i] <= 1 : line.x[i] + line.y[i] >= 1));
    }
  }
}

TEST_CASE("hills far apart have a line each, and squares without a corner none") {
  const Grid hills(41, -3, 3, [](double x, double y) {
    return std::exp(-4 * ((x - 1.5) * (x - 1.5) + y * y)) +
           std::exp(-4 * ((x + 1.5) * (x + 1.5) + y * y));
  });
  CHECK(hills.lines(0.5).size() == 2);
  std::vector<std::uint8_t> there(41 * 41, 1);
  for (std::size_t j = 0; j < 41; ++j) {
    for (std::size_t i = 20; i < 41; ++i) there[j * 41 + i] = 0;
  }
  CHECK(hills.lines(0.5, there).size() == 1);
}

TEST_CASE("values that are the level itself neither break a line nor divide by zero") {
  const Grid steps(5, 0, 4, [](double x, double) { return std::floor(x); });
  for (const ContourLine& line : steps.lines(2)) {
    for (const double x : line.x) CHECK(x == 2);
    CHECK(length(line) == doctest::Approx(4));
  }
  CHECK(steps.lines(2).size() == 1);
  const Grid flat(4, 0, 1, [](double, double) { return 1.0; });
  CHECK(flat.lines(1).empty());
}
