#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include <tenure/bands.hpp>
#include <tenure/error.hpp>

using namespace tenure;

namespace {

const std::vector<double> eleven{10, 12, 14, 30, 32, 35, 80, 85, 200, 210, 500};

/// The least sum of squares of any cut of the sorted values into `bands` parts.
double by_brute_force(const std::vector<double>& sorted, std::size_t from, int bands) {
  const auto within = [&](std::size_t begin, std::size_t end) {
    double mean = 0, sum = 0;
    for (std::size_t i = begin; i < end; ++i) mean += sorted[i] / double(end - begin);
    for (std::size_t i = begin; i < end; ++i) sum += (sorted[i] - mean) * (sorted[i] - mean);
    return sum;
  };
  if (bands == 1) return within(from, sorted.size());
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t end = from + 1; end + std::size_t(bands) - 1 <= sorted.size(); ++end) {
    least = std::min(least, within(from, end) + by_brute_force(sorted, end, bands - 1));
  }
  return least;
}

}  // namespace

TEST_CASE("exact bands of eleven values: SSE 218653.64, 51187.6, 6163.5, 703.33, 83.17") {
  const BandResult result = value_bands(eleven, {.max_bands = 5});
  const std::vector<double> expected{218653.636363636, 51187.6, 6163.5, 703.333333333,
                                     83.1666666667};
  const auto within = result.numbers.float64("within");
  REQUIRE(within.size() == 5);
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(within[i] == doctest::Approx(expected[i]).epsilon(1e-11));
  }
  CHECK(result.chosen == 5);
  CHECK_FALSE(result.is_least);
}

TEST_CASE("exact bands, K = 4: {10..35}, {80,85}, {200,210}, {500}") {
  const BandResult result = value_bands(eleven, {.max_bands = 4});
  const auto from = result.bands.float64("from"), to = result.bands.float64("to");
  CHECK(std::vector<double>(from.begin(), from.end()) == std::vector<double>{10, 80, 200, 500});
  CHECK(std::vector<double>(to.begin(), to.end()) == std::vector<double>{35, 85, 210, 500});
  CHECK(result.clients.int64("band")[6] == 1);
}

TEST_CASE("loss of 0.1 SSE and 50 a band: five bands, 258.32 against 270.33 and 303.32") {
  const BandResult result = value_bands(eleven, {.loss = 0.1, .cost_per_band = 50});
  const std::vector<double> expected{21915.36, 5218.76, 766.35, 270.33, 258.32, 303.32};
  const auto total = result.numbers.float64("total");
  REQUIRE(total.size() == 6);
  for (std::size_t i = 0; i < 6; ++i) CHECK(std::abs(total[i] - expected[i]) < 0.005);
  CHECK(result.chosen == 5);
  CHECK(result.is_least);
}

TEST_CASE("no cut is better than the one found, and each band saves less than the one before") {
  for (int draw = 0; draw < 60; ++draw) {
    math::RandomStream random(4, static_cast<std::uint64_t>(draw));
    std::vector<double> values;
    for (int i = 0; i < 12; ++i) values.push_back(double(random() % 40));
    const BandResult result = value_bands(values, {.max_bands = 5});
    const auto within = result.numbers.float64("within");
    std::ranges::sort(values);
    for (std::size_t k = 0; k < within.size(); ++k) {
      CHECK(within[k] == doctest::Approx(by_brute_force(values, 0, int(k) + 1)));
      if (k < 2) continue;
      CHECK(within[k - 2] - within[k - 1] >= within[k - 1] - within[k] - 1e-9);
    }
  }
}

TEST_CASE("values far from zero, equal values, one value") {
  std::vector<double> far = eleven;
  for (double& value : far) value += 1e9;
  CHECK(value_bands(far, {.max_bands = 4}).numbers.float64("within")[3] ==
        doctest::Approx(703.333333333).epsilon(1e-11));
  const BandResult equal = value_bands(std::vector<double>(9, 3.0));
  CHECK(equal.chosen == 1);
  CHECK(equal.is_least);
  CHECK(value_bands(std::vector<double>{1, 1, 2}).chosen == 2);
}

TEST_CASE("nonsense is refused") {
  CHECK_THROWS_AS((void)value_bands({}), Error);
  CHECK_THROWS_AS((void)value_bands(std::vector<double>{1, INFINITY}), Error);
  CHECK_THROWS_AS((void)value_bands(eleven, {.max_bands = 0}), Error);
  CHECK_THROWS_AS((void)value_bands(eleven, {.cost_per_band = -1}), Error);
}
