#include <algorithm>
#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include "segments/scoring.hpp"

using namespace tenure::segment;
using tenure::RankTies;

namespace {

// Ten clients: days since the last purchase, and purchases.
const std::vector<double> days_since{5, 10, 12, 20, 33, 40, 55, 60, 80, 100};
const std::vector<double> purchases{9, 3, 7, 2, 8, 1, 4, 6, 2, 1};

// Miles a gallon of R's data set mtcars.
const std::vector<double> mpg{21,   21,   22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8,
                              16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4, 30.4, 33.9, 21.5, 15.5,
                              15.2, 13.3, 19.2, 27.3, 26,   30.4, 15.8, 19.7, 15,   21.4};

}  // namespace

TEST_CASE("type-7 quintiles of ten clients' days: 11.6, 27.8, 46, 64") {
  const std::vector<double> cuts = quantile_cuts(days_since, 5);
  REQUIRE(cuts.size() == 4);
  CHECK(cuts[0] == doctest::Approx(11.6).epsilon(1e-15));
  CHECK(cuts[1] == doctest::Approx(27.8).epsilon(1e-15));
  CHECK(cuts[2] == 46);
  CHECK(cuts[3] == 64);
  CHECK(type_7_quantile(days_since, 0, 5) == 5);
  CHECK(type_7_quantile(days_since, 5, 5) == 100);
}

// The R package rfm (tests of bins(mtcars$mpg, 5)) cuts at 16.20, 18.92, 22.00 and 25.08: it adds
// one to each quantile, so that its scores depend on the unit. Ours are the quantiles themselves.
TEST_CASE("quintiles of mtcars' mpg are those of the R package rfm less the one it adds") {
  const std::vector<double> cuts = quantile_cuts(mpg, 5);
  const std::vector<double> rfm_package{16.20, 18.92, 22.00, 25.08};
  for (std::size_t i = 0; i < 4; ++i) CHECK(cuts[i] + 1 == doctest::Approx(rfm_package[i]));
}

TEST_CASE("independent 5 x 5 by rank, ties by position") {
  CHECK(bins_by_rank(days_since, 5, RankTies::position) == Bins{1, 1, 2, 2, 3, 3, 4, 4, 5, 5});
  CHECK(bins_by_rank(purchases, 5, RankTies::position) == Bins{5, 3, 4, 2, 5, 1, 3, 4, 2, 1});
}

TEST_CASE("2 x 2 nested (Hughes) differs from independent in the third client") {
  CHECK(bins_by_rank(purchases, 2, RankTies::position) == Bins{2, 1, 2, 1, 2, 1, 2, 2, 1, 1});
  const Bins r{2, 2, 2, 2, 2, 1, 1, 1, 1, 1};
  CHECK(bins_by_rank_within(r, purchases, 2, RankTies::position) ==
        Bins{2, 1, 1, 1, 2, 1, 2, 2, 1, 1});
}

TEST_CASE("by rank, the first bins are one larger where it does not come out even") {
  CHECK(bins_by_rank(std::vector<double>{1, 2, 3, 4, 5, 6, 7}, 3, RankTies::position) ==
        Bins{1, 1, 1, 2, 2, 3, 3});
  CHECK(bins_by_rank(std::vector<double>{5, 4}, 5, RankTies::position) == Bins{2, 1});
  CHECK(bins_by_rank({}, 5, RankTies::position).empty());
}

TEST_CASE("by averaged rank, equal values share the bin of their mean rank") {
  const std::vector<double> values{1, 1, 1, 1, 2, 3, 4, 5, 5, 6};
  CHECK(bins_by_rank(values, 5, RankTies::position) == Bins{1, 1, 2, 2, 3, 3, 4, 4, 5, 5});
  // The four ones have mean place 1.5 of 0 to 9, the fives 7.5.
  CHECK(bins_by_rank(values, 5, RankTies::averaged) == Bins{1, 1, 1, 1, 3, 3, 4, 4, 4, 5});
  CHECK(bins_by_rank(std::vector<double>(7, 3.5), 5, RankTies::averaged) == Bins(7, 2));
  CHECK(bins_by_rank(days_since, 5, RankTies::averaged) ==
        bins_by_rank(days_since, 5, RankTies::position));
  CHECK(bins_by_rank_within({1, 1, 2, 2}, std::vector<double>{7, 7, 1, 2}, 2, RankTies::averaged) ==
        Bins{1, 1, 1, 2});
}

TEST_CASE("equal values share a bin, and a value on a cut belongs to the lower one") {
  CHECK(bins_by_cuts(std::vector<double>{0, 1, 1.5, 2, 9}, std::vector<double>{1, 2}) ==
        Bins{1, 1, 2, 2, 3});
  const std::vector<double> mostly_ones{1, 1, 1, 1, 1, 1, 1, 2, 2, 5};
  CHECK(bins_by_quantile(mostly_ones, 5) == Bins{1, 1, 1, 1, 1, 1, 1, 4, 4, 5});
}

TEST_CASE("identical clients, and one client, keep the fixed scale") {
  CHECK(bins_by_quantile(std::vector<double>(7, 3.5), 5) == Bins(7, 1));
  CHECK(bins_by_quantile(std::vector<double>{3.5}, 5) == Bins{1});
  CHECK(bins_by_quantile({}, 5).empty());
  CHECK(quantile_cuts({}, 5).empty());
  CHECK(bins_by_rank(std::vector<double>{3.5}, 5, RankTies::position) == Bins{1});
}

TEST_CASE("bins are those of comparing with the quantile cuts") {
  tenure::math::RandomStream random(3, 1);
  for (int draw = 0; draw < 500; ++draw) {
    std::vector<double> values;
    const auto count = 1 + random() % 60;
    for (std::uint64_t i = 0; i < count; ++i) values.push_back(double(random() % 20) + 0.5);
    CHECK(bins_by_quantile(values, 5) == bins_by_cuts(values, quantile_cuts(values, 5)));
  }
}

TEST_CASE("no increasing change of scale moves a value to another bin") {
  tenure::math::RandomStream random(4, 1);
  std::vector<double> amounts;
  for (int i = 0; i < 2000; ++i) amounts.push_back(std::round(random.gamma(1.5, 0.02) * 100) / 100);
  const Bins bins = bins_by_quantile(amounts, 5);
  for (const double unit : {0.1, 0.01, 0.001, 1e-9, 655.957}) {
    std::vector<double> other = amounts;
    for (double& amount : other) amount *= unit;
    CHECK(bins_by_quantile(other, 5) == bins);
  }
  std::vector<double> cubes = amounts;
  for (double& amount : cubes) amount = amount * amount * amount;
  CHECK(bins_by_quantile(cubes, 5) == bins);
}
