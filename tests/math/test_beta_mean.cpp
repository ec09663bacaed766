#include <array>
#include <cmath>

#include <doctest/doctest.h>

#include "math/beta_mean.hpp"
#include "math/dual.hpp"
#include "math/relative_error.hpp"

using tenure::math::Dual2;
using tenure::math::log_beta_mean;
using tenure::testing::relative_error;

namespace {

double mean_of_power(double a, double b, double power_p, double power_q) {
  return std::exp(log_beta_mean(
      a, b, {.slope_at_zero = power_q, .slope_at_one = power_p},
      [&](double p, double q) { return power_p * std::log(p) + power_q * std::log(q); }));
}

}  // namespace

TEST_CASE("the first moments, from point masses at the ends to near certainty") {
  for (const double a : {1e-3, 0.3, 1.0, 7.0, 1e3, 2e4}) {
    for (const double b : {1e-3, 0.3, 1.0, 7.0, 1e3, 2e4}) {
      CAPTURE(a);
      CAPTURE(b);
      CHECK(relative_error(mean_of_power(a, b, 0.0, 0.0), 1.0) < 1e-15);
      CHECK(relative_error(mean_of_power(a, b, 1.0, 0.0), a / (a + b)) < 2e-13);
      CHECK(relative_error(mean_of_power(a, b, 0.0, 1.0), b / (a + b)) < 2e-13);
      CHECK(relative_error(mean_of_power(a, b, 1.0, 1.0), a / (a + b) * (b / (a + b + 1.0))) <
            2e-13);
    }
  }
}

TEST_CASE(
    "E[1 / (1 + s p)] = 2F1(1, a; a + b; -s), summed to 38 digits after Pfaff's transformation") {
  constexpr std::array<std::array<double, 4>, 6> kReference{
      {{0.001, 2.0, 5.0, 0.9988510367153180592},
       {0.8, 2.4, 1000.0, 0.024703603094264108857},
       {1000.0, 10000.0, 3.0, 0.78574707417698168771},
       {0.005, 0.005, 1.0, 0.74914225813327130099},
       {3000.0, 2.0, 0.1, 0.90914597380420038617},
       {5.0, 0.01, 1000.0, 0.00100149516818431901}}};
  for (const auto& [a, b, s, expected] : kReference) {
    const double mean =
        std::exp(log_beta_mean(a, b, {.slope_at_zero = s, .slope_at_one = 1.0},
                               [s = s](double p, double) { return -std::log1p(s * p); }));
    CHECK(relative_error(mean, expected) < 1e-13);
  }
}

TEST_CASE("N35 2F1 of large parameters, as means over the beta distribution (scipy: 3.4e83)") {
  // 2F1(n, a; a + b; -s) = E[(1 + s p)^-n].
  const auto mean = [](double n, double a, double b, double s) {
    const tenure::math::Variation variation{
        .slope_at_zero = std::abs(n * s), .slope_at_one = std::abs(n), .curvature = std::abs(n)};
    return std::exp(
        log_beta_mean(a, b, variation, [=](double p, double) { return -n * std::log1p(s * p); }));
  };
  CHECK(relative_error(mean(100, 100, 200, 0.5), 3.95042591453997531800e-7) < 1e-13);
  CHECK(relative_error(mean(-1000, 1000, 1000, -0.5), 2.30704833489523410e-114) < 1e-12);
}

TEST_CASE("A68 A69 2F1(1, s; s + 1; z) = E[1 / (1 - z p)] (CLVTools test-cpp.cpp)") {
  constexpr std::array<std::array<double, 3>, 6> kPrinted{{{.1, -997, .509569},
                                                           {.1, .9999, 1.90569802},
                                                           {.1, .5, 1.06398},
                                                           {2.34, -997, .0017454},
                                                           {2.34, .9999, 18.75187018},
                                                           {2.34, .5, 1.58087}}};
  // z / (1 - z p) at most, at either end.
  constexpr tenure::math::Variation kVariation{.slope_at_zero = 997, .slope_at_one = 1e4};
  for (const auto& [s, z, printed] : kPrinted) {
    CAPTURE(s);
    CAPTURE(z);
    // 1 - z p = q + (1 - z) p.
    const double mean = std::exp(log_beta_mean(
        s, 1.0, kVariation, [z = z](double p, double q) { return -std::log(q + (1 - z) * p); }));
    CHECK(std::abs(mean - printed) < 6e-6);
  }
}

TEST_CASE("a function that falls by e^-20000 over the distribution's bulk") {
  // E[q^n] = (b)_n / (a + b)_n, here a product of n factors.
  const double a = 2e3, b = 5.0;
  const int n = 4000;
  double expected = 0.0;
  for (int i = 0; i < n; ++i) expected += std::log((b + i) / (a + b + i));
  const double found =
      log_beta_mean(a, b, {.slope_at_zero = n, .slope_at_one = 0.0, .curvature = n / 4.0},
                    [n](double, double q) { return n * std::log(q); });
  CHECK(relative_error(found, expected) < 1e-12);
}

TEST_CASE("derivatives by the parameters of the distribution and of the function") {
  // E[p^c] at c = 1 is a / (a + b); its slope by c is a / (a + b) (psi(a + 1) - psi(a + b + 1)).
  using Dual = Dual2<3>;
  const double a = 0.75, b = 2.5;
  const Dual c = Dual::variable(1.0, 2);
  const Dual log_mean = log_beta_mean(Dual::variable(a, 0), Dual::variable(b, 1),
                                      {.slope_at_zero = 0.0, .slope_at_one = 1.0},
                                      [&](double p, double) { return c * std::log(p); });
  CHECK(log_mean.gradient[0] == doctest::Approx(1 / a - 1 / (a + b)).epsilon(1e-13));
  CHECK(log_mean.gradient[1] == doctest::Approx(-1 / (a + b)).epsilon(1e-13));
  CHECK(log_mean.hessian[Dual::pair(0, 0)] ==
        doctest::Approx(-1 / (a * a) + 1 / ((a + b) * (a + b))).epsilon(1e-12));
  CHECK(log_mean.hessian[Dual::pair(0, 1)] ==
        doctest::Approx(1 / ((a + b) * (a + b))).epsilon(1e-12));
}

TEST_CASE(
    "where the odds of p overflow: E[1 / (s + p)] is B(a, 1 - a) s^(a - 1) / B(a, b) for small s") {
  const double a = 0.25, b = 2.0;
  const double beta = std::tgamma(a) * std::tgamma(b) / std::tgamma(a + b);
  for (const double s : {1e-30, 1e-200, 1e-305}) {
    CAPTURE(s);
    const double log_mean = log_beta_mean(a, b, {.slope_at_zero = 1.0 / s, .slope_at_one = 1.0},
                                          [&](double p, double) { return -std::log(s + p); });
    const double expected =
        std::log(std::tgamma(a) * std::tgamma(1.0 - a) / beta) + (a - 1.0) * std::log(s);
    CHECK(relative_error(log_mean, expected) < 1e-13);
  }
}
