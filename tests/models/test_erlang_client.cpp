// The future of a regular client where its formulas change over, and beside sums by hand.

#include <cmath>

#include <doctest/doctest.h>

#include "math/relative_error.hpp"
#include "models/erlang_client.hpp"
#include "models/for_ever.hpp"

using tenure::model::ErlangClient;
using tenure::model::phases_at_rate;
using tenure::testing::log_error;
using tenure::testing::relative_error;

namespace {

/// The rate and the chance to leave all but known: 1 and p.
ErlangClient<double> known(int k, double p, double silence) {
  constexpr double kSure = 1e10;
  return {k, kSure, kSure, silence, kSure * p, kSure * (1.0 - p)};
}

/// The horizon at which sums over phases end and quadrature begins, found by its jump in cost: the
/// mean of phases plus deviations reach 600.
double changeover(double shape, double rate, int k) {
  double low = 0.0, high = 1e6;
  while (high - low > 1e-9 * high) {
    const double t = 0.5 * (low + high);
    const double mean = (shape + k) * t / rate;
    const double growth = t / rate;
    const bool few = mean + 9.0 * std::sqrt(mean * (1.0 + growth)) + 25.0 * (1.0 + growth) <= 600.0;
    (few ? low : high) = t;
  }
  return low;
}

}  // namespace

TEST_CASE("phases since the last purchase are a Poisson distribution cut off, from either end") {
  for (const double expected :
       {0.0, 1e-9, 0.5, std::nextafter(1.0, 0.0), 1.0, std::nextafter(1.0, 2.0), 7.0, 1e6}) {
    const auto phases = phases_at_rate(3, expected);
    const double total = 1.0 + expected + 0.5 * expected * expected;
    CHECK(relative_error(phases.share[0], 1.0 / total) < 1e-15);
    CHECK(relative_error(phases.share[1], expected / total) < 1e-15);
    CHECK(relative_error(phases.share[2], 0.5 * expected * expected / total) < 1e-15);
    CHECK(log_error(phases.log_total, std::log(total)) < 1e-15);
  }
}

TEST_CASE("a client of known rate who never leaves buys a k-th of the phases, less what is begun") {
  // The mean of floor(N / 2) for a Poisson N is t / 2 - (1 - e^(-2 t)) / 4.
  const auto client = known(2, 1e-15, 0.0);
  for (const double t : {0.3, 5.0, 100.0, 1e4}) {
    CAPTURE(t);
    CHECK(relative_error(client.expected_purchases(t), t / 2.0 + std::expm1(-2.0 * t) / 4.0) <
          1e-8);
  }
  // Discounted for ever at a known rate: v^k / (1 - (1 - p) v^k), v = 1 / (1 + discount).
  const double v = 1.0 / 1.01;
  CHECK(relative_error(known(3, 0.2, 0.0).discounted_purchases(0.01, kForEver),
                       v * v * v / (1.0 - 0.8 * v * v * v)) < 1e-8);
}

TEST_CASE("sums over phases and quadrature over the rate agree where they meet") {
  struct Case {
    int k;
    double shape, rate, silence, a, b;
  };
  for (const auto& [k, shape, rate, silence, a, b] :
       {Case{1, 2.3, 40, 3, .5, 3}, Case{2, 2.3, 40, 3, .5, 3}, Case{3, 61, 50, 2, 1, 40},
        Case{5, .4, 5, 0, .8, 2.5}, Case{8, 30, 30, 4, 20, 4}, Case{12, 200, 40, .3, .02, .01}}) {
    CAPTURE(k);
    const ErlangClient<double> client(k, shape, rate, silence, a, b);
    const double t = changeover(shape, rate, k);
    const double before = t * (1.0 - 1e-8), after = t * (1.0 + 1e-8);
    // Both change by about 2e-8 of themselves from one to the other: compared as slopes.
    const auto drift = [&](auto value) {
      return std::abs(std::log(value(after) / value(before)) - 2e-8 * 0.5) < 2e-8;
    };
    CHECK(drift([&](double time) { return client.expected_purchases(time); }));
    // Beyond the changeover an undiscounted sum is what a negligible discount makes of quadrature.
    CHECK(relative_error(client.discounted_purchases(1e-18, before),
                         client.expected_purchases(before)) < 1e-12);
    CHECK(std::abs(client.log_p_stays(after) - client.log_p_stays(before)) <
          1e-7 * (1.0 + std::abs(client.log_p_stays(before))));
    CHECK(relative_error(client.p_leaves(before) + std::exp(client.log_p_stays(before)), 1.0) <
          1e-13);
    CHECK(relative_error(client.p_leaves(after) + std::exp(client.log_p_stays(after)), 1.0) <
          1e-13);
    CHECK(relative_error(client.p_leaves(50 * t) + std::exp(client.log_p_stays(50 * t)), 1.0) <
          1e-13);
  }
}
