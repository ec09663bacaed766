// The probability of a count by likelihoods alone, beside the model's own where a double holds it.
#include <cmath>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "evaluation/log_probability.hpp"
#include "math/beta_mean.hpp"
#include "math/log_gamma.hpp"
#include "math/relative_error.hpp"
#include "models/model_draws.hpp"

using namespace tenure::testing;
using tenure::evaluation::log_probability;
using tenure::model::ClientQuantity;
using tenure::model::Clock;
using tenure::model::History;
using tenure::model::PurchaseModel;

namespace {

History history_of(const OneClient& client) { return {client.x, client.t_x, client.T}; }

}  // namespace

TEST_CASE("it is the logarithm of the model's own probability") {
  for (const PurchaseModel* model : every_model()) {
    if (!model->supports(ClientQuantity::conditional_pmf)) continue;
    CAPTURE(model->traits().info.name);
    CAPTURE(model->traits().regularity);
    for (const Parameters& parameters : ordinary(*model)) {
      for (const OneClient& client : clients_of(*model)) {
        for (const double count : {0.0, 1.0, 4.0, 12.0}) {
          CAPTURE(client.x);
          CAPTURE(count);
          const double p = ask(*model, parameters, ClientQuantity::conditional_pmf, client,
                               {.horizon = 20.0, .count = count});
          const auto log_p = log_probability(*model, parameters, history_of(client), 20.0, count);
          CHECK(log_p.has_value() == (p > 0.0));
          if (log_p) CHECK(log_error(*log_p, std::log(p)) < 1e-10);
        }
      }
    }
  }
}

TEST_CASE("it goes on where a double ends") {
  // NBD: 2,000 purchases of one who has bought once in a year, and once every two years hence.
  const std::vector<double> parameters{0.6, 9.0};
  const double shape = 0.6 + 1.0, rate = 9.0 + 52.0, ahead = 4.0, count = 2000.0;
  const double expected = tenure::math::log_gamma(shape + count) - tenure::math::log_gamma(shape) -
                          tenure::math::log_gamma(count + 1.0) +
                          shape * std::log(rate / (rate + ahead)) +
                          count * std::log(ahead / (rate + ahead));
  REQUIRE(expected < -4000.0);
  const auto found = log_probability(tenure::model::nbd(), parameters, {1, 30, 52}, ahead, count);
  REQUIRE(found.has_value());
  CHECK(relative_error(*found, expected) < 1e-12);
}

TEST_CASE("it goes on where a double ends: regular purchases") {
  // BG/CNBD-3, of a client who never leaves and has just bought: 3 * 700 phases or up to two more,
  // at a rate that is Gamma(r + 3 x, alpha + T).
  const std::vector<double> parameters{0.6, 9.0, 1e-12, 1.0};
  const double shape = 0.6 + 3.0, rate = 9.0 + 52.0, ahead = 1.0;
  tenure::math::LogSum<double> expected;
  for (double phases = 2100.0; phases < 2103.0; ++phases) {
    expected.add(tenure::math::log_gamma(shape + phases) - tenure::math::log_gamma(shape) -
                 tenure::math::log_gamma(phases + 1.0) + shape * std::log(rate / (rate + ahead)) +
                 phases * std::log(ahead / (rate + ahead)));
  }
  REQUIRE(expected.log() < -4000.0);
  const auto found =
      log_probability(tenure::model::bg_cnbd_k(3), parameters, {1, 52, 52}, ahead, 700.0);
  REQUIRE(found.has_value());
  CHECK(relative_error(*found, expected.log()) < 1e-11);
}

TEST_CASE("a heavy buyer long gone who buys again is unlikely, not impossible") {
  const std::vector<double> parameters{0.55, 10.6, 0.61, 11.7};
  for (const PurchaseModel* model : {&tenure::model::pareto_nbd(), &tenure::model::bg_nbd()}) {
    const OneClient gone{1500, 50, 400};
    CHECK(ask(*model, parameters, ClientQuantity::conditional_pmf, gone,
              {.horizon = 26.0, .count = 1.0}) == 0.0);
    const auto log_p = log_probability(*model, parameters, history_of(gone), 26.0, 1.0);
    REQUIRE(log_p.has_value());
    const double log_alive = ask(*model, parameters, ClientQuantity::log_p_alive, gone);
    CHECK(*log_p < log_alive);
    CHECK(*log_p > log_alive - 300.0);  // one purchase where hundreds would come
  }
}

TEST_CASE("what a model excludes has no logarithm") {
  const std::vector<double> parameters{1.0, 3.0};
  CHECK_FALSE(log_probability(tenure::model::shifted_beta_geometric(), parameters, {3, 3, 7}, 5, 1)
                  .has_value());
  CHECK_FALSE(log_probability(tenure::model::shifted_beta_geometric(), parameters, {7, 7, 7}, 5, 6)
                  .has_value());
}
