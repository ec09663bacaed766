// Reference values: mpmath 1.3 with 60 digits, at the exact doubles given here.
#include <cmath>

#include <doctest/doctest.h>

#include "math/log_gamma.hpp"
#include "math/relative_error.hpp"

using namespace tenure::math;
using tenure::testing::log_error;
using tenure::testing::relative_error;

TEST_CASE("log gamma, digamma and trigamma") {
  struct Row {
    double z, value, first, second;
  };
  for (const Row& row : {
           Row{0.0001, 9.2102826586339622105, -10000.577051183513856, 100000001.64469367835},
           Row{0.5, 0.57236494292470008707, -1.9635100260214234794, 4.9348022005446793094},
           Row{1.0, 0.0, -0.57721566490153286061, 1.6449340668482264365},
           Row{1.46, -0.12148500100400742945, -0.0015805619870834521062, 0.96911962150988789455},
           Row{15.999, 27.89653040276015035, 2.7409488324649627716, 0.064497941681361214642},
           Row{16.0, 27.899271383840891566, 2.7410133283274603684, 0.064493783403239361782},
           Row{1234.5, 7550.5509010778948957, 7.1180162318279978433, 0.0008103727271269666527},
           Row{1000000.0, 12815504.56914761166, 13.815510057964190771, 1.0000005000001666667e-6},
       }) {
    CAPTURE(row.z);
    CHECK(log_error(log_gamma(row.z), row.value) < 1e-14);
    CHECK(log_error(digamma(row.z), row.first) < 1e-14);
    CHECK(relative_error(trigamma(row.z), row.second) < 1e-14);
  }
}

TEST_CASE("log gamma ratios lose no digits to cancellation") {
  struct Row {
    double z, n, value, first, second;
  };
  for (const Row& row : {
           Row{0.0001, 3, -8.5170431976658624053, 10001.499875011248458, -100000001.24977502229},
           Row{0.5533, 26, 59.327235526340339451, 4.9823714983646507988, -4.1206365337188296134},
           Row{0.25, 5000, 37583.467572708193837, 12.744596725209294501, -17.197129144507277481},
           Row{2e4, 171, 1694.2210650604160164, 0.008513867706652704369, -4.2389696586821898444e-7},
           Row{1e6, 2, 27.631022115928048209, 1.999999000000999999e-6, -1.999998000002999996e-12},
           Row{0.7, 0.3, -0.26086724653166653652, 0.64280788879640178869, -1.1891150898463843427},
           Row{15.5, 2.25, 6.2543685311543063108, 0.13971684528615082158,
               -0.0086872150137805673872},
           Row{1e12, 1000, 27631.021116428048208, 9.9999999950050000033e-10,
               -9.99999999001000001e-22},
           Row{1000, 300, 2113.2689261393780204, 0.26247968310653889087,
               -0.00023097346358668479316},
       }) {
    CAPTURE(row.z);
    CAPTURE(row.n);
    const Jet ratio = log_gamma_ratio_jet(row.z, row.n);
    CHECK(log_error(ratio.value, row.value) < 1e-14);
    CHECK(relative_error(ratio.first, row.first) < 3e-14);
    CHECK(relative_error(ratio.second, row.second) < 3e-14);
  }
}

TEST_CASE("the branches of the log gamma ratio meet") {
  for (const double seam : {16.0, 1.0}) {
    for (const double n : {3.0, 16.0, 17.0, 400.0}) {
      const double below = log_gamma_ratio(std::nextafter(seam, 0.0), n);
      const double above = log_gamma_ratio(std::nextafter(seam, 100.0), n);
      CHECK(relative_error(below, above) < 1e-14);
    }
  }
  for (const double z : {0.3, 15.0, 16.0, 50.0}) {  // products, then Stirling's series
    const double step = log_gamma_ratio(z, 17.0) - log_gamma_ratio(z, 16.0);
    CHECK(relative_error(step, std::log(z + 16.0)) < 1e-13);
    const double whole = log_gamma_ratio(z, 20.0);  // exact products, then the general formula
    CHECK(relative_error(log_gamma_ratio(z, std::nextafter(20.0, 21.0)), whole) < 1e-14);
  }
}

TEST_CASE("N31 log beta with one huge argument (stan-dev/math#1611)") {
  CHECK(relative_error(log_beta(1e20, 3.0), -137.46195839908279573) < 1e-14);
  CHECK(relative_error(log_beta(3e15, 12895.0), -350396.98895556210692) < 1e-14);
  CHECK(log_beta(3.0, 1e20) == log_beta(1e20, 3.0));
}

TEST_CASE("N34 log of a binomial coefficient of huge n (stan-dev/math#1592)") {
  const double log_choose = log_gamma_ratio(1e20, 100.0) - log_factorial(100.0);
  CHECK(relative_error(log_choose, 4241.4308104325278778) < 1e-14);
}
