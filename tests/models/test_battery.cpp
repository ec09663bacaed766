// Properties that every model of the table must have, whatever its formulas.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "math/quadrature.hpp"
#include "math/random.hpp"
#include "math/relative_error.hpp"
#include "models/fit.hpp"
#include "models/one_client.hpp"
#include "models/simulated.hpp"
#include "models/table_of_models.hpp"

using namespace tenure::model;
using tenure::testing::ask;
using tenure::testing::log_error;
using tenure::testing::OneClient;
using tenure::testing::relative_error;
using Parameters = std::vector<double>;

namespace {

constexpr double kForEver = std::numeric_limits<double>::infinity();

/// Parameters at which every model is an ordinary one.
std::vector<Parameters> ordinary(const PurchaseModel& model) {
  const std::string_view name = model.traits().info.name;
  if (name == "bg_bb") return {{1.2, 0.75, 0.66, 2.8}, {2.5, 4.0, 1.8, 6.0}};
  if (name == "ggompertz_nbd") return {{0.6, 9.0, 0.05, 0.7, 0.6}, {2.5, 4.0, 0.1, 1.8, 6.0}};
  if (name == "beta_discrete_weibull") return {{0.6, 9.0, 0.7}, {2.5, 4.0, 1.3}};
  std::vector<Parameters> all{{0.6, 9.0, 0.7, 12.0}, {2.5, 4.0, 1.8, 6.0}, {6.2, 3.7, 15.4, 1}};
  for (Parameters& parameters : all) parameters.resize(model.traits().info.parameters.size());
  return all;
}

/// Histories that are possible by the model's clock.
std::vector<OneClient> clients_of(const PurchaseModel& model) {
  switch (model.traits().clock) {
    case Clock::opportunities:
      return {{0, 0, 30, 0}, {1, 4, 30, 20}, {7, 25, 30, 35}, {29, 29, 30, 8}};
    case Clock::renewals:
      return {{0, 0, 0, 0}, {0, 0, 30, 0}, {4, 4, 30, 0}, {30, 30, 30, 0}};
    default:
      return {{0, 0, 30, 0}, {1, 4, 30, 20}, {7, 25, 30, 35}, {60, 29, 30, 8}};
  }
}

/// The nearest such history to any.
OneClient possible(const PurchaseModel& model, OneClient client) {
  const Clock clock = model.traits().clock;
  if (clock == Clock::continuous) return client;
  client.T = std::floor(std::min(client.T, 3000.0));
  client.t_x = std::floor(std::min(client.t_x, client.T));
  client.x = clock == Clock::renewals ? client.t_x : std::min(client.x, client.t_x);
  return client;
}

double ask_new(const PurchaseModel& model, const Parameters& parameters, NewClientQuantity quantity,
               const At& at) {
  return model.evaluate(quantity, parameters, at);
}

/// Runs a test for every model that gives a quantity, at all ordinary parameters.
template <class Quantity, class Test>
void for_models_with(Quantity quantity, const Test& test) {
  for (const PurchaseModel* model : all_models()) {
    if (!model->supports(quantity)) continue;
    CAPTURE(model->traits().info.name);
    for (const Parameters& parameters : ordinary(*model)) test(*model, parameters);
  }
}
template <class Test>
void for_clients_of_models_with(ClientQuantity quantity, const Test& test) {
  for_models_with(quantity, [&](const PurchaseModel& model, const Parameters& parameters) {
    for (const OneClient& client : clients_of(model)) {
      CAPTURE(client.x);
      test(model, parameters, client);
    }
  });
}

}  // namespace

TEST_CASE("every model is named, referenced and found") {
  for (const PurchaseModel* model : all_models()) {
    const tenure::ModelInfo& info = model->traits().info;
    CHECK(find_model(info.name) == model);
    CHECK(!info.title.empty());
    CHECK(!info.reference.empty());
    CHECK(model->supports(ClientQuantity::log_likelihood));
    for (const Boundary& boundary : model->traits().boundaries) {
      CHECK(boundary.parameter < static_cast<int>(info.parameters.size()));
    }
  }
  CHECK(find_model("no such model") == nullptr);
}

