// Laws of the BG/NBD and MBG/NBD models: calculus checked by calculus, either side of every switch
// of method, and the simulator against the formulas.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "math/log_gamma.hpp"
#include "math/quadrature.hpp"
#include "math/random.hpp"
#include "math/relative_error.hpp"
#include "models/at_parameters.hpp"
#include "models/for_ever.hpp"
#include "models/simulated_counts.hpp"
#include "models/table_of_models.hpp"

using tenure::math::integrate_adaptive;
using tenure::math::RandomStream;
using tenure::model::ClientQuantity;
using tenure::model::History;
using tenure::model::PurchaseModel;
using tenure::testing::AtParameters;
using tenure::testing::relative_error;

namespace {

constexpr std::array<const PurchaseModel& (*)(), 2> kModels{tenure::model::bg_nbd,
                                                            tenure::model::mbg_nbd};
const std::vector<double> kCdnow{.2426, 4.4136, .7929, 2.4259};

struct BetaDraw {
  std::vector<double> parameters;
  History client;
};

/// Parameters and histories from tame to wild.
BetaDraw draw(std::uint64_t index) {
  RandomStream random(20260102, index);
  const auto power = [&](double low, double high) {
    return std::exp(std::log(low) + random.uniform() * (std::log(high) - std::log(low)));
  };
  BetaDraw result{{power(1e-3, 1e3), power(1e-3, 1e3), power(1e-3, 1e3), power(1e-3, 1e3)}, {}};
  result.client.T = power(1e-2, 1e4);
  if (random.uniform() < 0.7) {
    result.client.x = std::floor(power(1, 500));
    result.client.t_x = result.client.T * random.uniform();
  }
  return result;
}

/// E[h(p)] over Beta(a, b) by quadrature on p itself.
template <class Function>
double beta_mean(double a, double b, Function&& h) {
  const double log_beta = tenure::math::log_beta(a, b);
  return integrate_adaptive(
             [&](double p) {
               return h(p) * std::exp((a - 1) * std::log(p) + (b - 1) * std::log1p(-p) - log_beta);
             },
             0.0, 1.0, 1e-15)
      .value;
}

}  // namespace

TEST_CASE("expectations equal the integral over p, by summation and by quadrature") {
  // The horizons lead across the switch from one to the other.
  const double r = 1.7, alpha = 6.0, a = 2.5, b = 3.5;
  const AtParameters model(tenure::model::bg_nbd(), {r, alpha, a, b});
  const History client{4, 11, 13, 0};
  const double shape = r + client.x, rate = alpha + client.T;
  for (double horizon = 0.01; horizon < 1e4; horizon *= 1.3) {
    CAPTURE(horizon);
    const double growth = horizon / rate;
    const double kept = beta_mean(a, b + client.x, [&](double p) {
      return -std::expm1(-shape * std::log1p(growth * p)) / p;
    });
    CHECK(relative_error(model.expected_purchases(client, horizon), model.p_alive(client) * kept) <
          1e-12);
    const double stays = beta_mean(
        a, b + client.x, [&](double p) { return std::exp(-shape * std::log1p(growth * p)); });
    CHECK(relative_error(model.p_alive(client, horizon), model.p_alive(client) * stays) < 1e-12);
  }
}

TEST_CASE("P(alive) and P(dead) at a future date add up, and fade") {
  for (const auto& make : kModels) {
    for (std::uint64_t i = 0; i < 2000; ++i) {
      const BetaDraw d = draw(i);
      const AtParameters model(make(), d.parameters);
      CAPTURE(i);
      double before = 1.0;
      for (const double after : {0.0, 1e-6 * d.client.T, 0.3 * d.client.T, 30 * d.client.T}) {
        const double alive = model.p_alive(d.client, after);
        const double dead = model.p_dead(d.client, after);
        CHECK(std::abs(alive + dead - 1.0) < 1e-12);
        CHECK((alive >= 0.0 && alive <= before * (1.0 + 1e-12)));
        CHECK((dead >= 0.0 && dead <= 1.0));
        if (alive > 1e-290) {
          CHECK(std::abs(model.log_p_alive(d.client, after) - std::log(alive)) <
                1e-11 * std::max(1.0, -std::log(alive)));
        }
        CHECK(std::isfinite(model.log_p_alive(d.client, after)));
        before = alive;
      }
    }
  }
}

