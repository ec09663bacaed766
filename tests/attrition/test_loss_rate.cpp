#include <doctest/doctest.h>

#include "attrition/loss_rate.hpp"

using tenure::loss::compounded;

TEST_CASE("2 % a month is 21.53 % a year, 20 % a year is 1.84 % a month") {
  CHECK(compounded(0.02, 12) == doctest::Approx(0.21528328).epsilon(1e-7));
  CHECK(compounded(0.20, 1.0 / 12) == doctest::Approx(0.01842347).epsilon(1e-6));
}

TEST_CASE("the ends, and rates too small for 1 - (1 - rate)") {
  CHECK(compounded(0, 12) == 0);
  CHECK(compounded(1, 12) == 1);
  CHECK(compounded(1e-18, 12) == doctest::Approx(1.2e-17).epsilon(1e-12));
}
