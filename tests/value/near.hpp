// A number to a relative tolerance.
#pragma once

#include <doctest/doctest.h>

inline doctest::Approx near(double value, double tolerance = 1e-12) {
  return doctest::Approx(value).epsilon(tolerance);
}
