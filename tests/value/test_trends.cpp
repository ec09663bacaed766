#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include <tenure/error.hpp>
#include <tenure/trends.hpp>

using namespace tenure;

namespace {

bool is_empty(const Table& table, const char* column, std::size_t row = 0) {
  const auto validity = table.validity(table.at(column));
  return !validity.empty() && validity[row] == 0;
}

}  // namespace

TEST_CASE("100 to 150 in three years grows by .1447142 a year") {
  const Table trend = trends(std::vector<double>{100, 90, 80, 150}, 4);
  CHECK(trend.float64("growth")[0] == doctest::Approx(0.1447142).epsilon(1e-6));
  CHECK(trend.float64("ratio")[0] == doctest::Approx(150.0 / 80));
  CHECK(trend.float64("before")[0] == 80);
}

TEST_CASE("100, 108, 115, 130, 140: log-slope .0858348, its interval by least squares") {
  const std::vector<double> values{100, 108, 115, 130, 140};
  const Table trend = trends(values, 5);
  CHECK(trend.float64("log_slope")[0] == doctest::Approx(0.0858348).epsilon(1e-6));
  CHECK(trend.float64("theil_sen")[0] == doctest::Approx(10.0));  // the median of ten slopes
  // By hand: residuals about the line, s^2 / 10, t of three degrees of freedom.
  double mean = 0, squares = 0;
  for (const double value : values) mean += std::log(value) / 5;
  const double slope = trend.float64("log_slope")[0];
  for (int t = 0; t < 5; ++t) {
    squares += std::pow(std::log(values[static_cast<std::size_t>(t)]) - mean - slope * (t - 2), 2);
  }
  const double reach = 3.1824463052837078 * std::sqrt(squares / 3 / 10);
  CHECK(trend.float64("log_slope_lower")[0] == doctest::Approx(slope - reach).epsilon(1e-10));
  CHECK(trend.float64("log_slope_upper")[0] == doctest::Approx(slope + reach).epsilon(1e-10));
}

TEST_CASE("baskets 52, 50, 55, ... 36 of METHODS 9 have a Theil-Sen slope of -1.777778") {
  const Table trend = trends(std::vector<double>{52, 50, 55, 48, 47, 49, 42, 40, 41, 36}, 10);
  CHECK(trend.float64("theil_sen")[0] == doctest::Approx(-1.777778).epsilon(1e-6));
}

TEST_CASE("an exact exponential has its rate as slope, in an interval of no width") {
  std::vector<double> values;
  for (int t = 0; t < 8; ++t) values.push_back(3e-200 * std::exp(0.3 * t));
  const Table trend = trends(values, 8);
  CHECK(trend.float64("log_slope")[0] == doctest::Approx(0.3).epsilon(1e-13));
  CHECK(trend.float64("growth")[0] == doctest::Approx(std::expm1(0.3)).epsilon(1e-13));
  CHECK(trend.float64("log_slope_upper")[0] == doctest::Approx(0.3).epsilon(1e-10));
}

TEST_CASE("the lag compares a quarter with the same one of last year") {
  const std::vector<double> quarters{10, 20, 30, 40, 15, 22, 30, 50};
  const Table trend = trends(quarters, 8, {.lag = 4});
  CHECK(trend.float64("before")[0] == 40);
  CHECK(trend.float64("ratio")[0] == doctest::Approx(1.25));
  CHECK(is_empty(trends(quarters, 8, {.lag = 8}), "before"));
}

TEST_CASE("what has no trend says so, cell by cell") {
  const std::vector<double> values{0, 0, 5, /**/ 10, 0, 5, /**/ 5, 5, -5};
  const Table trend = trends(values, 3);
  REQUIRE(trend.rows() == 3);
  CHECK(is_empty(trend, "ratio", 0));
  CHECK(is_empty(trend, "growth", 0));
  CHECK(is_empty(trend, "log_slope", 1));
  CHECK_FALSE(is_empty(trend, "growth", 1));
  CHECK(trend.float64("ratio")[2] == -1);
  CHECK(is_empty(trend, "growth", 2));
  CHECK(trend.float64("theil_sen")[2] == -5);
  const Table one_period = trends(std::vector<double>{7}, 1);
  CHECK(is_empty(one_period, "theil_sen"));
  CHECK(one_period.float64("last")[0] == 7);
  const Table two_periods = trends(std::vector<double>{7, 14}, 2);
  CHECK(two_periods.float64("log_slope")[0] == doctest::Approx(std::log(2)));
  CHECK(is_empty(two_periods, "log_slope_lower"));
  CHECK(trends({}, 3).rows() == 0);
}

TEST_CASE("nonsense is refused by name") {
  const std::vector<double> three{1, 2, 3}, bad{1, NAN};
  CHECK(refused_argument([&] { (void)trends(three, 2); }) == "values");
  CHECK(refused_argument([&] { (void)trends(bad, 2); }) == "values");
  CHECK(refused_argument([&] { (void)trends(three, 0); }) == "periods");
  CHECK(refused_argument([&] { (void)trends(three, 5000); }) == "periods");
  CHECK(refused_argument([&] { (void)trends(three, 3, {.lag = 0}); }) == "lag");
  CHECK(refused_argument([&] { (void)trends(three, 3, {.level = 1}); }) == "level");
}
