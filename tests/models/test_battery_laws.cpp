// Laws that tie the quantities of a model to each other, on random draws; the numbers are those of
// the reliability scorecard, section I.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "math/quadrature.hpp"
#include "math/relative_error.hpp"
#include "models/battery.hpp"
#include "models/for_ever.hpp"

using namespace tenure::model;
using namespace tenure::testing;

namespace {

constexpr double kTolerance = 1e-10;

/// A log-likelihood is exact to so much; a quotient of two likelihoods to the sum.
double rounding(double log_likelihood) { return 1e-13 * std::abs(log_likelihood); }

/// Which parameters are times, and which count once a unit: known by name.
Parameters in_other_unit(const PurchaseModel& model, Parameters p, double units) {
  const auto names = model.traits().info.parameters;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (names[i] == "b" && names.size() == 5) p[i] /= units;  // the GGompertz/NBD's: a rate
    if (names[i] == "alpha" || (names[i] == "beta" && names.size() == 4)) p[i] *= units;
  }
  return p;
}

/// A horizon within which counts are few: the tail of the NBD falls by 3 and more a purchase.
double short_horizon(const PurchaseModel& model, const Draw& draw) {
  if (model.traits().clock != Clock::continuous) return draw.at.horizon;
  return 0.5 * draw.parameters[1] * draw.at.horizon / 60.0;
}

/// Sum and mean of a distribution of counts, to where nothing is left of it.
template <class Pmf>
void check_counts(const Pmf& pmf, double mean_expected) {
  double sum = 0.0;
  double mean = 0.0;
  for (double n = 0.0; n < 3000.0; ++n) {
    const double probability = pmf(n);
    sum += probability;
    mean += n * probability;
    if (n > mean_expected && n * probability < 1e-16 * mean) break;
  }
  CHECK(relative_error(sum, 1.0) < 1e-12);
  CHECK(relative_error(mean, mean_expected) < kTolerance);
}

}  // namespace

TEST_CASE("law 1: predictions do not depend on the unit of time") {
  for_draws_of_models_with(
      ClientQuantity::p_alive, 1000, [](const PurchaseModel& model, const Draw& d) {
        if (model.traits().clock != Clock::continuous) return;  // counts have no unit
        constexpr double kUnits = 7.3;
        const Parameters q = in_other_unit(model, d.parameters, kUnits);
        const OneClient& client = d.client;
        const OneClient scaled{client.x, kUnits * client.t_x, kUnits * client.T, client.m,
                               client.log_interpurchase + client.x * std::log(kUnits)};
        const At at{.horizon = kUnits * d.at.horizon,
                    .discount = d.at.discount / kUnits,
                    .count = d.at.count};
        for (const ClientQuantity quantity :
             {ClientQuantity::p_alive, ClientQuantity::expected_purchases,
              ClientQuantity::discounted_purchases, ClientQuantity::conditional_pmf}) {
          CHECK(relative_error(ask(model, q, quantity, scaled, at),
                               ask(model, d.parameters, quantity, client, d.at)) < kTolerance);
        }
        CHECK(relative_error(ask_new(model, q, NewClientQuantity::pmf, at),
                             ask_new(model, d.parameters, NewClientQuantity::pmf, d.at)) <
              kTolerance);
        CHECK(log_error(ask(model, q, ClientQuantity::log_likelihood, scaled),
                        ask(model, d.parameters, ClientQuantity::log_likelihood, client) -
                            client.x * std::log(kUnits)) < 1e-12);
      });
}

TEST_CASE("law 2: spend scales with the unit of money") {
  for_draws_of_models_with(
      ClientQuantity::expected_spend, 1000, [](const PurchaseModel& model, const Draw& d) {
        if (d.client.x == 0.0) return;
        Parameters q = d.parameters;
        q.back() *= 100.0;  // the scale parameter comes last
        const OneClient cents{d.client.x, d.client.t_x, d.client.T, 100.0 * d.client.m};
        CHECK(relative_error(ask(model, q, ClientQuantity::expected_spend, cents),
                             100.0 * ask(model, d.parameters, ClientQuantity::expected_spend,
                                         d.client)) < 1e-13);
        CHECK(log_error(ask(model, q, ClientQuantity::log_likelihood, cents),
                        ask(model, d.parameters, ClientQuantity::log_likelihood, d.client) -
                            std::log(100.0)) < 1e-12);
      });
}

