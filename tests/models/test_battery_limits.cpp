// Laws 9 to 11: what a model becomes at the edge of its parameters is the simpler model there, and
// the probabilities of all histories sum to one.
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "math/log_gamma.hpp"
#include "math/relative_error.hpp"
#include "models/battery.hpp"

using namespace tenure::model;
using namespace tenure::testing;

namespace {

constexpr std::uint64_t kLimitDraws = 500;
// A long silence makes departure likely at any chance that a person would call small.
constexpr double kNothing = 1e-80;
constexpr double kLimitTolerance = 1e-10;

/// Every quantity of a client's future, of one model beside another.
void check_same(const PurchaseModel& one, const Parameters& p, const PurchaseModel& other,
                const Parameters& q, const OneClient& client, const At& at, double tolerance) {
  CHECK(log_error(ask(one, p, ClientQuantity::log_likelihood, client),
                  ask(other, q, ClientQuantity::log_likelihood, client)) < tolerance);
  for (const ClientQuantity quantity :
       {ClientQuantity::p_alive, ClientQuantity::expected_purchases,
        ClientQuantity::discounted_purchases, ClientQuantity::conditional_pmf}) {
    CHECK(relative_error(ask(one, p, quantity, client, at), ask(other, q, quantity, client, at)) <
          tolerance);
  }
}

}  // namespace

TEST_CASE("law 9: without dropout every model of purchases in continuous time is the NBD") {
  for (std::uint64_t i = 0; i < draws(kLimitDraws); ++i) {
    CAPTURE(i);
    const Draw d = everyday_draw(pareto_nbd(), i);
    const Parameters nbd_at{d.parameters[0], d.parameters[1]};
    const double least = ask(nbd(), nbd_at, ClientQuantity::conditional_pmf, d.client, d.at);
    const auto check = [&](const PurchaseModel& model, const Parameters& p) {
      // Sixty purchases in a day and none in the sixty after make even such a chance likely, at
      // least beside a probability as small.
      if (ask(model, p, ClientQuantity::p_dead, d.client) > 1e-12 * least) return;
      check_same(model, p, nbd(), nbd_at, d.client, d.at, kLimitTolerance);
    };
    Parameters p = d.parameters;
    p[2] = kNothing;
    check(pareto_nbd(), p);
    p[3] = 1.0;
    check(bg_nbd(), p);
    check(mbg_nbd(), p);
    check(ggompertz_nbd(), {p[0], p[1], 1e-3, kNothing, 1.0});
  }
}

TEST_CASE("law 9: a homogeneous NBD is a Poisson process") {
  for (std::uint64_t i = 0; i < draws(kLimitDraws); ++i) {
    CAPTURE(i);
    const Draw d = everyday_draw(nbd(), i);
    const double rate = d.parameters[0] / d.parameters[1];
    const double mean = rate * d.at.horizon;
    const double expected =
        std::exp(d.at.count * std::log(mean) - mean - tenure::math::log_factorial(d.at.count));
    // The next term of the expansion in 1 / r is (count - mean)^2 / r.
    const double r = 1e12 * (1.0 + mean * mean);
    CHECK(relative_error(ask_new(nbd(), Parameters{r, r / rate}, NewClientQuantity::pmf, d.at),
                         expected) < kLimitTolerance);
  }
}

TEST_CASE("law 9: without ageing the GGompertz/NBD is the Pareto/NBD") {
  for (std::uint64_t i = 0; i < draws(kLimitDraws); ++i) {
    CAPTURE(i);
    const Draw d = everyday_draw(pareto_nbd(), i);
    const Parameters& p = d.parameters;
    constexpr double kAgeing = 1e-13;
    // Discounting reaches further ahead than the horizon: e^(b t) - 1 is b t to within b t.
    check_same(ggompertz_nbd(), {p[0], p[1], kAgeing, p[2], kAgeing * p[3]}, pareto_nbd(), p,
               d.client, d.at, 1e-9);
  }
}