TEST_CASE("counts sum to one, and their mean is the expectation") {
  const History client{3, 20, 39, 0};
  for (const auto& make : kModels) {
    const AtParameters model(make(), kCdnow);
    double sum = 0.0, mean = 0.0, new_sum = 0.0, new_mean = 0.0;
    for (int count = 0; count < 1500; ++count) {
      const double p = model.pmf(client, 52, count);
      const double new_p = model.new_pmf(52, count);
      REQUIRE((p >= 0.0 && new_p >= 0.0));
      sum += p;
      mean += count * p;
      new_sum += new_p;
      new_mean += count * new_p;
    }
    CHECK(std::abs(sum - 1.0) < 1e-12);
    CHECK(std::abs(new_sum - 1.0) < 1e-12);
    CHECK(relative_error(mean, model.expected_purchases(client, 52)) < 1e-11);
    CHECK(relative_error(new_mean, model.new_expected_purchases(52)) < 1e-11);
  }
}

TEST_CASE("silence is a longer age without purchase: L(T + h) / L(T) = P(silent)") {
  for (const auto& make : kModels) {
    for (std::uint64_t i = 0; i < 2000; ++i) {
      const BetaDraw d = draw(i);
      CAPTURE(i);
      const AtParameters model(make(), d.parameters);
      History later = d.client;
      later.T *= 1.5;
      const double log_silent = model.log_likelihood(later) - model.log_likelihood(d.client);
      const double silent = model.p_silent(d.client, later.T - d.client.T);
      // The likelihoods' own rounding is magnified by their size.
      const double rounding = 1e-13 * std::max(1.0, std::abs(model.log_likelihood(d.client)));
      CHECK(std::abs(std::exp(log_silent) - silent) < 1e-12 + 10 * rounding);
    }
  }
}

TEST_CASE("discounting over a horizon is continuous across the switch of method") {
  const History client{2, 30.43, 38.86, 0};
  for (const auto& make : kModels) {
    const AtParameters model(make(), kCdnow);
    for (const double discount : {1e-4, 0.0027, 0.1, 3.0}) {
      CAPTURE(discount);
      const double at = 1.0 / discount;
      const double below = model.discounted_purchases(client, discount, at * (1 - 1e-15));
      const double above = model.discounted_purchases(client, discount, at * (1 + 1e-15));
      CHECK(relative_error(below, above) < 1e-12);
      const double long_run = model.discounted_purchases(client, discount, 60.0 / discount);
      CHECK(relative_error(long_run, model.discounted_purchases(client, discount, kForEver)) <
            1e-12);
    }
    CHECK(model.discounted_purchases(client, 0.0, 52) == model.expected_purchases(client, 52));
    CHECK(relative_error(model.discounted_purchases(client, 1e-12, 52),
                         model.expected_purchases(client, 52)) < 1e-10);
  }
}

TEST_CASE("discounted purchases are d times the discounted integral of expected purchases") {
  const History client{2, 30.43, 38.86, 0};
  const double discount = 0.0027;
  for (const auto& make : kModels) {
    const AtParameters model(make(), kCdnow);
    const double integral =
        integrate_adaptive(
            [&](double v) {
              const double t = std::expm1(v);
              return std::exp(-discount * t) * (1 + t) * model.expected_purchases(client, t);
            },
            0.0, std::log1p(50 / discount), 1e-13)
            .value;
    CHECK(relative_error(discount * integral,
                         model.discounted_purchases(client, discount, kForEver)) < 1e-11);
  }
}

TEST_CASE("expectations are finite, positive, increasing and concave; discounting lowers them") {
  for (const auto& make : kModels) {
    for (std::uint64_t i = 0; i < 1000; ++i) {
      const BetaDraw d = draw(i);
      CAPTURE(i);
      const AtParameters model(make(), d.parameters);
      const double t = d.client.T;
      const double one = model.expected_purchases(d.client, t);
      const double two = model.expected_purchases(d.client, 2 * t);
      CHECK((std::isfinite(two) && one >= 0.0 && two >= one * (1 - 1e-12) &&
             two <= 2 * one * (1 + 1e-12)));
      const double discounted = model.discounted_purchases(d.client, 0.5 / t, 2 * t);
      CHECK((discounted >= 0.0 && discounted <= two * (1 + 1e-12)));
      const double patient = model.discounted_purchases(d.client, 0.5 / t, kForEver);
      CHECK((std::isfinite(patient) && patient >= discounted * (1 - 1e-12)));
      CHECK(model.discounted_purchases(d.client, 1.0 / t, kForEver) <= patient * (1 + 1e-12));
      const double slope =
          model.p_alive(d.client) * (d.parameters[0] + d.client.x) / (d.parameters[1] + t);
      const double moment = 1e-9 * d.parameters[1] / (1 + d.parameters[0] + d.client.x);
      if (slope > 1e-280) {
        CHECK(relative_error(model.expected_purchases(d.client, moment) / moment, slope) < 1e-8);
      }
    }
  }
}