TEST_CASE("law 3: probabilities sum to one, and counts to the expectation") {
  for_draws_of_models_with(
      NewClientQuantity::pmf, 200, [](const PurchaseModel& model, const Draw& d) {
        At at{.horizon = short_horizon(model, d)};
        check_counts(
            [&](double n) {
              at.count = n;
              return ask_new(model, d.parameters, NewClientQuantity::pmf, at);
            },
            ask_new(model, d.parameters, NewClientQuantity::expected_purchases, at));
      });
}

TEST_CASE("law 3 of a client with a history") {
  for_draws_of_models_with(
      ClientQuantity::conditional_pmf, 50, [](const PurchaseModel& model, const Draw& d) {
        At at{.horizon = short_horizon(model, d)};
        const double mean =
            ask(model, d.parameters, ClientQuantity::expected_purchases, d.client, at);
        if (mean < 1e-6) return;  // of a client certainly gone: the sum is 1 - P(gone)
        check_counts(
            [&](double n) {
              at.count = n;
              return ask(model, d.parameters, ClientQuantity::conditional_pmf, d.client, at);
            },
            mean);
      });
}

TEST_CASE("law 4: a client who has just come is a new one") {
  for_draws_of_models_with(
      NewClientQuantity::expected_purchases, 1000, [](const PurchaseModel& model, const Draw& d) {
        CHECK(relative_error(
                  ask(model, d.parameters, ClientQuantity::expected_purchases, {0, 0, 0}, d.at),
                  ask_new(model, d.parameters, NewClientQuantity::expected_purchases, d.at)) <
              kTolerance);
      });
}

TEST_CASE("law 5: expected purchases grow, ever more slowly, from the rate of who is alive") {
  for_draws_of_models_with(
      ClientQuantity::expected_purchases, 1000, [](const PurchaseModel& model, const Draw& d) {
        const auto expected = [&](double horizon) {
          return ask(model, d.parameters, ClientQuantity::expected_purchases, d.client,
                     {.horizon = horizon});
        };
        const double once = expected(d.at.horizon);
        const double twice = expected(2.0 * d.at.horizon);
        CHECK(once >= 0.0);
        CHECK(twice >= once * (1.0 - 1e-14));       // all time being within reach of both
        if (model.traits().regularity > 1) return;  // who buys regularly does not buy at once
        CHECK(twice <= 2.0 * once * (1.0 + 1e-12));
        if (model.traits().clock != Clock::continuous) return;
        const double moment = 1e-11 * std::min(1.0, d.parameters[1]);
        const double rate = (d.parameters[0] + d.client.x) / (d.parameters[1] + d.client.T);
        const double alive = ask(model, d.parameters, ClientQuantity::p_alive, d.client);
        if (alive > 1e-280) CHECK(relative_error(expected(moment) / moment, alive * rate) < 1e-7);
      });
}

TEST_CASE("law 6: P(alive) falls with silence and rises with recency") {
  for_draws_of_models_with(
      ClientQuantity::p_alive, 1000, [](const PurchaseModel& model, const Draw& d) {
        const auto alive = [&](const OneClient& client) {
          return ask(model, d.parameters, ClientQuantity::p_alive, client);
        };
        const OneClient& c = d.client;
        const double now = alive(c);
        if (model.traits().clock != Clock::renewals) {  // silence ends a contract
          CHECK(alive({c.x, c.t_x, c.T + d.at.horizon}) <= now);
        }
        CHECK(relative_error(now + ask(model, d.parameters, ClientQuantity::p_dead, c), 1.0) <
              1e-14);
        const double dead = ask(model, d.parameters, ClientQuantity::p_dead, c, d.at);
        if (dead < 0.5) {  // both to full relative accuracy, however small
          CHECK(relative_error(ask(model, d.parameters, ClientQuantity::log_p_alive, c, d.at),
                               std::log1p(-dead)) < 1e-12);
        }
        if (c.x == 0.0 || model.traits().clock == Clock::renewals) return;
        const OneClient later = possible(model, {c.x, 0.5 * (c.t_x + c.T), c.T});
        // Equal where the clock leaves no room.
        CHECK(alive(later) >= now * (1.0 - 1e-14));
      });
}

