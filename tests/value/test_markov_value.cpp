#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include <tenure/error.hpp>
#include <tenure/markov_value.hpp>

using namespace tenure;

namespace {

// The mail-order client of Pfeifer & Carraway (2000): he bought 1 to 4 periods ago, or is lost; a
// purchase brings 40, each period's catalogue costs 4.
const std::vector<double> matrix{.3,  .7, 0,   0, 0, .2, 0,   .8, 0, 0, .15, 0, 0,
                                 .85, 0,  .05, 0, 0, 0,  .95, 0,  0, 0, 0,   1};
const std::vector<double> rewards{36, -4, -4, -4, 0};
const MarkovValueOptions a_fifth{.discount = DiscountRate::effective(0.2, TimeUnit::year)};

std::vector<double> column(const Table& table, const char* name) {
  const auto values = table.float64(name);
  return {values.begin(), values.end()};
}

/// The best values by value iteration: a way of its own to what policy iteration finds.
std::vector<double> iterated(const std::vector<double>& p, const std::vector<double>& r,
                             const std::vector<double>& stop, double discount) {
  std::vector<double> values(r.size()), next(r.size());
  for (int t = 0; t < 5000; ++t) {
    for (std::size_t i = 0; i < r.size(); ++i) {
      double sum = 0.0;
      for (std::size_t j = 0; j < r.size(); ++j) sum += p[i * r.size() + j] * values[j];
      next[i] = std::max(r[i] + discount * sum, stop[i]);
    }
    std::swap(values, next);
  }
  return values;
}

std::string refused(const std::vector<double>& p, const std::vector<double>& r,
                    const MarkovValueOptions& options = {}) {
  try {
    (void)markov_value(p, r, options);
  } catch (const Error& error) {
    return error.argument();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("Pfeifer & Carraway (2000): 52.31960944, 5.55378356, 1.25077299, -1.82001627, 0") {
  const MarkovValueResult result = markov_value(matrix, rewards, a_fifth);
  const std::vector<double> published{52.31960944, 5.55378356, 1.25077299, -1.82001627, 0};
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(std::abs(result.states.float64("value")[i] - published[i]) < 5e-9);
  }
  CHECK(result.error_bound < 1e-12);
  CHECK(result.basis ==
        "Rewards counted at the start of each period of 1 year, the one that has begun included, "
        "for ever; discount 20 % a year.");
}

TEST_CASE("a horizon sums the rewards of its periods, and a long one comes to for ever") {
  MarkovValueOptions options = a_fifth;
  options.horizon = 4;
  const std::vector<double> four{50.11496914, 4.21990741, 0.59211034, -1.98013117, 0};
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(column(markov_value(matrix, rewards, options).states, "value")[i] ==
          doctest::Approx(four[i]).epsilon(1e-8));
  }
  options.horizon = 0;
  CHECK(column(markov_value(matrix, rewards, options).states, "value") == rewards);
  options.horizon = 1'000'000;
  const auto ever = column(markov_value(matrix, rewards, a_fifth).states, "value");
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(column(markov_value(matrix, rewards, options).states, "value")[i] ==
          doctest::Approx(ever[i]).epsilon(1e-13));
  }
}

TEST_CASE("timing and the length of a period discount as they say") {
  const std::vector<double> one{1}, reward{100};
  const auto value = [&](MarkovValueOptions options) {
    return markov_value(one, reward, options).states.float64("value")[0];
  };
  CHECK(value({}) == doctest::Approx(1100));
  CHECK(value({.timing = Timing::period_end}) == doctest::Approx(1000));
  CHECK(value({.timing = Timing::period_middle}) == doctest::Approx(1000 * std::sqrt(1.1)));
  CHECK(value({.period = TimeUnit::quarter, .period_length = 4}) == doctest::Approx(1100));
  CHECK(value({.period = TimeUnit::month, .period_length = 6}) ==
        doctest::Approx(100 / (1 - 1 / std::sqrt(1.1))));
}

TEST_CASE("the best policy stops where going on is worth less, by policy and value iteration") {
  const MarkovPolicyResult result = markov_policy(matrix, rewards, {}, a_fifth);
  const std::vector<double> best = iterated(matrix, rewards, {0, 0, 0, 0, 0}, 1 / 1.2);
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(result.states.float64("value")[i] == doctest::Approx(best[i]).epsilon(1e-12));
  }
  CHECK(best[0] == doctest::Approx(53.14942529).epsilon(1e-9));
  const auto is_continued = result.states.boolean(result.states.at("is_continued"));
  CHECK(std::vector<int>(is_continued.begin(), is_continued.end()) ==
        std::vector<int>{1, 1, 1, 0, 1});
  CHECK(result.states.float64("value_always")[3] == doctest::Approx(-1.82001627).epsilon(1e-8));
  CHECK(result.error_bound < 1e-12);
  CHECK(result.iterations <= 3);
}

TEST_CASE("policy iteration agrees with value iteration on any chain, within its certificate") {
  math::RandomStream random(21, 0);
  for (int draw = 0; draw < 100; ++draw) {
    const std::size_t n = 2 + random() % 8;
    std::vector<double> p, r, stop;
    for (std::size_t i = 0; i < n; ++i) {
      std::vector<double> row;
      double sum = 0.0;
      for (std::size_t j = 0; j < n; ++j) {
        sum += row.emplace_back(random.uniform() < 0.4 ? random.uniform() : 1e-3);
      }
      for (const double weight : row) p.push_back(weight / sum);
      r.push_back(20 * random.uniform() - 10);
      stop.push_back(20 * random.uniform() - 10);
    }
    const MarkovPolicyResult result = markov_policy(p, r, stop, {});
    const std::vector<double> best = iterated(p, r, stop, 1 / 1.1);
    for (std::size_t i = 0; i < n; ++i) {
      CHECK(std::abs(result.states.float64("value")[i] - best[i]) < 1e-10 + result.error_bound);
      CHECK(result.states.float64("value")[i] >= result.states.float64("value_always")[i] - 1e-10);
    }
  }
}

TEST_CASE("nonsense of a chain with rewards is refused by name") {
  CHECK(refused({}, {}) == "rewards");
  CHECK(refused({1, 0}, {1}) == "matrix");
  CHECK(refused({.5, .4, 0, 1}, {1, 1}) == "matrix");
  CHECK(refused({1.5, -.5, 0, 1}, {1, 1}) == "matrix");
  CHECK(refused({1}, {INFINITY}) == "rewards");
  CHECK(refused({1}, {1e308}) == "rewards");
  CHECK(refused({1}, {1}, {.horizon = -1}) == "horizon");
  CHECK(refused({1}, {1}, {.discount = DiscountRate::effective(0, TimeUnit::year)}) == "discount");
  CHECK(refused({1}, {1}, {.discount = DiscountRate::effective(1e-17, TimeUnit::year)}) ==
        "discount");
  CHECK(refused({1}, {1}, {.horizon = 5, .discount = DiscountRate::effective(0, TimeUnit::year)}) ==
        "accepted");
  CHECK(refused({1}, {1}, {.period_length = 0}) == "period_length");
  CHECK(refused({1}, {1}, {.timing = Timing::at_purchase}) == "timing");
  CHECK_THROWS_AS((void)markov_policy(matrix, rewards, {}, {.horizon = 3}), Error);
  CHECK_THROWS_AS((void)markov_policy(matrix, rewards, std::vector<double>{1}), Error);
}