TEST_CASE("law 3: probabilities sum to one, and counts to the expectation") {
  for_models_with(NewClientQuantity::pmf, [](const PurchaseModel& model, const Parameters& p) {
    double sum = 0.0;
    double mean = 0.0;
    for (int n = 0; n <= 400; ++n) {
      const double probability =
          ask_new(model, p, NewClientQuantity::pmf, {.horizon = 8.0, .count = double(n)});
      CHECK(probability >= 0.0);
      sum += probability;
      mean += n * probability;
    }
    CHECK(relative_error(sum, 1.0) < 1e-12);
    CHECK(relative_error(mean, ask_new(model, p, NewClientQuantity::expected_purchases,
                                       {.horizon = 8.0})) < 1e-10);
  });
}

TEST_CASE("conditional probabilities sum to one, and counts to the expectation") {
  for_clients_of_models_with(
      ClientQuantity::conditional_pmf,
      [](const PurchaseModel& model, const Parameters& p, const OneClient& client) {
        double sum = 0.0;
        double mean = 0.0;
        for (int n = 0; n <= 300; ++n) {
          const double probability = ask(model, p, ClientQuantity::conditional_pmf, client,
                                         {.horizon = 8.0, .count = double(n)});
          sum += probability;
          mean += n * probability;
        }
        CHECK(relative_error(sum, 1.0) < 1e-11);
        CHECK(relative_error(mean, ask(model, p, ClientQuantity::expected_purchases, client,
                                       {.horizon = 8.0})) < 1e-9);
        CHECK(ask(model, p, ClientQuantity::p_silent, client, {.horizon = 8.0}) ==
              ask(model, p, ClientQuantity::conditional_pmf, client, {.horizon = 8.0}));
      });
}

TEST_CASE("law 4: a client who has just come is a new one") {
  for_models_with(
      NewClientQuantity::expected_purchases, [](const PurchaseModel& model, const Parameters& p) {
        const OneClient newcomer{0, 0, 0};
        for (const double horizon : {1e-3, 1.0, 39.0, 1e4}) {
          const double known =
              ask(model, p, ClientQuantity::expected_purchases, newcomer, {.horizon = horizon});
          const double expected =
              ask_new(model, p, NewClientQuantity::expected_purchases, {.horizon = horizon});
          CHECK(relative_error(known, expected) < 1e-11);
        }
      });
}

TEST_CASE("law 5: expected purchases grow with the horizon, ever more slowly") {
  for_clients_of_models_with(
      ClientQuantity::expected_purchases,
      [](const PurchaseModel& model, const Parameters& p, const OneClient& client) {
        const auto expected = [&](double horizon) {
          return ask(model, p, ClientQuantity::expected_purchases, client, {.horizon = horizon});
        };
        CHECK(expected(0.0) == 0.0);
        double gain = kForEver;
        for (double horizon = 10.0; horizon <= 100.0; horizon += 10.0) {
          const double more = expected(horizon) - expected(horizon - 10.0);
          CHECK(more >= 0.0);
          CHECK(more <= gain * (1.0 + 1e-12));  // equal where no one leaves: the NBD
          gain = more;
        }
      });
}

TEST_CASE("law 6: P(alive) falls with silence") {
  for_clients_of_models_with(
      ClientQuantity::p_alive,
      [](const PurchaseModel& model, const Parameters& p, const OneClient& client) {
        double before = 1.0;
        for (const double more : {0.0, 1.0, 10.0, 100.0, 1e4}) {
          const OneClient later{client.x, client.t_x, client.T + more};
          const double alive = ask(model, p, ClientQuantity::p_alive, later);
          CHECK(alive >= 0.0);
          CHECK(alive <= before);
          before = alive;
          CHECK(relative_error(alive + ask(model, p, ClientQuantity::p_dead, later), 1.0) < 1e-14);
          if (alive > 0.0) {
            CHECK(log_error(ask(model, p, ClientQuantity::log_p_alive, later), std::log(alive)) <
                  1e-12);
          }
        }
      });
}