TEST_CASE("law 7: silence until later is what the likelihoods of both ages say") {
  for_draws_of_models_with(
      ClientQuantity::p_silent, 1000, [](const PurchaseModel& model, const Draw& d) {
        OneClient later = d.client;
        later.T += d.at.horizon;
        if (model.traits().clock == Clock::renewals && d.client.x == d.client.T) {
          later.T = d.client.T + 1.0;  // who does not renew once leaves, and that is that
        }
        const double then = ask(model, d.parameters, ClientQuantity::log_likelihood, later);
        const double now = ask(model, d.parameters, ClientQuantity::log_likelihood, d.client);
        const double silent = ask(model, d.parameters, ClientQuantity::p_silent, d.client, d.at);
        CHECK(relative_error(silent, std::exp(then - now)) <
              kTolerance + rounding(then) + rounding(now));
      });
}

TEST_CASE("law 8: discounted purchases are the discounted growth of expected ones") {
  for_draws_of_models_with(
      ClientQuantity::discounted_purchases, 40, [](const PurchaseModel& model, const Draw& d) {
        const auto discounted = [&](double discount) {
          return ask(model, d.parameters, ClientQuantity::discounted_purchases, d.client,
                     {.horizon = kForEver, .discount = discount});
        };
        const auto expected = [&](double t) {
          return ask(model, d.parameters, ClientQuantity::expected_purchases, d.client,
                     {.horizon = t});
        };
        // d times the integral of e^-dt CET(t) dt; in discrete time CET is constant in between.
        const bool continuous = model.traits().clock == Clock::continuous;
        const double rate = continuous ? d.at.discount : std::max(d.at.discount, 0.1);
        double by_parts = 0.0;
        if (continuous) {
          by_parts = tenure::math::integrate_adaptive(
                         [&](double v) {
                           const double t = std::expm1(v);
                           return rate * std::exp(-rate * t) * (1.0 + t) * expected(t);
                         },
                         0.0, std::log1p(45.0 / rate), 1e-12)
                         .value;
        } else {
          for (double t = 0.0; t * rate < 45.0; ++t) {
            by_parts += std::exp(-rate * t) * expected(t) * -std::expm1(-rate);
          }
        }
        CHECK(relative_error(discounted(rate), by_parts) < kTolerance);
        if (by_parts > 0.0) CHECK(discounted(1.1 * rate) < discounted(rate));
        CHECK(relative_error(ask(model, d.parameters, ClientQuantity::discounted_purchases,
                                 d.client, {.horizon = d.at.horizon}),
                             expected(d.at.horizon)) < 1e-13);
      });
}

TEST_CASE("laws 12 and 14: a client's numbers do not depend on who stands beside him, bitwise") {
  for_draws_of_models_with(
      ClientQuantity::log_likelihood, 20, [](const PurchaseModel& model, const Draw& d) {
        std::vector<double> x, t_x, T, m, litt;
        std::vector<OneClient> clients;
        for (std::uint64_t i = 0; i < 20; ++i) {
          clients.push_back(everyday_draw(model, i).client);
          x.push_back(clients.back().x);
          t_x.push_back(clients.back().t_x);
          T.push_back(clients.back().T);
          m.push_back(clients.back().x > 0.0 ? clients.back().m : 1.0);
          clients.back().m = m.back();
          litt.push_back(clients.back().log_interpurchase);
        }
        for (const ClientQuantity quantity :
             {ClientQuantity::log_likelihood, ClientQuantity::p_alive,
              ClientQuantity::expected_purchases, ClientQuantity::conditional_pmf,
              ClientQuantity::expected_spend}) {
          if (!model.supports(quantity)) continue;
          std::vector<double> together(x.size());
          model.evaluate(quantity, d.parameters, {x, t_x, T, m, {}, litt}, d.at, together);
          for (std::size_t i = 0; i < x.size(); ++i) {
            CHECK(together[i] == ask(model, d.parameters, quantity, clients[i], d.at));
          }
        }
      });
}

TEST_CASE("law 13: a weight of k is k copies") {
  for_draws_of_models_with(
      ClientQuantity::log_likelihood, 300, [](const PurchaseModel& model, const Draw& d) {
        if (model.traits().reads_mean_spend && d.client.x == 0.0) return;
        const double once = model.likelihood_sum(d.parameters, d.client.view()).value;
        const double weight = 1.0 + d.at.count;
        tenure::Histories histories = d.client.view();
        histories.weight = {&weight, 1};
        const LikelihoodSum weighted = model.likelihood_sum(d.parameters, histories);
        CHECK(relative_error(weighted.value, weight * once) < 1e-15);
        CHECK(model.log_likelihood_sum(d.parameters, histories) == weighted.value);
      });
}
