// The BG/NBD model beside what others published and beside its own laws. Numbers are quoted as
// printed at the source; the parameters are those of the source, too.

#include <array>
#include <cmath>

#include <doctest/doctest.h>

#include "math/relative_error.hpp"
#include "models/at_parameters.hpp"
#include "models/for_ever.hpp"
#include "models/table_of_models.hpp"

using tenure::model::bg_nbd;
using tenure::model::History;
using tenure::testing::AtParameters;
using tenure::testing::relative_error;

namespace {

// CDNOW, fitted by R's BTYD (walkthrough), by lifetimes (two-decimal weeks) and as published in
// Fader, Hardie & Lee (2005).
const AtParameters kBtyd(bg_nbd(), {.2425982, 4.4136842, .7929899, 2.4261667});
const AtParameters kLifetimes(bg_nbd(), {.242593, 4.413531, .792886, 2.425753});
const AtParameters kPaper(bg_nbd(), {.243, 4.414, .793, 2.426});
const AtParameters kCdnow(bg_nbd(), {.2426, 4.4136, .7929, 2.4259});

}  // namespace

TEST_CASE("A40 A41 A42 A43 expectations and P(alive) of the BTYD walkthrough") {
  // The parameters are printed to seven digits, so the results cannot all agree to the last.
  constexpr double kPrinted = 5e-6;
  const History client_1516{26, 30.857142857142858, 31, 0};
  CHECK(relative_error(kBtyd.new_expected_purchases(52), 1.444004) < kPrinted);
  CHECK(relative_error(kBtyd.expected_purchases(client_1516, 52), 25.75659) < kPrinted);
  CHECK(relative_error(kBtyd.p_alive(client_1516), .9688523) < kPrinted);
  CHECK(relative_error(kBtyd.expected_purchases({10, 20, 39, 0}, 52), .3474606) < kPrinted);
  CHECK(relative_error(kBtyd.expected_purchases({15, 20, 39, 0}, 52), .04283391) < kPrinted);
  CHECK(relative_error(kBtyd.expected_purchases({20, 20, 39, 0}, 52), .004158973) < kPrinted);
  CHECK(relative_error(kBtyd.expected_purchases({25, 20, 39, 0}, 52), .0003583685) < 1e-5);
}

TEST_CASE("A44 A45 A46 A47 the spreadsheet of Fader & Hardie, as tested by lifetimes") {
  const History client{2, 30.43, 38.86, 0};
  CHECK(std::abs(kPaper.expected_purchases(client, 39) - 1.226) < 5e-4);
  CHECK(kPaper.new_pmf(2, 10) == doctest::Approx(1.07869e-07).epsilon(1e-5));
  CHECK(kPaper.new_pmf(39, 0) == doctest::Approx(.5737864).epsilon(1e-6));
  constexpr std::array kTimes{.1429, 1., 3., 31.8571, 32., 78.};
  constexpr std::array kExpected{.0078, .0532, .1506, 1.0405, 1.0437, 1.8576};
  for (std::size_t i = 0; i < kTimes.size(); ++i) {
    CHECK(std::abs(kLifetimes.new_expected_purchases(kTimes[i]) - kExpected[i]) < 5e-4);
  }
}

TEST_CASE("A54 next week's purchases of the five best clients, lifetimes' quick start") {
  struct Best {
    History client;
    double expected;
  };
  constexpr std::array<Best, 5> kBest{{{{18, 35.14, 35.86, 0}, .424877},
                                       {{19, 34.00, 34.14, 0}, .474738},
                                       {{17, 28.43, 28.86, 0}, .486526},
                                       {{29, 37.71, 38.00, 0}, .662396},
                                       {{26, 30.86, 31.00, 0}, .710623}}};
  for (const auto& [client, expected] : kBest) {
    CHECK(std::abs(kLifetimes.expected_purchases(client, 1) - expected) < 2e-6);
  }
}

