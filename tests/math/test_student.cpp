#include <cmath>
#include <numbers>

#include <doctest/doctest.h>

#include "math/normal.hpp"
#include "math/student.hpp"

using namespace tenure::math;

TEST_CASE("Student's quantiles: by hand for one and two degrees of freedom, scipy for others") {
  // T with one degree of freedom is Cauchy's, with two (1 + T / sqrt(2 + T^2)) / 2.
  for (const double level : {0.1, 0.5, 0.9, 0.999}) {
    CHECK(two_sided_student(level, 1) ==
          doctest::Approx(std::tan(std::numbers::pi * level / 2)).epsilon(1e-12));
    CHECK(two_sided_student(level, 2) ==
          doctest::Approx(level * std::sqrt(2 / (1 - level * level))).epsilon(1e-12));
  }
  CHECK(two_sided_student(0.95, 3) == doctest::Approx(3.1824463052837078).epsilon(1e-12));
  CHECK(two_sided_student(0.95, 2.5051546391752577) ==
        doctest::Approx(3.5693979227262114).epsilon(1e-10));
}

TEST_CASE("with many degrees of freedom they are the normal ones") {
  CHECK(two_sided_student(0.95, 1e9) == doctest::Approx(two_sided_normal(0.95)).epsilon(1e-8));
}
