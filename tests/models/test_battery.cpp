// Properties that every model of the table must have, whatever its formulas: at ordinary
// parameters.
#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "math/relative_error.hpp"
#include "models/battery.hpp"
#include "models/for_ever.hpp"

using namespace tenure::model;
using namespace tenure::testing;

namespace {}  // namespace

TEST_CASE("every model is named, referenced and found") {
  for (const PurchaseModel* model : tested_models()) {
    const tenure::ModelInfo& info = model->traits().info;
    const PurchaseModel* listed = find_model(info.name);
    REQUIRE(listed != nullptr);
    const int k = model->traits().regularity;
    CHECK((k == 0 ? listed : &listed->traits().of_regularity(k)) == model);
    CHECK(!info.title.empty());
    CHECK(!info.reference.empty());
    CHECK(model->supports(ClientQuantity::log_likelihood));
    for (const Boundary& boundary : model->traits().boundaries) {
      CHECK(boundary.parameter < static_cast<int>(info.parameters.size()));
    }
  }
  CHECK(find_model("no such model") == nullptr);
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

TEST_CASE("expected purchases grow with the horizon, ever more slowly") {
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
          // Equal where no one leaves: the NBD. Who buys regularly does not buy at once.
          if (model.traits().regularity <= 1) CHECK(more <= gain * (1.0 + 1e-12));
          gain = more;
        }
      });
}

TEST_CASE("P(alive) falls with silence") {
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

TEST_CASE("gradient and Hessian are those of the likelihood") {
  for_clients_of_models_with(ClientQuantity::log_likelihood, [](const PurchaseModel& model,
                                                                const Parameters& p,
                                                                const OneClient& client) {
    const LikelihoodSum at = model.likelihood_sum(p, client.view());
    CHECK(at.value == ask(model, p, ClientQuantity::log_likelihood, client));
    CHECK(at.value == model.log_likelihood_sum(p, client.view()));
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