TEST_CASE("A56 A57 the matrices of expected purchases and P(alive) plotted by lifetimes") {
  // At the largest age of its data in whole weeks, 38.
  constexpr std::array kPurchases{.005, .020, .037, .054, .070, .085, .099, .110, .120, .127,
                                  .133, .136, .136, .135, .131, .125, .119, .111, .102, .093,
                                  .084, .075, .066, .058, .050, .044, .038, .032, .027, .023};
  constexpr std::array kAlive{1.0,  .736, .785, .814, .833, .846, .855, .862, .866, .869,
                              .871, .872, .873, .873, .872, .871, .869, .867, .865, .862,
                              .859, .856, .852, .848, .844, .839, .834, .829, .823, .817};
  for (std::size_t x = 0; x < kAlive.size(); ++x) {
    const auto count = static_cast<double>(x);
    CAPTURE(x);
    CHECK(std::abs(kLifetimes.expected_purchases({count, 29, 38, 0}, 1) - kPurchases[x]) < 1e-3);
    CHECK(std::abs(kLifetimes.p_alive({count, 35, 38, 0}) - kAlive[x]) < 1e-3);
  }
}

TEST_CASE("A52 A53 log-likelihoods of btyd and pymc-marketing") {
  const AtParameters model(bg_nbd(), {.25, 4., .8, 2.5});
  CHECK(std::abs(model.log_likelihood({200, 38, 40, 0}) - 100.7957) < 5e-5);
  CHECK(std::abs(model.log_likelihood({0, 0, 40, 0}) - -.59947382) < 5e-9);
}

TEST_CASE("A172 A173 A174 A175 A176 A177 one client of known rate and chance (pymc-marketing)") {
  // Its ContNonContract and ContContract are the model without differences between clients: what
  // is left of the parameters' spread is of the order of 1 / kAlike.
  constexpr double kAlike = 1e9;
  constexpr double kChance = .15;
  struct Row {
    double rate;
    History client;
    double whole, gone, alive;  // log-likelihood, and its parts; 0: not printed
  };
  for (const Row& row :
       {Row{.4, {5, 4.3, 10, 0}, -8.39147106159807, 0, 0},
        Row{.3, {5, 4.3, 10, 0}, -9.15153637, 0, 0}, Row{.2, {5, 4.3, 10, 0}, -10.42037984, 0, 0},
        Row{.2, {4, 3.3, 10, 0}, -8.57264195, 0, 0},
        Row{.3, {5, 6.3, 10, 0}, 0, -10.45705972, -9.83245867},
        Row{.2, {5, 6.3, 10, 0}, 0, -11.85438527, 0},
        Row{.2, {4, 5.3, 10, 0}, 0, 0, -9.08782737}}) {
    CAPTURE(row.rate);
    CAPTURE(row.client.x);
    const AtParameters model(bg_nbd(),
                             {row.rate * kAlike, kAlike, kChance * kAlike, (1 - kChance) * kAlike});
    const double whole = model.log_likelihood(row.client);
    if (row.whole != 0) CHECK(std::abs(whole - row.whole) < 2e-7);
    if (row.gone != 0)
      CHECK(std::abs(whole + std::log(model.p_dead(row.client)) - row.gone) < 2e-7);
    if (row.alive != 0) CHECK(std::abs(whole + model.log_p_alive(row.client) - row.alive) < 2e-7);
  }
}

TEST_CASE("discounted purchases, which no peer has, by three other routes") {
  // The integral over time of 2F1, d times the discounted integral of the expectation, and Monte
  // Carlo (5.1579 with standard error 0.0072), at the parameters of the paper.
  const History client{2, 30.43, 38.86, 0};
  CHECK(relative_error(kPaper.discounted_purchases({0, 0, 38.86, 0}, .0027, kForEver),
                       1.01570193112) < 1e-11);
  CHECK(relative_error(kPaper.discounted_purchases(client, .0027, kForEver), 5.15637982615) <
        1e-11);
  CHECK(relative_error(kPaper.p_alive(client), .726578570) < 1e-9);
  CHECK(relative_error(kPaper.expected_purchases(client, 39), 1.226028175) < 1e-9);
}

// Known failures of peers: each with its numbers and the value in 60 digits.

