#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include "segments/markov_chain.hpp"

using namespace tenure::segment;

namespace {

MarkovChain chain_of(std::size_t states, std::vector<double> matrix) {
  return {states, std::move(matrix), std::vector<std::uint8_t>(states, 1),
          std::vector<std::uint8_t>(states, 1)};
}

MarkovChain random_chain(tenure::math::RandomStream& random, std::size_t states) {
  std::vector<double> matrix;
  for (std::size_t i = 0; i < states; ++i) {
    std::vector<double> row;
    double sum = 0.0;
    for (std::size_t j = 0; j < states; ++j) sum += row.emplace_back(random.uniform());
    for (const double p : row) matrix.push_back(p / sum);
  }
  return chain_of(states, matrix);
}

}  // namespace

TEST_CASE("the stationary law is left as it is by a move") {
  tenure::math::RandomStream random(5, 0);
  for (std::size_t n = 1; n < 12; ++n) {
    const MarkovChain chain = random_chain(random, n);
    const auto law = stationary_law(chain);
    REQUIRE(law.has_value());
    for (std::size_t j = 0; j < n; ++j) {
      double after = 0.0;
      for (std::size_t i = 0; i < n; ++i) after += (*law)[i] * chain.at(i, j);
      CHECK(after == doctest::Approx((*law)[j]).epsilon(1e-13));
    }
  }
}

TEST_CASE("moves of probability 1e-200 keep every digit") {
  const auto law = stationary_law(chain_of(2, {1.0, 1e-200, 3e-200, 1.0}));
  REQUIRE(law.has_value());
  CHECK((*law)[0] == doctest::Approx(0.75).epsilon(1e-15));
  const auto steps = steps_until(chain_of(2, {1.0, 0.0, 0.5, 0.5}), 0);
  CHECK(*steps[1] == 2);
}

TEST_CASE("a chain that turns in a circle has a law, one with two ends has none") {
  const auto circle = stationary_law(chain_of(3, {0, 1, 0, 0, 0, 1, 1, 0, 0}));
  REQUIRE(circle.has_value());
  CHECK((*circle)[1] == doctest::Approx(1.0 / 3));
  CHECK_FALSE(stationary_law(chain_of(3, {1, 0, 0, .5, 0, .5, 0, 0, 1})).has_value());
  const auto sink = stationary_law(chain_of(2, {.9, .1, 0, 1}));
  CHECK(*sink == std::vector<double>{0, 1});
}

TEST_CASE("steps until a state are those of a simulation, and absent where they may never end") {
  // Pfeifer & Carraway's client: recency 1 to 4, then lost.
  const MarkovChain client = chain_of(
      5, {.3, .7, 0, 0, 0, .2, 0, .8, 0, 0, .15, 0, 0, .85, 0, .05, 0, 0, 0, .95, 0, 0, 0, 0, 1});
  const auto steps = steps_until(client, 4);
  const std::vector<double> solved{6.05042017, 4.62184874, 3.01470588, 1.30252101, 0};
  for (std::size_t i = 0; i < 5; ++i) CHECK(*steps[i] == doctest::Approx(solved[i]).epsilon(1e-8));
  // From the end nothing is reached; who may fall into it may never reach the other.
  CHECK_FALSE(steps_until(client, 0)[4].has_value());
  CHECK_FALSE(steps_until(client, 0)[1].has_value());
  CHECK(*steps_until(client, 0)[0] == 0);
}