TEST_CASE("the unit of time does not matter") {
  const double unit = 7.0;
  const History weeks{6, 20, 39, 0};
  const History days{6, 20 * unit, 39 * unit, 0};
  std::vector<double> in_days = kCdnow;
  in_days[1] *= unit;
  for (const auto& make : kModels) {
    const AtParameters weekly(make(), kCdnow);
    const AtParameters daily(make(), in_days);
    CHECK(relative_error(daily.p_alive(days), weekly.p_alive(weeks)) < 1e-13);
    CHECK(relative_error(daily.expected_purchases(days, 52 * unit),
                         weekly.expected_purchases(weeks, 52)) < 1e-13);
    CHECK(relative_error(daily.discounted_purchases(days, .0027 / unit, kForEver),
                         weekly.discounted_purchases(weeks, .0027, kForEver)) < 1e-13);
    CHECK(relative_error(daily.new_pmf(52 * unit, 4), weekly.new_pmf(52, 4)) < 1e-13);
    CHECK(std::abs(daily.log_likelihood(days) + weeks.x * std::log(unit) -
                   weekly.log_likelihood(weeks)) < 1e-12);
  }
}

TEST_CASE("gradients of every prediction agree with differences") {
  const std::vector<History> clients{{0, 0, 39, 0}, {3, 20, 39, 0}, {40, 38, 39, 0}};
  struct Question {
    ClientQuantity quantity;
    tenure::model::At at;
  };
  const std::vector<Question> questions{
      {ClientQuantity::log_likelihood, {}},
      {ClientQuantity::p_alive, {}},
      {ClientQuantity::p_alive, {.horizon = 26}},
      {ClientQuantity::p_dead, {.horizon = 26}},
      {ClientQuantity::log_p_alive, {.horizon = 26}},
      {ClientQuantity::expected_purchases, {.horizon = 26}},
      {ClientQuantity::expected_purchases, {.horizon = 2600}},
      {ClientQuantity::discounted_purchases, {.horizon = 26, .discount = .002}},
      {ClientQuantity::discounted_purchases, {.horizon = 260, .discount = .02}},
      {ClientQuantity::discounted_purchases, {.horizon = kForEver, .discount = .002}},
      {ClientQuantity::conditional_pmf, {.horizon = 26, .count = 0}},
      {ClientQuantity::conditional_pmf, {.horizon = 26, .count = 2}},
      {ClientQuantity::conditional_pmf, {.horizon = 26, .count = 40}},
  };
  for (const auto& make : kModels) {
    for (const History& client : clients) {
      for (const Question& question : questions) {
        CAPTURE(make().traits().info.name);
        CAPTURE(client.x);
        CAPTURE(static_cast<int>(question.quantity));
        CAPTURE(question.at.horizon);
        const AtParameters model(make(), kCdnow);
        const auto gradient = model.gradient(question.quantity, client, question.at);
        const double value = model.value(question.quantity, client, question.at);
        for (std::size_t i = 0; i < kCdnow.size(); ++i) {
          CAPTURE(i);
          const double h = 1e-4 * kCdnow[i];
          const auto at = [&](double steps) {
            std::vector<double> moved = kCdnow;
            moved[i] += steps * h;
            return AtParameters(make(), moved).value(question.quantity, client, question.at);
          };
          const double slope = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * h);
          CHECK(std::abs(gradient[i] - slope) * kCdnow[i] <
                1e-9 * std::max(std::abs(value), std::abs(slope) * kCdnow[i]) + 1e-300);
        }
      }
    }
  }
}

TEST_CASE("simulated clients have the model's mean, silence and counts") {
  for (const auto& make : kModels) {
    CAPTURE(make().traits().info.name);
    tenure::testing::check_simulated_counts({make(), kCdnow}, 39.0);
  }
}
