#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include <tenure/error.hpp>
#include <tenure/relations.hpp>

using namespace tenure;

TEST_CASE("rates learnt from a Gamma(2, 10) base: .142857 ... .192661, CV .707107 ... .154303") {
  const std::vector<double> x{0, 2, 10, 40}, t{4, 12, 52, 208};
  const Table table = learned_rates(x, t, {.shape = 2, .rate = 10});
  const std::vector<double> mean{.142857, .181818, .193548, .192661};
  const std::vector<double> cv{.707107, .5, .288675, .154303};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(table.float64("mean")[i] == doctest::Approx(mean[i]).epsilon(5e-6));
    CHECK(table.float64("cv")[i] == doctest::Approx(cv[i]).epsilon(2e-6));
  }
  CHECK(std::abs(table.float64("from")[0] - 0.0254) < 5e-5);
  CHECK(std::abs(table.float64("to")[0] - 0.3388) < 5e-5);
  CHECK(std::abs(table.float64("from")[3] - 0.1465) < 5e-5);
  CHECK(std::abs(table.float64("to")[3] - 0.2440) < 5e-5);
  CHECK(table.float64("credibility")[3] == doctest::Approx(208.0 / 218));
}

TEST_CASE("uplift .2 with probability .3, V = 300, cost 20: net -2, EVPI 12") {
  const std::vector<double> p{0.3, 0.9, 0.3}, gain{0.2 * 300, 60, 10}, cost{20, 20, 20};
  const Table table = value_of_information(p, gain, cost);
  CHECK(table.float64("net")[0] == doctest::Approx(-2));
  CHECK(table.float64("evpi")[0] == doctest::Approx(12));
  CHECK(table.boolean(table.at("acts"))[0] == 0);
  // Where acting pays anyway, knowing spares the cost where it does not work.
  CHECK(table.float64("net")[1] == doctest::Approx(34));
  CHECK(table.float64("evpi")[1] == doctest::Approx(0.1 * 20));
  CHECK(table.boolean(table.at("acts"))[1] == 1);
  CHECK(table.float64("evpi")[2] == 0);
}

TEST_CASE("nonsense is refused") {
  const std::vector<double> one{1}, two{1, 2}, negative{-1};
  CHECK_THROWS_AS((void)learned_rates(one, two, {2, 10}), Error);
  CHECK_THROWS_AS((void)learned_rates(negative, one, {2, 10}), Error);
  CHECK_THROWS_AS((void)learned_rates(one, one, {0, 10}), Error);
  CHECK_THROWS_AS((void)learned_rates(one, one, {2, 10}, 0), Error);
  CHECK_THROWS_AS((void)value_of_information(two, two, one), Error);
  CHECK_THROWS_AS((void)value_of_information(two, two, two), Error);
}
