// The BG/CNBD-k and the MBG/CNBD-k model beside the models they become for k = 1, beside their own
// simulations, and where others fail.

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include "math/relative_error.hpp"
#include "models/at_parameters.hpp"
#include "models/for_ever.hpp"
#include "models/golden_model.hpp"
#include "models/simulated_counts.hpp"
#include "models/table_of_models.hpp"

using tenure::model::bg_cnbd_k;
using tenure::model::bg_nbd;
using tenure::model::History;
using tenure::model::mbg_cnbd_k;
using tenure::model::mbg_nbd;
using tenure::model::PurchaseModel;
using tenure::testing::AtParameters;
using tenure::testing::check_golden_purchases;
using tenure::testing::log_error;
using tenure::testing::relative_error;

namespace {

// Fitted to the grocery data of BTYDplus, k = 2.
const std::vector<double> kGrocery{.3591, 1.1294, .5228, 2.7855};
const std::vector<double> kGroceryMbg{1.3292, 2.8126, .4247, .7900};

void check_same(const AtParameters& one, const AtParameters& other, const History& h,
                double horizon) {
  constexpr double kSame = 1e-13;
  CAPTURE(h.x);
  CAPTURE(horizon);
  CHECK(log_error(one.log_likelihood(h), other.log_likelihood(h)) < kSame);
  CHECK(relative_error(one.p_alive(h), other.p_alive(h)) < kSame);
  CHECK(relative_error(one.p_dead(h, horizon), other.p_dead(h, horizon)) < kSame);
  CHECK(log_error(one.log_p_alive(h, horizon), other.log_p_alive(h, horizon)) < kSame);
  CHECK(relative_error(one.expected_purchases(h, horizon), other.expected_purchases(h, horizon)) <
        kSame);
  for (const double end : {horizon, kForEver}) {
    CHECK(relative_error(one.discounted_purchases(h, .0027, end),
                         other.discounted_purchases(h, .0027, end)) < kSame);
  }
  for (const double count : {0.0, 1.0, 7.0}) {
    CHECK(relative_error(one.pmf(h, horizon, count), other.pmf(h, horizon, count)) < kSame);
    CHECK(relative_error(one.new_pmf(horizon, count), other.new_pmf(horizon, count)) < kSame);
  }
  const std::vector<double> slopes = one.score(h);
  const std::vector<double> expected = other.score(h);
  for (std::size_t i = 0; i < slopes.size(); ++i) CHECK(log_error(slopes[i], expected[i]) < kSame);
}

}  // namespace

TEST_CASE("A188: with k = 1 they are the BG/NBD and the MBG/NBD") {
  for (const std::vector<double>& p : {kGrocery, kGroceryMbg, {.243, 4.414, .793, 2.426}}) {
    for (const History& h :
         {History{0, 0, 38.86, 0}, {2, 30.43, 38.86, 0}, {26, 30.86, 31, 0}, {150, 20, 365, 0}}) {
      for (const double horizon : {1e-3, 39.0, 500.0}) {
        check_same({bg_cnbd_k(1), p}, {bg_nbd(), p}, h, horizon);
        check_same({mbg_cnbd_k(1), p}, {mbg_nbd(), p}, h, horizon);
      }
    }
  }
}

TEST_CASE("with k = 1 they match the 20-digit references of the BG/NBD and the MBG/NBD") {
  check_golden_purchases(bg_cnbd_k(1), "bgnbd.csv");
  check_golden_purchases(mbg_cnbd_k(1), "mbgnbd.csv");
}

TEST_CASE("the same seed buys the same with k = 1") {
  tenure::math::RandomStream one(7, 1), other(7, 1);
  CHECK(AtParameters(mbg_cnbd_k(1), kGroceryMbg).simulate_purchases(52, one) ==
        AtParameters(mbg_nbd(), kGroceryMbg).simulate_purchases(52, other));
}

TEST_CASE("intervals enter the likelihood by their logarithms, less log Gamma(k) each") {
  const AtParameters model(bg_cnbd_k(3), kGrocery);
  const History silent{4, 20, 30, 0, 0};
  const History told{4, 20, 30, 0, 6.0};
  CHECK(log_error(model.log_likelihood(told), model.log_likelihood(silent) + 2 * 6.0) < 1e-15);
  CHECK(model.p_alive(told) == model.p_alive(silent));
  // One client of a known rate, the first interval of 2 and no more until 2: f(2) = l^3 2^2 / 2
  // e^(-2 l), with leaving all but impossible.
  const double shape = 1e9;
  const AtParameters known(bg_cnbd_k(3), {shape, 2 * shape, 1e-9, 1.0});
  const double density = std::pow(0.5, 3) * 4.0 / 2.0 * std::exp(-1.0);
  CHECK(std::abs(known.log_likelihood({1, 2, 2, 0, std::log(2.0)}) - std::log(density)) < 1e-6);
}

TEST_CASE("predictions are those of simulated clients") {
  const std::array models{std::pair(&bg_cnbd_k(2), kGrocery), std::pair(&bg_cnbd_k(5), kGrocery),
                          std::pair(&mbg_cnbd_k(2), kGroceryMbg),
                          std::pair(&mbg_cnbd_k(12), kGroceryMbg)};
  for (const auto& [model, parameters] : models) {
    CAPTURE(model->traits().info.name);
    tenure::testing::check_simulated_counts({*model, parameters}, 26.0);
  }
}

TEST_CASE("C20: counts with which BTYDplus returns NaN") {
  for (const int k : {2, 7, 12}) {
    const AtParameters model(mbg_cnbd_k(k), kGroceryMbg);
    for (const History& h : {History{171, 300, 365, 0, 100},
                             {1000, 364, 365, 0, -1200},
                             {5000, 99000, 1e5, 0, 14000},
                             {5000, 10, 1e5, 0, -31000}}) {
      CAPTURE(h.x);
      CHECK(std::isfinite(model.log_likelihood(h)));
      CHECK(std::isfinite(model.log_p_alive(h)));
      CHECK((model.p_alive(h, 10) >= 0.0 && model.p_alive(h, 10) <= 1.0));
      CHECK(std::isfinite(model.expected_purchases(h, 52)));
      CHECK(std::isfinite(model.discounted_purchases(h, .0027, kForEver)));
      for (const double slope : model.score(h)) CHECK(std::isfinite(slope));
    }
  }
}

TEST_CASE("a regular client is missed sooner") {
  // The same weekly client, three weeks late: the more regular, the surer that he is gone.
  double before = 1.0;
  for (const int k : {1, 2, 4, 8, 12}) {
    const double alive =
        AtParameters(bg_cnbd_k(k), {2.0, 2.0 / k, .5228, 2.7855}).p_alive({20, 20, 23, 0});
    CHECK(alive < before);
    before = alive;
  }
}
