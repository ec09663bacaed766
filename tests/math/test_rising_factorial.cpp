#include <array>
#include <cmath>

#include <doctest/doctest.h>

#include "math/dual.hpp"
#include "math/log_gamma.hpp"
#include "math/relative_error.hpp"
#include "math/rising_factorial.hpp"

using tenure::math::Dual2;
using tenure::math::kMostRisingFactors;
using tenure::math::log_beta_quotient;
using tenure::math::log_rising_quotient;
using tenure::math::log_scaled_rising;
using tenure::testing::log_error;
using tenure::testing::relative_error;

TEST_CASE("quotients to 20 digits by mpmath") {
  constexpr std::array<std::array<double, 4>, 5> kScaled{
      {{0.001, 16, 3.0, 3.4170369253418090248},
       {0.001, 17, 3.0, 5.0910758569604369474},
       {0.55, 171, 62.58, 1.5880014939312802941},
       {2e4, 5000, 1.2e4, 3132.6053290762068721},
       {1e6, 40, 1e6, 0.00077998973020279519479}}};
  for (const auto& [z, n, scale, expected] : kScaled) {
    CAPTURE(z);
    CHECK(log_error(log_scaled_rising(z, n, scale), expected) < 2e-14);
  }
  constexpr std::array<std::array<double, 4>, 6> kQuotients{
      {{2.4, 0.8, 16, -1.6570111622641499665},
       {2.4, 0.8, 17, -1.6995707766829458979},
       {0.01, 0.8, 300, -9.0197421207430053295},
       {8000.0, 2000.0, 1000, -211.51944508208980361},
       {2.0, 3000.0, 170, -654.17859881812265671},
       {5e4, 0.9, 5000, -0.085779243641657664069}}};
  for (const auto& [b, a, n, expected] : kQuotients) {
    CAPTURE(b);
    CHECK(log_error(log_rising_quotient(b, a, n), expected) < 2e-14);
  }
}

TEST_CASE("next to nothing is lost to full relative accuracy: 20 digits by mpmath") {
  constexpr std::array<std::array<double, 4>, 10> kQuotients{
      {{1e6, 0.01, 1, -9.9999999500000005415e-9},
       {1e6, 0.01, 16, -1.5999879921241186448e-7},
       {1e6, 0.01, 0.37, -3.7000011470000895108e-9},
       {16.5, 1e-4, 1e-4, -6.247929243641596962e-10},
       {2.4, 0.8, 17, -1.6995707766829458979},
       {1e-3, 1e4, 5000, -9557.7484977600515508},
       {0.01, 0.8, 0.3, -3.3415446325011072847},
       {3.0, 1e-5, 1e9, -0.00019800479529680184951},
       {5e4, 2e5, 1e-3, -0.0016094459044660044714},
       {1e12, 2.0, 3.0, -5.999999999988e-12}}};
  for (const auto& [b, a, n, expected] : kQuotients) {
    CAPTURE(b);
    CAPTURE(n);
    CHECK(relative_error(log_beta_quotient(b, a, n), expected) < 3e-15);
    if (n == std::floor(n)) CHECK(relative_error(log_rising_quotient(b, a, n), expected) < 3e-15);
  }
}

TEST_CASE("derivatives of the quotient by all three arguments") {
  using Dual = Dual2<3>;
  using tenure::math::digamma;
  for (const double b : {0.3, 40.0}) {
    const double a = 0.8, n = 2.5;
    const Dual value =
        log_beta_quotient(Dual::variable(b, 0), Dual::variable(a, 1), Dual::variable(n, 2));
    const double by_total = digamma(a + b) - digamma(a + b + n);
    CHECK(value.gradient[0] == doctest::Approx(digamma(b + n) - digamma(b) + by_total));
    CHECK(value.gradient[1] == doctest::Approx(by_total).epsilon(1e-12));
    CHECK(value.gradient[2] == doctest::Approx(digamma(b + n) - digamma(a + b + n)).epsilon(1e-12));
  }
}

TEST_CASE("product and Stirling's formula meet: one more factor is one more term") {
  const double n = kMostRisingFactors;
  for (const double z : {1e-3, 0.4, 3.0, 900.0}) {
    for (const double other : {1e-3, 0.8, 40.0}) {
      const double step = log_scaled_rising(z, n + 1, other) - log_scaled_rising(z, n, other);
      CHECK(std::abs(step - std::log((z + n) / other)) < 2e-13);
      const double quotient =
          log_rising_quotient(z, other, n + 1) - log_rising_quotient(z, other, n);
      CHECK(std::abs(quotient - std::log((z + n) / (other + z + n))) < 2e-13);
    }
  }
}

TEST_CASE("derivatives are differences of digamma functions") {
  using Dual = Dual2<2>;
  using tenure::math::digamma;
  const double b = 2.4, a = 0.8;
  for (const double n : {3.0, 60.0}) {
    const Dual value = log_rising_quotient(Dual::variable(b, 0), Dual::variable(a, 1), n);
    const double by_total = digamma(a + b) - digamma(a + b + n);
    CHECK(value.gradient[1] == doctest::Approx(by_total).epsilon(1e-13));
    CHECK(value.gradient[0] ==
          doctest::Approx(digamma(b + n) - digamma(b) + by_total).epsilon(1e-12));
  }
}