TEST_CASE("a client's chance to be alive falls as time passes from now") {
  for_clients_of_models_with(ClientQuantity::p_alive, [](const PurchaseModel& model,
                                                         const Parameters& p,
                                                         const OneClient& client) {
    double before = 1.0;
    for (const double after : {0.0, 1e-6, 1.0, 10.0, 1000.0}) {
      const At at{.horizon = after};
      const double alive = ask(model, p, ClientQuantity::p_alive, client, at);
      CHECK(alive <= before);
      CHECK(relative_error(alive + ask(model, p, ClientQuantity::p_dead, client, at), 1.0) < 1e-14);
      before = alive;
    }
  });
}

TEST_CASE("law 7: silence until later is what the likelihoods of both ages say") {
  for_clients_of_models_with(
      ClientQuantity::p_silent,
      [](const PurchaseModel& model, const Parameters& p, const OneClient& client) {
        const OneClient later{client.x, client.t_x, client.T + 5.0};
        const double ratio = ask(model, p, ClientQuantity::log_likelihood, later) -
                             ask(model, p, ClientQuantity::log_likelihood, client);
        CHECK(relative_error(ask(model, p, ClientQuantity::p_silent, client, {.horizon = 5.0}),
                             std::exp(ratio)) < 1e-10);
      });
}

TEST_CASE("law 8: discounted purchases are the discounted growth of expected ones") {
  for_clients_of_models_with(
      ClientQuantity::discounted_purchases,
      [](const PurchaseModel& model, const Parameters& p, const OneClient& client) {
        const double rate = 0.02;
        const auto discounted = [&](double discount, double horizon) {
          return ask(model, p, ClientQuantity::discounted_purchases, client,
                     {.horizon = horizon, .discount = discount});
        };
        // By parts: e^-rt CET(t) at the horizon plus the integral of rate e^-rt CET(t).
        const double horizon = 50.0;
        const auto expected = [&](double t) {
          return ask(model, p, ClientQuantity::expected_purchases, client, {.horizon = t});
        };
        const auto loss = [&](double t) { return rate * std::exp(-rate * t) * expected(t); };
        double integral = 0.0;
        if (model.traits().clock == Clock::continuous) {
          integral = tenure::math::integrate<20>(loss, 0.0, horizon);
        } else {  // in steps
          for (double t = 0.0; t < horizon; ++t) integral += loss(t) * -std::expm1(-rate) / rate;
        }
        CHECK(relative_error(discounted(rate, horizon),
                             std::exp(-rate * horizon) * expected(horizon) + integral) < 1e-9);
        CHECK(discounted(0.0, horizon) == doctest::Approx(expected(horizon)).epsilon(1e-13));
        if (expected(horizon) == 0.0) return;
        CHECK(discounted(rate, kForEver) > discounted(rate, horizon));
        CHECK(discounted(2 * rate, kForEver) < discounted(rate, kForEver));
      });
}