TEST_CASE("law 9: without dropout the BG/BB is the beta-binomial") {
  for (std::uint64_t i = 0; i < draws(kLimitDraws); ++i) {
    CAPTURE(i);
    const Draw d = everyday_draw(bg_bb(), i);
    const double a = d.parameters[0], b = d.parameters[1];
    const Parameters immortal{a, b, kNothing, 1.0};
    const auto& [x, t_x, n, m, log_interpurchase] = d.client;
    const double expected = tenure::math::log_beta(a + x, b + n - x) - tenure::math::log_beta(a, b);
    CHECK(log_error(ask(bg_bb(), immortal, ClientQuantity::log_likelihood, d.client), expected) <
          1e-11);
    CHECK(relative_error(ask(bg_bb(), immortal, ClientQuantity::expected_purchases, d.client, d.at),
                         d.at.horizon * (a + x) / (a + b + n)) < kLimitTolerance);
  }
}

TEST_CASE("law 9: the beta-discrete-Weibull without duration dependence is the sBG") {
  for (std::uint64_t i = 0; i < draws(kLimitDraws); ++i) {
    CAPTURE(i);
    const Draw d = everyday_draw(shifted_beta_geometric(), i);
    const Parameters weibull{d.parameters[0], d.parameters[1], 1.0};
    check_same(beta_discrete_weibull(), weibull, shifted_beta_geometric(), d.parameters, d.client,
               d.at, 1e-12);
  }
}

TEST_CASE("law 10: nothing happens where alpha and beta of the Pareto/NBD are equal") {
  for (std::uint64_t i = 0; i < draws(kLimitDraws); ++i) {
    CAPTURE(i);
    const Draw d = everyday_draw(pareto_nbd(), i);
    Parameters equal = d.parameters;
    equal[3] = equal[1];
    for (const double toward : {0.0, 1e9}) {
      Parameters beside = equal;
      beside[3] = std::nextafter(equal[3], toward);
      check_same(pareto_nbd(), beside, pareto_nbd(), equal, d.client, d.at, 1e-12);
    }
  }
}

TEST_CASE("law 11: the probabilities of all histories of the BG/BB sum to one") {
  for (std::uint64_t i = 0; i < draws(50); ++i) {
    CAPTURE(i);
    const Parameters p = everyday_draw(bg_bb(), i).parameters;
    const auto probability = [&](double x, double t_x, double n) {
      return std::exp(ask(bg_bb(), p, ClientQuantity::log_likelihood, {x, t_x, n}));
    };
    const double n = 1.0 + static_cast<double>(i % 20);
    double sum = probability(0, 0, n);
    for (double t_x = 1.0; t_x <= n; ++t_x) {
      double ways = 1.0;  // x - 1 out of t_x - 1: where the earlier purchases were
      for (double x = 1.0; x <= t_x; ++x) {
        sum += ways * probability(x, t_x, n);
        ways *= (t_x - x) / x;
      }
    }
    CHECK(relative_error(sum, 1.0) < 1e-12);
  }
}

TEST_CASE("law 11: contracts end at some time or last, and selection makes retention grow") {
  for (const PurchaseModel* model : {&shifted_beta_geometric(), &beta_discrete_weibull()}) {
    for (std::uint64_t i = 0; i < draws(kLimitDraws); ++i) {
      CAPTURE(i);
      const Parameters p = everyday_draw(*model, i).parameters;
      const double n = 1.0 + static_cast<double>(i % 60);
      double sum = std::exp(ask(*model, p, ClientQuantity::log_likelihood, {n, n, n}));
      double before = 0.0;
      for (double x = 0.0; x < n; ++x) {
        sum += std::exp(ask(*model, p, ClientQuantity::log_likelihood, {x, x, n}));
        const double kept = ask(*model, p, ClientQuantity::p_alive, {x, x, x}, {.horizon = 1.0});
        if (model == &shifted_beta_geometric()) CHECK(kept > before);
        before = kept;
      }
      CHECK(relative_error(sum, 1.0) < 1e-12);
    }
  }
}
