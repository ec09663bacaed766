// The NBD model beside published expectations and beside the models of which it is the limit.

#include <array>
#include <cmath>

#include <doctest/doctest.h>

#include "math/relative_error.hpp"
#include "models/at_parameters.hpp"
#include "models/for_ever.hpp"
#include "models/table_of_models.hpp"

using tenure::model::History;
using tenure::model::nbd;
using tenure::testing::AtParameters;
using tenure::testing::relative_error;

namespace {
const AtParameters kCdnow(nbd(), {.3848, 12.072});
}  // namespace

TEST_CASE("expected purchases of the grocery data, a year after a year, x = 1 ... 5") {
  // Recomputed with scipy from BTYDplus' data: r = .4203, alpha = 5.2451.
  const AtParameters grocery(nbd(), {.4203, 5.2451});
  constexpr std::array kExpected{1.2902, 2.1986, 3.1069, 4.0153, 4.9237};
  for (std::size_t i = 0; i < kExpected.size(); ++i) {
    const auto x = static_cast<double>(i + 1);
    CHECK(std::abs(grocery.expected_purchases({x, 0, 52, 0}, 52) - kExpected[i]) < 1e-4);
  }
}

TEST_CASE("BG/NBD and Pareto/NBD without dropout are the NBD") {
  const double nobody = 1e-14;
  const AtParameters bg(tenure::model::bg_nbd(), {.3848, 12.072, nobody, 1.0});
  const AtParameters pareto(tenure::model::pareto_nbd(), {.3848, 12.072, nobody, 10.0});
  for (const History& client : {History{0, 0, 39, 0}, {1, 30, 39, 0}, {40, 35, 39, 0}}) {
    CAPTURE(client.x);
    for (const AtParameters& other : {bg, pareto}) {
      CHECK(std::abs(other.log_likelihood(client) - kCdnow.log_likelihood(client)) < 1e-11);
      CHECK(relative_error(other.expected_purchases(client, 26),
                           kCdnow.expected_purchases(client, 26)) < 1e-11);
      CHECK(relative_error(other.discounted_purchases(client, .002, 26),
                           kCdnow.discounted_purchases(client, .002, 26)) < 1e-11);
      CHECK(relative_error(other.pmf(client, 26, 3), kCdnow.pmf(client, 26, 3)) < 1e-11);
    }
    CHECK(kCdnow.p_alive(client, 100) == 1.0);
  }
}

TEST_CASE("counts sum to one, and their mean is the expectation") {
  double sum = 0.0, mean = 0.0;
  for (int count = 0; count < 2000; ++count) {
    sum += kCdnow.new_pmf(52, count);
    mean += count * kCdnow.new_pmf(52, count);
  }
  CHECK(std::abs(sum - 1.0) < 1e-13);
  CHECK(relative_error(mean, kCdnow.new_expected_purchases(52)) < 1e-12);
}

TEST_CASE("discounting: no discount is the expectation, a long horizon is for ever") {
  const History client{3, 20, 39, 0};
  CHECK(kCdnow.discounted_purchases(client, 0.0, 26) == kCdnow.expected_purchases(client, 26));
  CHECK(relative_error(kCdnow.discounted_purchases(client, .01, 1e5),
                       kCdnow.discounted_purchases(client, .01, kForEver)) < 1e-14);
}
