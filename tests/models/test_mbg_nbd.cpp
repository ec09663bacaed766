// The MBG/NBD model beside what others published. A client may leave at time 0.

#include <cmath>

#include <doctest/doctest.h>

#include "models/at_parameters.hpp"
#include "models/table_of_models.hpp"

using tenure::model::History;
using tenure::model::mbg_nbd;
using tenure::testing::AtParameters;

TEST_CASE("A59 A60 log-likelihoods of btyd and pymc-marketing") {
  // btyd's test prints 91.808242; its author's a is .89 there, not .891.
  const AtParameters cdnow(mbg_nbd(), {.53, 6.18, .89, 1.614});
  CHECK(cdnow.log_likelihood({200, 38, 40, 0}) == doctest::Approx(91.808242).epsilon(1e-8));
  const AtParameters other(mbg_nbd(), {.25, 4., .8, 2.5});
  CHECK(std::abs(other.log_likelihood({200, 38, 40, 0}) - 100.7869) < 5e-5);
  CHECK(std::abs(other.log_likelihood({0, 0, 40, 0}) - -.41792826) < 5e-9);
}

TEST_CASE("A61 ten purchases in two weeks, as sampled by btyd") {
  const AtParameters model(mbg_nbd(), {.525, 6.183, .891, 1.614});
  CHECK(model.new_pmf(2, 10) == doctest::Approx(2.247434e-08).epsilon(0.1));
}

TEST_CASE("a new client may be gone already") {
  const double a = .891;
  const double b = 1.614;
  const AtParameters model(mbg_nbd(), {.525, 6.183, a, b});
  const History just_bought{};
  CHECK(model.p_dead(just_bought) == doctest::Approx(a / (a + b)).epsilon(1e-15));
  CHECK(model.log_likelihood(just_bought) == doctest::Approx(0.0).epsilon(1e-15));
  CHECK(model.new_pmf(1e9, 0) > a / (a + b));
}
