#include <doctest/doctest.h>

#include "warning/false_alarms.hpp"

using tenure::testing::FalseAlarmCase;
using tenure::testing::FalseAlarmRate;
using tenure::testing::measure_false_alarms;

// tests/bench/ALARMS.md has the same of 100,000 clients.
TEST_CASE("false alarms are as many as tolerated, within 10 %, though rates are learnt") {
  for (const FalseAlarmCase& measured :
       {FalseAlarmCase{.clients = 6000}, FalseAlarmCase{.clients = 4000, .regularity = 3}}) {
    const auto rates = measure_false_alarms(measured);
    CHECK(rates[0].per_1000_years() == doctest::Approx(measured.false_alarms).epsilon(0.1));
  }
}

TEST_CASE("silences too long for clients whose cycle is known are as many as tolerated too") {
  for (const std::int32_t regularity : {1, 3}) {
    const auto rates =
        measure_false_alarms({.clients = 4000, .regularity = regularity, .signal = "overdue"});
    CHECK(rates[0].per_1000_years() <= 55);
    CHECK(rates[4].per_1000_years() == doctest::Approx(50).epsilon(0.1));
  }
}
