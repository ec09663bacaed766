#include <cmath>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "cycles/circular.hpp"
#include <tenure/cycles.hpp>

using namespace tenure;

TEST_CASE("directions by hand: two at right angles, and all around") {
  cycle::CircularMean mean;
  mean.add(0.0);
  mean.add(0.25);
  CHECK(mean.direction() == doctest::Approx(0.125));
  CHECK(mean.concentration() == doctest::Approx(std::sqrt(0.5)));
  mean.add(0.5);
  mean.add(0.75);
  CHECK(mean.concentration() < 1e-15);
  CHECK(mean.p_value() == doctest::Approx(1));
}

// R's circular::rayleigh.test gives exp(sqrt(1 + 4 n + 4 (n^2 - R^2)) - (1 + 2 n)), here by hand
// for ten purchases on one day: R = n.
TEST_CASE("Rayleigh's test of ten equal directions") {
  cycle::CircularMean mean;
  for (int i = 0; i < 10; ++i) mean.add(0.9);
  CHECK(mean.direction() == doctest::Approx(0.9));
  CHECK(mean.concentration() == doctest::Approx(1));
  CHECK(mean.p_value() == doctest::Approx(std::exp(std::sqrt(41.0) - 21)).epsilon(1e-6));
}

TEST_CASE("December Saturdays are a peak in December, on Saturdays, also across the year's end") {
  std::vector<std::int64_t> clients;
  std::vector<std::int32_t> days;
  const auto buy = [&](std::int64_t client, int year, int month, int day) {
    clients.push_back(client);
    days.push_back(Day::from_date(year, month, day).since_epoch);
  };
  for (const int day : {6, 13, 20, 27}) buy(1, 2025, 12, day);
  buy(2, 2024, 12, 29);
  buy(2, 2025, 1, 4);
  buy(2, 2025, 12, 31);
  ImportOptions options;
  options.observed_until = Day::from_date(2025, 12, 31);
  PurchaseArrays log;
  log.clients = std::span<const std::int64_t>(clients);
  log.days = days;
  const SeasonalityResult result = seasonality(Portfolio::from_arrays(log, options));
  CHECK(result.clients.float64("peak")[0] == doctest::Approx(350.5).epsilon(0.002));
  // 29 and 31 December and 4 January: about New Year, from either side.
  CHECK(std::abs(std::remainder(result.clients.float64("peak")[1] - 1, 365.25)) < 1);
  CHECK(result.clients.float64("concentration")[0] > 0.98);
  CHECK(result.months.int64("purchases")[11] == 6);
  CHECK(result.months.float64("index")[11] == doctest::Approx(6 * 368.0 / (7 * 34)));
  CHECK(result.months.float64("index")[5] == 0);
  CHECK(result.weekdays.int64("purchases")[5] == 5);  // 4 January 2025 is one too
  CHECK(result.weekdays.int64("purchases")[6] == 1);
  CHECK(result.p_value < 0.01);
}

TEST_CASE("no purchase, no season") {
  const SeasonalityResult result = seasonality(Portfolio::from_arrays({}));
  CHECK(result.concentration == 0);
  CHECK(result.p_value == 1);
  CHECK(result.clients.rows() == 0);
}
