// The Gamma-Gamma model beside what others published, and where its expectations do not exist.

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include "models/at_parameters.hpp"
#include "models/for_ever.hpp"
#include "models/table_of_models.hpp"

using tenure::model::gamma_gamma;
using tenure::model::History;
using tenure::testing::AtParameters;

namespace {

History spender(double x, double m) { return {.x = x, .t_x = 0, .T = 0, .m = m}; }
}  // namespace

TEST_CASE("A72 expected spend of the first ten CDNOW clients, lifetimes' quick start") {
  // At the maximum-likelihood estimate of tests/golden/mle.csv; printed there p, q, v = 6.25, 3.74,
  // 15.45.
  const AtParameters model(gamma_gamma(), {6.2488024897, 3.7445884533, 15.4477480095});
  constexpr std::array<std::array<double, 3>, 10> kClients{{{2, 22.35, 24.658619},
                                                            {1, 11.77, 18.911489},
                                                            {0, 0, 35.170981},
                                                            {0, 0, 35.170981},
                                                            {0, 0, 35.170981},
                                                            {7, 73.74, 71.462843},
                                                            {1, 11.77, 18.911489},
                                                            {0, 0, 35.170981},
                                                            {2, 25.55, 27.282408},
                                                            {0, 0, 35.170981}}};
  for (const auto& [x, m, expected] : kClients) {
    CHECK(model.expected_spend(spender(x, m)) == doctest::Approx(expected).epsilon(1e-5));
  }
}

TEST_CASE("population mean and one client at the printed parameters") {
  const AtParameters model(gamma_gamma(), {6.25, 3.74, 15.44});
  CHECK(model.new_expected_spend() == doctest::Approx(35.218978).epsilon(1e-8));
  CHECK(model.expected_spend(spender(2, 22.35)) == doctest::Approx(24.663714).epsilon(1e-7));
}

TEST_CASE("A75 the log-likelihood that btyd's test prints as 862.9432") {
  // There x m = 50 * 38 is an 8-bit integer: 1900 wraps to 108. With 108 we find its number.
  const double p = 6.25, q = 3.74, v = 15.44;
  const AtParameters model(gamma_gamma(), {p, q, v});
  const double density = model.log_likelihood(spender(50, 38));
  CHECK(density == doctest::Approx(-4.170213812848).epsilon(1e-11));
  const double wrapped = density + (p * 50 + q) * std::log((1900 + v) / (108 + v));
  CHECK(wrapped == doctest::Approx(862.9432).epsilon(1e-6));
}

TEST_CASE(
    "F15: for q <= 1 the mean over all clients is infinite, that of a known one need not be") {
  // lifetimes: -0.512 at q = 0.41, NaN at q = 1.
  for (const double q : {0.41, 1.0}) {
    const AtParameters model(gamma_gamma(), {6.0, q, 30.0});
    CHECK(model.new_expected_spend() == kForEver);
    CHECK(model.expected_spend(spender(0, 0)) == kForEver);
    CHECK(std::isfinite(model.expected_spend(spender(1, 20))));
  }
  const AtParameters heavy(gamma_gamma(), {0.5, 0.4, 30.0});
  CHECK(heavy.expected_spend(spender(1, 20)) == kForEver);  // p x + q < 1
  CHECK(std::isfinite(heavy.expected_spend(spender(2, 20))));
  const AtParameters above(gamma_gamma(), {6.0, std::nextafter(1.0, 2.0), 30.0});
  CHECK(std::isfinite(above.new_expected_spend()));
}

TEST_CASE("spend scales with the currency") {
  const AtParameters cents(gamma_gamma(), {6.25, 3.74, 1544});
  const AtParameters units(gamma_gamma(), {6.25, 3.74, 15.44});
  CHECK(cents.expected_spend(spender(2, 2235)) ==
        doctest::Approx(100 * units.expected_spend(spender(2, 22.35))).epsilon(1e-14));
  CHECK(cents.log_likelihood(spender(2, 2235)) ==
        doctest::Approx(units.log_likelihood(spender(2, 22.35)) - std::log(100)).epsilon(1e-13));
}

TEST_CASE("the density integrates to one") {
  const AtParameters model(gamma_gamma(), {6.25, 3.74, 15.44});
  double sum = 0.0;
  const double step = 0.05;  // the trapezoidal rule in log m
  for (double log_m = -20; log_m < 20; log_m += step) {
    sum += step * std::exp(model.log_likelihood(spender(3, std::exp(log_m))) + log_m);
  }
  CHECK(sum == doctest::Approx(1.0).epsilon(1e-12));
}

TEST_CASE("simulated spend has the mean of the model") {
  const std::vector<double> parameters{6.25, 3.74, 15.44};
  double sum = 0.0;
  constexpr int kClients = 20'000;
  std::vector<double> amounts;
  for (int client = 0; client < kClients; ++client) {
    tenure::math::RandomStream random(1, static_cast<std::uint64_t>(client));
    gamma_gamma().simulate_spend(parameters, 3, random, amounts);
  }
  REQUIRE(amounts.size() == 3 * kClients);
  for (const double amount : amounts) sum += amount;
  CHECK(sum / (3 * kClients) == doctest::Approx(35.218978).epsilon(0.02));
}
