#include <cmath>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "survival/twelve_clients.hpp"

using namespace tenure;

TEST_CASE("METHODS 8.2, R survival: natural and competitive departures, Aalen-Johansen at t=7") {
  const TwelveClients twelve;
  const Table table = competing_risks(twelve.with_causes());
  REQUIRE(table.rows() == 16);
  CHECK(table.int64("cause")[6] == 1);
  CHECK(table.float64("time")[6] == 7);
  CHECK(table.float64("incidence")[6] == doctest::Approx(.37654320988).epsilon(1e-10));
  CHECK(table.int64("cause")[14] == 2);
  CHECK(table.float64("incidence")[14] == doctest::Approx(.33539094650).epsilon(1e-10));
  CHECK(table.float64("survival")[14] == doctest::Approx(.2880658436).epsilon(1e-9));
  for (std::size_t i = 0; i < 8; ++i) {
    CHECK(table.float64("incidence")[i] + table.float64("incidence")[8 + i] +
              table.float64("survival")[i] ==
          doctest::Approx(1).epsilon(1e-14));
  }
}

TEST_CASE("one cause alone is 1 - Kaplan-Meier, with Greenwood's error") {
  const TwelveClients twelve;
  const Table one = competing_risks(twelve.lives());
  const Table curve = kaplan_meier(twelve.lives()).curve;
  for (std::size_t i = 0; i < curve.rows(); ++i) {
    CHECK(one.float64("incidence")[i] ==
          doctest::Approx(1 - curve.float64("survival")[i]).epsilon(1e-14));
    CHECK(one.float64("standard_error")[i] ==
          doctest::Approx(curve.float64("standard_error")[i]).epsilon(1e-12));
  }
}

TEST_CASE("1 - Kaplan-Meier of each cause, the others censored, adds up to more than 1") {
  const TwelveClients twelve;
  std::vector<std::int32_t> first, second;
  for (const std::int32_t cause : twelve.cause) {
    first.push_back(cause == 1);
    second.push_back(cause == 2);
  }
  const Table table = competing_risks(twelve.with_causes());
  const Table alone = kaplan_meier({.duration = twelve.time, .cause = first}).curve;
  const Table other = kaplan_meier({.duration = twelve.time, .cause = second}).curve;
  CHECK(1 - alone.float64("survival")[7] > table.float64("incidence")[7]);
  CHECK(1 - other.float64("survival")[7] > table.float64("incidence")[15]);
}

TEST_CASE("without censoring an incidence is a share with a binomial error") {
  const std::vector<double> time{1, 2, 3, 4, 5, 6, 7, 8};
  const std::vector<std::int32_t> cause{1, 2, 1, 1, 2, 2, 1, 2};
  const Table table = competing_risks({.duration = time, .cause = cause});
  CHECK(table.float64("incidence")[3] == doctest::Approx(3.0 / 8).epsilon(1e-14));
  CHECK(table.float64("standard_error")[3] ==
        doctest::Approx(std::sqrt(3.0 / 8 * 5.0 / 8 / 8)).epsilon(1e-12));
  CHECK(table.float64("incidence")[7] == doctest::Approx(0.5).epsilon(1e-14));
}
