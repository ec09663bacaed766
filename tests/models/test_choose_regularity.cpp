// Fits with a regularity: given, or chosen by likelihood.

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include "math/relative_error.hpp"
#include "models/cells.hpp"
#include "models/table_of_models.hpp"
#include <tenure/error.hpp>
#include <tenure/model.hpp>

using tenure::Convergence;
using tenure::Error;
using tenure::FitOptions;
using tenure::FittedModel;
using tenure::Histories;
using tenure::TimeUnit;
using tenure::testing::relative_error;

namespace {

/// Histories over 52 weeks, as a fit reads them.
struct Clients {
  std::vector<double> x, t_x, T, litt;

  [[nodiscard]] Histories view() const {
    return {.frequency = x, .recency = t_x, .age = T, .log_interpurchase = litt};
  }
};

// BTYDplus tests its estimates on a base drawn from these, with k = 3.
const std::vector<double> kTruth{.85, 1.45, .79, 2.42};

Clients simulated(const char* name, int k, std::size_t count) {
  const auto model = FittedModel::from_parameters(name, kTruth, TimeUnit::week, k);
  const auto log = model.simulate(std::vector<double>(count, 52.0), 1);
  Clients result;
  for (std::size_t i = 0; i < log.client.size(); ++i) {
    if (log.time[i] == 0.0) {
      result.x.push_back(0.0);
      result.t_x.push_back(0.0);
      result.T.push_back(52.0);
      result.litt.push_back(0.0);
    } else {
      result.x.back() += 1.0;
      result.litt.back() += std::log(log.time[i] - result.t_x.back());
      result.t_x.back() = log.time[i];
    }
  }
  return result;
}

std::string argument_refused(const char* model, const Histories& histories, int regularity) {
  FitOptions options;
  options.regularity = regularity;
  try {
    static_cast<void>(FittedModel::fit(model, histories, TimeUnit::week, options));
  } catch (const Error& error) {
    return error.argument();
  }
  return "nothing";
}

}  // namespace

TEST_CASE(
    "A186: the k of BTYDplus' simulator is found, estimates within 10 %, the sum within 5 %") {
  for (const char* name : {"bg_cnbd_k", "mbg_cnbd_k"}) {
    CAPTURE(name);
    const Clients clients = simulated(name, 3, 30000);
    const FittedModel fitted = FittedModel::fit(name, clients.view(), TimeUnit::week);
    CHECK(fitted.regularity() == 3);
    CHECK(fitted.result().regularity == 3);
    CHECK(fitted.result().regularity_chosen);
    CHECK(fitted.result().convergence.reason == Convergence::Reason::gradient);
    for (std::size_t i = 0; i < kTruth.size(); ++i) {
      CHECK(relative_error(fitted.parameters()[i], kTruth[i]) < .1);
    }
    const double actual = std::accumulate(clients.x.begin(), clients.x.end(), 0.0);
    const double expected = fitted.expected_purchases_new(std::vector{52.0})[0] * 30000.0;
    CHECK(relative_error(expected, actual) < .05);
  }
}

TEST_CASE("the chosen k is the one of highest likelihood among all") {
  const Clients clients = simulated("bg_cnbd_k", 2, 600);
  const FittedModel chosen = FittedModel::fit("bg_cnbd_k", clients.view(), TimeUnit::week);
  double best = -std::numeric_limits<double>::infinity();
  int best_k = 0;
  for (int k = 1; k <= 12; ++k) {
    FitOptions options;
    options.regularity = k;
    const FittedModel given =
        FittedModel::fit("bg_cnbd_k", clients.view(), TimeUnit::week, options);
    CHECK(given.regularity() == k);
    CHECK(!given.result().regularity_chosen);
    if (given.result().log_likelihood.value() > best) {
      best = given.result().log_likelihood.value();
      best_k = k;
    }
    if (k == chosen.regularity()) {
      CHECK(relative_error(chosen.result().log_likelihood.value(),
                           given.result().log_likelihood.value()) < 1e-13);
      CHECK(chosen.result().aic().value() ==
            doctest::Approx(given.result().aic().value() + 2.0).epsilon(1e-13));
      const double clients_log = std::log(600.0);
      CHECK(chosen.result().bic().value() ==
            doctest::Approx(given.result().bic().value() + clients_log).epsilon(1e-13));
    }
  }
  CHECK(chosen.regularity() == best_k);
}

