// Inputs on which other packages' Pareto/NBD fails, with what they gave in the name. True values:
// 60 to 110 digits by two independent methods.
#include <array>
#include <cmath>

#include <doctest/doctest.h>

#include "math/relative_error.hpp"
#include "models/for_ever.hpp"
#include "models/one_client.hpp"
#include "models/table_of_models.hpp"

using namespace tenure::model;
using tenure::testing::ask;
using tenure::testing::log_error;
using tenure::testing::OneClient;
using tenure::testing::relative_error;
using FourParameters = std::array<double, 4>;

namespace {

const PurchaseModel& pareto = pareto_nbd();
constexpr FourParameters kFastBuyers{10.465, 7.98565181e-03, 3.0516, 2.820};

double log_likelihood(const FourParameters& parameters, const OneClient& client) {
  return ask(pareto, parameters, ClientQuantity::log_likelihood, client);
}
double p_alive(const FourParameters& parameters, const OneClient& client) {
  return ask(pareto, parameters, ClientQuantity::p_alive, client);
}
double new_purchases(const FourParameters& parameters, double horizon) {
  return pareto.evaluate(NewClientQuantity::expected_purchases, parameters, {.horizon = horizon});
}

}  // namespace

TEST_CASE("N4 s = 1 exactly (NaN in lifetimes, BTYD and CLVTools)") {
  constexpr FourParameters kParameters{.9, 7, 1, 30};
  CHECK(relative_error(new_purchases(kParameters, 39), 3.2126494741782584) < 1e-14);
  CHECK(relative_error(ask(pareto, kParameters, ClientQuantity::expected_purchases, {5, 20, 30},
                           {.horizon = 39}),
                       3.0191707640895419) < 1e-13);
}

TEST_CASE("N5 s next to 1 (0 in lifetimes, BTYD and CLVTools)") {
  CHECK(relative_error(new_purchases({.9, 7, 1 - 1e-12, 30}, 1.174913658e-05),
                       1.5106029787667692e-6) < 1e-14);
}

TEST_CASE("N10 hundreds of purchases (lifetimes#25: log 0, NaN)") {
  struct Row {
    OneClient client;
    double log_likelihood, p_alive, log10_p_alive;
  };
  for (const Row& row : {Row{{400, 5, 6}, 1323.1889309678178, 5.137e-31, std::log10(5.137) - 31},
                         Row{{500, 1, 37}, 2594.4044546227567, 0, std::log10(7.92) - 800},
                         Row{{500, 4, 37}, 1888.8212497389407, 0, std::log10(2.14) - 493}}) {
    CHECK(log_error(log_likelihood(kFastBuyers, row.client), row.log_likelihood) < 1e-14);
    const double p = p_alive(kFastBuyers, row.client);
    CHECK((row.p_alive == 0.0 ? p == 0.0 : relative_error(p, row.p_alive) < 1e-3));
    const double log_p = ask(pareto, kFastBuyers, ClientQuantity::log_p_alive, row.client);
    CHECK(std::abs(log_p / std::log(10.0) - row.log10_p_alive) < 2e-3);
  }
}

TEST_CASE("N11 P(alive) of the same model for tens of purchases (lifetimes: overflow)") {
  CHECK(relative_error(p_alive(kFastBuyers, {40, 5, 6}), 1.8851281873608511e-3) < 1e-12);
  CHECK(relative_error(p_alive(kFastBuyers, {50, 1, 37}), 1.4171442912866075e-96) < 1e-12);
  CHECK(relative_error(p_alive(kFastBuyers, {50, 4, 37}), 6.7329748717991634e-60) < 1e-12);
}

TEST_CASE("N12 CLVTools#100: NaN for frequent recent buyers") {
  constexpr FourParameters kParameters{.5143, 2.8845, .2856, 14.1087};
  CHECK(relative_error(p_alive(kParameters, {221, 103.42857, 103.57143}), .99959605231793810) <
        1e-14);
  CHECK(relative_error(p_alive(kParameters, {254, 97.14286, 97.28571}), .99955822612301075) <
        1e-14);
  CHECK(relative_error(p_alive(kParameters, {161, 94.71429, 98}), .74948775225810713) < 1e-13);
  CHECK(relative_error(p_alive(kParameters, {204, 98.57143, 99.42857}), .99425507963789609) <
        1e-13);
}

