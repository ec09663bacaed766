#include <cmath>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "cycles/gap_entropy.hpp"
#include <tenure/cycles.hpp>
#include <tenure/error.hpp>

using namespace tenure;
using cycle::gap_entropy;

namespace {

using DayNumbers = std::vector<std::int32_t>;

Portfolio portfolio(const std::vector<std::int64_t>& clients, const DayNumbers& days, int until) {
  ImportOptions options;
  options.observed_until = Day{until};
  PurchaseArrays log;
  log.clients = std::span<const std::int64_t>(clients);
  log.days = days;
  return Portfolio::from_arrays(log, options);
}

}  // namespace

TEST_CASE("clumpiness in 11 and 52 periods (Zhang, Bradlow & Small): 0, .39624, .00038, .79824") {
  CHECK(std::abs(gap_entropy(DayNumbers{3, 6, 9}, 11)) < 1e-15);
  CHECK(gap_entropy(DayNumbers{1, 2, 3}, 11) == doctest::Approx(0.396240625).epsilon(1e-9));
  CHECK(gap_entropy(DayNumbers{13, 26, 39}, 52) == doctest::Approx(0.000380508).epsilon(2e-6));
  CHECK(gap_entropy(DayNumbers{50, 51, 52}, 52) == doctest::Approx(0.798236089).epsilon(1e-9));
}

TEST_CASE("random days: each is drawn once, and one in twenty is beyond the critical value") {
  math::RandomStream random(1, 1);
  const auto drawn = cycle::random_gap_entropies(10, 10, 3, random);
  CHECK(drawn[0] == doctest::Approx(gap_entropy(DayNumbers{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 10)));
  const auto some = cycle::random_gap_entropies(5, 300, 4000, random);
  const auto others = cycle::random_gap_entropies(5, 300, 4000, random);
  double beyond = 0;
  for (const double each : others) beyond += each > some[3800];
  CHECK(std::abs(beyond / 4000 - 0.05) < 4 * std::sqrt(2 * 0.0475 / 4000));
}

TEST_CASE("a burst is clumpy, a monthly client is not, one purchase says nothing") {
  std::vector<std::int64_t> clients{3};
  DayNumbers days{0};
  for (int i = 0; i <= 12; ++i) {
    clients.push_back(1);
    days.push_back(30 * i);
    clients.push_back(2);
    days.push_back(i == 0 ? 0 : 100 + i);
  }
  const Portfolio base = portfolio(clients, days, 365);
  const Table table = clumpiness(base);
  const auto is_clumpy = table.boolean(table.at("is_clumpy"));
  CHECK(is_clumpy[0] == 0);
  CHECK(is_clumpy[1] == 1);
  CHECK(table.float64("p_value")[1] == doctest::Approx(0.001));
  CHECK(table.float64("clumpiness")[1] > table.float64("critical")[1]);
  CHECK(table.validity(table.at("clumpiness"))[2] == 0);
  CHECK(table.int64("purchases")[0] == 12);
  CHECK(table.int64("days")[0] == 365);
  const Table again = clumpiness(base, {}, {.threads = 3});
  CHECK(again.float64("critical")[0] == table.float64("critical")[0]);
  CHECK_THROWS_AS((void)clumpiness(base, {.level = 1}), Error);
  CHECK_THROWS_AS((void)clumpiness(base, {.draws = 0}), Error);
}