TEST_CASE("law 1: predictions do not depend on the unit of time") {
  // Which parameters are times, and count once a unit: known by name.
  const auto in_days = [](const PurchaseModel& model, Parameters p) {
    const auto names = model.traits().info.parameters;
    for (std::size_t i = 0; i < p.size(); ++i) {
      if (names[i] == "b" && names.size() == 5) p[i] /= 7.0;  // the GGompertz/NBD's: a rate
      if (names[i] == "alpha" || (names[i] == "beta" && names.size() == 4)) p[i] *= 7.0;
    }
    return p;
  };
  for_clients_of_models_with(ClientQuantity::p_alive, [&](const PurchaseModel& model,
                                                          const Parameters& p,
                                                          const OneClient& client) {
    if (model.traits().clock != Clock::continuous) return;  // counts have no unit
    const Parameters q = in_days(model, p);
    const OneClient days{client.x, 7.0 * client.t_x, 7.0 * client.T};
    CHECK(relative_error(ask(model, q, ClientQuantity::p_alive, days),
                         ask(model, p, ClientQuantity::p_alive, client)) < 1e-12);
    CHECK(relative_error(ask(model, q, ClientQuantity::expected_purchases, days, {.horizon = 70.0}),
                         ask(model, p, ClientQuantity::expected_purchases, client,
                             {.horizon = 10.0})) < 1e-11);
    CHECK(log_error(ask(model, q, ClientQuantity::log_likelihood, days),
                    ask(model, p, ClientQuantity::log_likelihood, client) -
                        client.x * std::log(7.0)) < 1e-13);
  });
}

TEST_CASE("law 2: spend scales with the unit of money") {
  for_clients_of_models_with(ClientQuantity::expected_spend, [](const PurchaseModel& model,
                                                                const Parameters& p,
                                                                const OneClient& client) {
    if (client.x == 0.0) return;
    Parameters q = p;
    q.back() *= 100.0;  // the scale parameter comes last
    const OneClient cents{client.x, client.t_x, client.T, 100.0 * client.m};
    CHECK(relative_error(ask(model, q, ClientQuantity::expected_spend, cents),
                         100.0 * ask(model, p, ClientQuantity::expected_spend, client)) < 1e-13);
    CHECK(log_error(ask(model, q, ClientQuantity::log_likelihood, cents),
                    ask(model, p, ClientQuantity::log_likelihood, client) - std::log(100.0)) <
          1e-13);
  });
}

TEST_CASE("gradient and Hessian are those of the likelihood") {
  for_clients_of_models_with(ClientQuantity::log_likelihood, [](const PurchaseModel& model,
                                                                const Parameters& p,
                                                                const OneClient& client) {
    const LikelihoodSum at = model.likelihood_sum(p, client.view());
    CHECK(at.value == ask(model, p, ClientQuantity::log_likelihood, client));
    const std::size_t n = p.size();
    for (std::size_t j = 0; j < n; ++j) {
      // Fourth-order differences: error h^4 of the fifth derivative, and rounding / h.
      const double h = 1e-3 * p[j];
      const auto moved = [&](double steps) {
        Parameters q = p;
        q[j] += steps * h;
        return model.likelihood_sum(q, client.view());
      };
      const LikelihoodSum sums[] = {moved(-2), moved(-1), moved(1), moved(2)};
      const auto slope = [&](const auto& of) {
        return (of(sums[0]) - 8 * of(sums[1]) + 8 * of(sums[2]) - of(sums[3])) / (12 * h);
      };
      CHECK(log_error(at.gradient[j] * p[j],
                      p[j] * slope([](const LikelihoodSum& s) { return s.value; })) < 1e-8);
      for (std::size_t i = 0; i <= j; ++i) {
        const std::size_t pair = i * n - i * (i + 1) / 2 + j;
        CHECK(log_error(at.hessian[pair] * p[i] * p[j],
                        p[i] * p[j] *
                            slope([i](const LikelihoodSum& s) { return s.gradient[i]; })) < 1e-8);
      }
    }
  });
}