TEST_CASE("the likelihood of a fit is the sum of its clients'") {
  const Clients clients = simulated("mbg_cnbd_k", 2, 500);
  const FittedModel fitted = FittedModel::fit("mbg_cnbd_k", clients.view(), TimeUnit::week);
  const std::vector<double> each = fitted.log_likelihood(clients.view());
  CHECK(relative_error(std::accumulate(each.begin(), each.end(), 0.0),
                       fitted.result().log_likelihood.value()) < 1e-13);
}

TEST_CASE("clients who differ in their intervals alone share a cell, whatever their order") {
  Clients clients;
  for (int i = 0; i < 1000; ++i) {
    clients.x.push_back(3.0);
    clients.t_x.push_back(20.0);
    clients.T.push_back(30.0);
    clients.litt.push_back(std::log(1.0 + i) - 3.0);
  }
  const auto& traits = tenure::model::bg_cnbd_k(2).traits();
  const tenure::model::Cells straight(clients.view(), traits);
  REQUIRE(straight.size() == 1);
  const double mean = std::accumulate(clients.litt.begin(), clients.litt.end(), 0.0) / 1000.0;
  CHECK(relative_error(straight.view().log_interpurchase[0], mean) < 1e-14);
  std::ranges::reverse(clients.litt);
  const tenure::model::Cells reversed(clients.view(), traits);
  CHECK(reversed.view().log_interpurchase[0] == straight.view().log_interpurchase[0]);
}

TEST_CASE("what a regularity asks for is named") {
  Clients clients = simulated("bg_cnbd_k", 2, 50);
  Histories without = clients.view();
  without.log_interpurchase = {};
  CHECK(argument_refused("bg_cnbd_k", without, 0) == "log_interpurchase");
  CHECK(argument_refused("bg_cnbd_k", without, 2) == "log_interpurchase");
  CHECK(argument_refused("bg_cnbd_k", without, 1) == "nothing");
  CHECK(argument_refused("bg_cnbd_k", clients.view(), 13) == "regularity");
  CHECK(argument_refused("bg_cnbd_k", clients.view(), -1) == "regularity");
  CHECK(argument_refused("bg_nbd", clients.view(), 2) == "regularity");
  for (const int k : {-1, 0, 13}) {
    CHECK_THROWS_AS(
        static_cast<void>(FittedModel::from_parameters("mbg_cnbd_k", kTruth, TimeUnit::week, k)),
        Error);
  }
  // Predictions do not need the intervals, likelihoods do.
  const auto model = FittedModel::from_parameters("bg_cnbd_k", kTruth, TimeUnit::week, 2);
  CHECK(model.regularity() == 2);
  CHECK(model.p_alive(without).size() == 50);
  CHECK_THROWS_AS(static_cast<void>(model.log_likelihood(without)), Error);
  CHECK(FittedModel::from_parameters("bg_nbd", kTruth, TimeUnit::week).regularity() == 0);
}

TEST_CASE("no regularity is chosen where no fit is usable: a client who never came back") {
  const std::vector<double> none{0.0}, age{10.0};
  for (const char* name : {"bg_cnbd_k", "mbg_cnbd_k"}) {
    const auto fitted = FittedModel::fit(
        name, {.frequency = none, .recency = none, .age = age, .log_interpurchase = none},
        TimeUnit::week);
    CHECK_FALSE(fitted.result().convergence.usable);
    CHECK(fitted.regularity() == 1);
    CHECK_FALSE(fitted.result().regularity_chosen);
  }
}
