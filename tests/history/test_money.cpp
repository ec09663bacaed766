#include <cmath>
#include <initializer_list>
#include <limits>

#include <doctest/doctest.h>

#include "history/money.hpp"

using namespace tenure;
using Outcome = Minor::Outcome;

namespace {

constexpr double precise = 0x1p-50;

Minor cents(double units) { return minor_from_double(units, 2, precise); }

}  // namespace

TEST_CASE("every amount of cents comes back from its decimal") {
  for (std::int64_t minor = -200'000; minor <= 200'000; ++minor) {
    const Minor read = cents(units_from_minor(minor, 2));
    REQUIRE(read.value == minor);
    REQUIRE(read.outcome == Outcome::exact);
  }
}

TEST_CASE("halves are rounded away from zero, by the exact value of the double") {
  CHECK(cents(0.125).value == 13);  // exactly a half
  CHECK(cents(-0.125).value == -13);
  CHECK(cents(0.125).outcome == Outcome::rounded);
  CHECK(cents(1.005).value == 100);  // the double is 1.00499999999999989...
  CHECK(cents(std::nextafter(0.125, 0)).value == 12);
  // 0.145 is a little above 0.145, 1.115 a little below: their products with 100 say nothing.
  CHECK(cents(1.115).value == 111);
  CHECK(cents(0.145).value == (std::fma(0.145, 100, -14.5) >= 0 ? 15 : 14));
}

TEST_CASE("what the source's precision cannot tell is not counted as rounded") {
  CHECK(cents(0.1 + 0.2).outcome == Outcome::exact);
  CHECK(minor_from_double(static_cast<double>(29.33F), 2, 0x1p-22).outcome == Outcome::exact);
  CHECK(cents(static_cast<double>(29.33F)).outcome == Outcome::rounded);
  CHECK(cents(0.001).outcome == Outcome::rounded);
}

TEST_CASE("amounts that are none") {
  CHECK(cents(std::numeric_limits<double>::quiet_NaN()).outcome == Outcome::missing);
  CHECK(cents(std::numeric_limits<double>::infinity()).outcome == Outcome::missing);
  CHECK(cents(9.3e16).outcome == Outcome::overflow);
  CHECK(cents(-9.3e16).outcome == Outcome::overflow);
  CHECK(cents(9.2e16).value == 9'200'000'000'000'000'000);
}

TEST_CASE("decimals are exact") {
  CHECK(minor_from_decimal(12345, 3, 2).value == 1235);
  CHECK(minor_from_decimal(-12345, 3, 2).value == -1235);
  CHECK(minor_from_decimal(12344, 3, 2).value == 1234);
  CHECK(minor_from_decimal(12340, 3, 2).outcome == Outcome::exact);
  CHECK(minor_from_decimal(12341, 3, 2).outcome == Outcome::rounded);
  CHECK(minor_from_decimal(5, -3, 2).value == 500'000);
  CHECK(minor_from_decimal(29, 0, 2).value == 2900);
}

TEST_CASE("decimals at the ends of their range") {
  const Int128 most = (Int128{1} << 126) - 1 + (Int128{1} << 126);
  for (const Int128 extreme : {most, -most - 1}) {
    CHECK(minor_from_decimal(extreme, 0, 2).outcome == Outcome::overflow);
    CHECK(minor_from_decimal(extreme, 2, 2).outcome == Outcome::overflow);
    CHECK(minor_from_decimal(extreme, -100, 2).outcome == Outcome::overflow);
    CHECK(minor_from_decimal(extreme, 41, 2).value == 0);
    CHECK(minor_from_decimal(extreme, 40, 2).value == (extreme > 0 ? 2 : -2));
    CHECK(minor_from_decimal(extreme, 1000, 2).outcome == Outcome::rounded);
  }
  CHECK(minor_from_decimal(0, -1000, 6).value == 0);
  CHECK(minor_from_decimal(std::numeric_limits<std::int64_t>::max(), 2, 2).outcome ==
        Outcome::exact);
  CHECK(minor_from_decimal(std::numeric_limits<std::int64_t>::min(), 2, 2).outcome ==
        Outcome::overflow);
}