TEST_CASE("gradients of predictions are those of the predictions") {
  for (const ClientQuantity quantity : {ClientQuantity::p_alive, ClientQuantity::expected_purchases,
                                        ClientQuantity::discounted_purchases,
                                        ClientQuantity::p_silent, ClientQuantity::expected_spend}) {
    for_clients_of_models_with(
        quantity, [&](const PurchaseModel& model, const Parameters& p, const OneClient& client) {
          const At at{.horizon = 10.0, .discount = 0.01};
          double value = 0.0;
          std::vector<double> gradient(p.size());
          model.evaluate(quantity, p, client.view(), at, {&value, 1}, gradient);
          if (!std::isfinite(value)) return;
          CHECK(relative_error(value, ask(model, p, quantity, client, at)) < 1e-13);
          for (std::size_t j = 0; j < p.size(); ++j) {
            const double h = 1e-3 * p[j];
            const auto moved = [&](double steps) {
              Parameters q = p;
              q[j] += steps * h;
              return ask(model, q, quantity, client, at);
            };
            const double slope = (moved(-2) - 8 * moved(-1) + 8 * moved(1) - moved(2)) / (12 * h);
            CHECK(log_error(gradient[j] * p[j], slope * p[j]) < 1e-8);
          }
        });
  }
}

TEST_CASE("A8 on random parameters and histories, every quantity keeps its range") {
  const auto log_uniform = [](tenure::math::RandomStream& random, double low, double high) {
    return low * std::pow(high / low, random.uniform());
  };
  for (const PurchaseModel* model : all_models()) {
    CAPTURE(model->traits().info.name);
    for (std::uint64_t draw = 0; draw < 1000; ++draw) {
      CAPTURE(draw);
      tenure::math::RandomStream random(20, draw);
      Parameters p(model->traits().info.parameters.size());
      for (double& parameter : p) parameter = log_uniform(random, 1e-3, 1e4);
      const double x = std::floor(log_uniform(random, 1.0, 3000.0)) - 1.0;
      const double T = log_uniform(random, 1e-2, 1e5);
      const OneClient client = possible(
          *model, {x, x > 0.0 ? T * random.uniform() : 0.0, T, log_uniform(random, 1e-2, 1e4)});
      const At at{.horizon = log_uniform(random, 1e-6, 1e4),
                  .discount = log_uniform(random, 1e-6, 1.0),
                  .count = std::floor(log_uniform(random, 1.0, 300.0)) - 1.0};
      const auto value = [&](ClientQuantity quantity) {
        return ask(*model, p, quantity, client, at);
      };
      CHECK(std::isfinite(value(ClientQuantity::log_likelihood)));
      for (const ClientQuantity probability :
           {ClientQuantity::p_alive, ClientQuantity::p_dead, ClientQuantity::p_silent}) {
        if (!model->supports(probability)) continue;
        CHECK(value(probability) >= 0.0);
        CHECK(value(probability) <= 1.0);
      }
      for (const ClientQuantity mean :
           {ClientQuantity::expected_purchases, ClientQuantity::discounted_purchases}) {
        if (!model->supports(mean)) continue;
        CHECK(value(mean) >= 0.0);
        CHECK(std::isfinite(value(mean)));
      }
      if (!model->supports(NewClientQuantity::pmf)) continue;
      const double probability = ask_new(*model, p, NewClientQuantity::pmf, at);
      CHECK(probability >= 0.0);
      CHECK(probability <= 1.0);
    }
  }
}

TEST_CASE("law 20: what is simulated is found again") {
  for (const PurchaseModel* model : all_models()) {
    if (!model->can_simulate_purchases() && !model->can_simulate_spend()) continue;
    CAPTURE(model->traits().info.name);
    for (const Parameters& truth : ordinary(*model)) {
      const auto data = tenure::testing::simulate(*model, truth, 20000, 1);
      const tenure::FitResult found = fit(*model, Cells(data.view(), model->traits()), {}, {});
      REQUIRE(found.convergence.reason == tenure::Convergence::Reason::gradient);
      for (std::size_t i = 0; i < truth.size(); ++i) {
        CAPTURE(truth[i]);
        CAPTURE(found.parameters[i]);
        const double off = std::log(found.parameters[i] / truth[i]);
        CHECK(std::abs(off) * found.parameters[i] < 3.5 * found.standard_errors[i]);
      }
    }
  }
}