TEST_CASE("N1: expectation where lifetimes takes the logarithm of a negative 2F1") {
  const AtParameters model(bg_nbd(), {.11, 2.24, .31, .50});
  CHECK(relative_error(model.expected_purchases({0, 0, 1, 0}, 30), 0.56458861553278470387) < 1e-13);
}

TEST_CASE("N2: a = 1 is a parameter like others") {
  const History client{2, 5, 10, 0};
  const AtParameters model(bg_nbd(), {.6, 9, 1, 2});
  const double expected = 1.5911281906650506;
  const double expected_new = 1.2007761050893863;
  CHECK(relative_error(model.expected_purchases(client, 30), expected) < 1e-13);
  CHECK(relative_error(model.new_expected_purchases(30), expected_new) < 1e-13);
  for (const double a : {std::nextafter(1.0, 0.0), std::nextafter(1.0, 2.0)}) {
    const AtParameters beside(bg_nbd(), {.6, 9, a, 2});
    CHECK(relative_error(beside.expected_purchases(client, 30), expected) < 1e-13);
    CHECK(relative_error(beside.new_expected_purchases(30), expected_new) < 1e-13);
  }
}

TEST_CASE("N6: the expectation over a billionth of a week") {
  CHECK(relative_error(kCdnow.expected_purchases({2, 5, 10, 0}, 1e-9), 9.7141510307222788e-11) <
        1e-13);
}

TEST_CASE("N7: 171 purchases, where gamma(n + 1) overflows") {
  CHECK(relative_error(kCdnow.new_pmf(1000, 171), 3.7068257928182231e-05) < 1e-12);
}

TEST_CASE("N30: a client who is gone beyond the range of double") {
  const AtParameters model(bg_nbd(), {.10, 50.16, .40, .81});
  const History client{500, 100, 2000, 0};
  CHECK(model.p_alive(client) == 0.0);
  CHECK(model.p_dead(client) == 1.0);
  CHECK(model.log_p_alive(client) ==
        doctest::Approx(std::log(2.3) - 565 * std::log(10)).epsilon(1e-4));
  CHECK(model.expected_purchases(client, 52) == 0.0);
  CHECK(std::isfinite(model.log_likelihood(client)));
}

TEST_CASE("N40, N41: expectations that peers find negative") {
  const AtParameters fast(bg_nbd(), {1000, 800, .8, 2.4});
  CHECK(relative_error(fast.new_expected_purchases(1e6), 150.68248699413277) < 1e-12);
  const AtParameters near_one(bg_nbd(), {.6, 9, 1 - 1e-12, 2});
  CHECK(relative_error(near_one.expected_purchases({50, 10126.739778416955, 11000, 0}, .011),
                       2.2135385116435682e-5) < 1e-12);
}

TEST_CASE("N42: a + b = 1, a pole of the 2F1 of the closed form") {
  const AtParameters model(bg_nbd(), {.6, 9, .4, .6});
  CHECK(relative_error(model.new_expected_purchases(39), 1.4591647848694136494) < 1e-13);
}

TEST_CASE("F4: the corner to which a fit that is not identifiable drifts stays finite") {
  const AtParameters model(bg_nbd(),
                           {std::exp(-4.93), std::exp(-16.25), std::exp(7.21), std::exp(-2.17)});
  for (const History& client : {History{0, 0, 10, 0}, {1, 0, 400, 0}, {500, 399, 400, 0}}) {
    CHECK(std::isfinite(model.log_likelihood(client)));
    CHECK(std::isfinite(model.expected_purchases(client, 52)));
    CHECK(std::isfinite(model.discounted_purchases(client, .002, kForEver)));
    const double alive = model.p_alive(client);
    CHECK((alive >= 0.0 && alive <= 1.0));
  }
}

TEST_CASE(
    "a client without repeats is alive for certain; where observation begins nothing is known") {
  CHECK(kCdnow.p_alive({0, 0, 38.86, 0}) == 1.0);
  CHECK(kCdnow.p_dead({0, 0, 38.86, 0}) == 0.0);
  CHECK(kCdnow.log_likelihood({0, 0, 0, 0}) == 0.0);
}