TEST_CASE("N14 a vanishing P(alive) (1.0000000000025 in CLVTools)") {
  CHECK(relative_error(p_alive({.6, 11, 1000, 5e4}, {1000, 42.315842475008516, 52}),
                       2.2959942536743321e-70) < 1e-12);
}

TEST_CASE("N15 5000 purchases at once (CLVTools: likelihood wrong by a factor of 5, silently)") {
  CHECK(log_error(log_likelihood(kFastBuyers, {5000, 0, 172.6917931}), 6.1795182649831250e4) <
        1e-14);
}

TEST_CASE("N17 DERT at a high discount rate (5e69 in BTYD)") {
  CHECK(
      relative_error(ask(pareto, FourParameters{.5533, 10.5776, .6061, 11.666},
                         ClientQuantity::discounted_purchases, {1, 11.105964349152556, 185.8648445},
                         {.horizon = kForEver, .discount = 1.0}),
                     2.4759400641807720e-4) < 1e-13);
}

TEST_CASE("N18 DERT with many small dropout rates (CLVTools#163: Inf; BTYD: NaN)") {
  CHECK(relative_error(ask(pareto, FourParameters{.5329, 38.0598, 64.2792, 7721.5264},
                           ClientQuantity::discounted_purchases, {1, 50, 145},
                           {.horizon = kForEver, .discount = 0.1}),
                       2.4245465527060413e-2) < 1e-13);
}

TEST_CASE("N19 the probability of 170 purchases in 2 weeks (5e-18 in BTYD)") {
  CHECK(relative_error(pareto.evaluate(NewClientQuantity::pmf, FourParameters{.9, 7, 1 - 1e-12, 30},
                                       {.horizon = 2.038106219, .count = 170}),
                       4.5205176201766165e-111) < 1e-12);
}

TEST_CASE("N21 alpha = beta and t_x = T (CLVTools before 0.7.0: 0/0, log 0)") {
  constexpr FourParameters kParameters{.8, 10, .5, 10};
  CHECK(relative_error(p_alive(kParameters, {5, 20, 30}), .71085587143279393) < 1e-14);
  CHECK(p_alive(kParameters, {5, 30, 30}) == 1.0);
  CHECK(ask(pareto, kParameters, ClientQuantity::p_dead, {5, 30, 30}) == 0.0);
}

TEST_CASE("F5 hardly any dropout (lifetimes#304: P(alive) = 1 for everyone)") {
  constexpr FourParameters kParameters{1.2264, 12.163, 4.6377925306795664e-10, 32.524};
  CHECK(relative_error(ask(pareto, kParameters, ClientQuantity::p_dead, {3, 20, 90}),
                       9.5494080266580432576e-9) < 1e-13);
}

TEST_CASE("the seam alpha = beta of the substitution is smooth") {
  for (const double scale : {1e-3, 10.0, 5e3}) {
    const double above = std::nextafter(scale, 2 * scale);
    const double below = std::nextafter(scale, 0.0);
    for (const OneClient& client : {OneClient{0, 0, 30}, {5, 20, 30}, {300, 1, 30}}) {
      const double middle = log_likelihood({.8, scale, .5, scale}, client);
      CHECK(log_error(log_likelihood({.8, above, .5, scale}, client), middle) < 1e-14);
      CHECK(log_error(log_likelihood({.8, below, .5, scale}, client), middle) < 1e-14);
      CHECK(log_error(log_likelihood({.8, scale, .5, above}, client), middle) < 1e-14);
    }
  }
}

TEST_CASE("the seam s = 1 of the expectation is smooth") {
  for (const double horizon : {1e-6, 1.0, 1e4}) {
    const double middle = new_purchases({.9, 7, 1, 30}, horizon);
    CHECK(relative_error(new_purchases({.9, 7, std::nextafter(1.0, 2.0), 30}, horizon), middle) <
          1e-14);
    CHECK(relative_error(new_purchases({.9, 7, std::nextafter(1.0, 0.0), 30}, horizon), middle) <
          1e-14);
  }
}
