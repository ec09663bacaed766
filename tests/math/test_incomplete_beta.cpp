#include <array>
#include <cmath>

#include <doctest/doctest.h>

#include "math/dual.hpp"
#include "math/incomplete_beta.hpp"
#include "math/relative_error.hpp"

using tenure::math::Dual2;
using tenure::math::incomplete_beta;
using tenure::math::log_beta_density;
using tenure::testing::log_error;
using tenure::testing::relative_error;

TEST_CASE("density and distribution function to 20 digits by mpmath") {
  // a, b, x, y, log density in odds, I_u(a, b)
  constexpr std::array<std::array<double, 6>, 7> kReference{
      {{3, 0.001, 1, 1, -8.9863905924677983237, 6.8215163041821446275e-5},
       {1, 0.2426, 1e-6, 1, -15.231853083035840104, 2.4259984927273267275e-7},
       {10, 0.2426, 3, 1, -3.9835772292115296608, 0.00633821039128279666},
       {171, 30, 2, 1, -16.891016167089282685, 1.2102082388775983731e-9},
       {1000, 20000, 1, 20, 2.5104604924584258609, 0.50389872799756779507},
       {1000, 20000, 1, 30, -66.947479340442172579, 2.592710866060603504e-32},
       {2, 7.5, 1, 1e-3, -47.662690661491785772, 1.0}}};
  for (const auto& [a, b, x, y, log_density, probability] : kReference) {
    CAPTURE(a);
    CAPTURE(b);
    CHECK(log_error(log_beta_density(a, b, x, y), log_density) < 1e-14);
    CHECK(relative_error(incomplete_beta(a, b, x, y), probability) < 2e-12);
  }
}

TEST_CASE("homogeneous limit: large parameters do not lose the density") {
  // At its mode a beta density is close to a normal one.
  for (const double n : {1e6, 1e10, 1e14}) {
    const double expected = 0.5 * std::log(n / (4 * std::acos(-1.0)));
    CHECK(std::abs(log_beta_density(n, n, 1.0, 1.0) - expected) < 1.0 / n + 1e-14);
  }
}

TEST_CASE("N32 the NBD of a homogeneous base is the Poisson distribution (Stan: log 256, 8192)") {
  // log of the NBD's probability of n, mean mu and shape phi, as every model here takes it.
  const auto log_pmf = [](double n, double mu, double phi) {
    return log_beta_density(n, phi, mu, phi) - std::log(n);
  };
  CHECK(relative_error(log_pmf(39, std::exp(4.0), 6e16), -5.2299102937876965) < 1e-14);
  CHECK(relative_error(log_pmf(100, 8, 1e18), -163.79522138757989) < 1e-14);
}

TEST_CASE("the two sides of the mean add up, and the switch leaves no seam") {
  for (const double a : {1.0, 4.0, 170.0}) {
    for (const double b : {0.3, 12.0, 900.0}) {
      const double odds = (a + 1.0) / (b + 1.0);  // where the side changes
      const double below = incomplete_beta(a, b, odds, 1.0);
      const double above = incomplete_beta(a, b, std::nextafter(odds, 1e9), 1.0);
      CHECK(relative_error(above, below) < 3e-13);
      CHECK(relative_error(below + incomplete_beta(b, a, 1.0, odds), 1.0) < 1e-14);
    }
  }
}

TEST_CASE("the slope by x is the density, and that by a and b agrees with differences") {
  using Dual = Dual2<3>;
  const double a = 5.0, b = 0.7, y = 1.0;
  for (const double x : {0.2, 4.0, 60.0}) {
    CAPTURE(x);
    const Dual value =
        incomplete_beta(Dual::variable(a, 0), Dual::variable(b, 1), Dual::variable(x, 2), Dual(y));
    const double by_x = std::exp(log_beta_density(a, b, x, y)) / x;
    CHECK(value.gradient[2] == doctest::Approx(by_x).epsilon(1e-12));
    const double h = 1e-5;
    const double by_a =
        (incomplete_beta(a + h, b, x, y) - incomplete_beta(a - h, b, x, y)) / (2 * h);
    const double by_b =
        (incomplete_beta(a, b + h, x, y) - incomplete_beta(a, b - h, x, y)) / (2 * h);
    CHECK(value.gradient[0] == doctest::Approx(by_a).epsilon(1e-7));
    CHECK(value.gradient[1] == doctest::Approx(by_b).epsilon(1e-7));
  }
}
