// What the predictions of every model must agree on: windows, counts, quantiles, lifetimes.
#include <cmath>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include <doctest/doctest.h>

#include "math/quadrature.hpp"
#include "math/random.hpp"
#include "math/relative_error.hpp"
#include "models/battery.hpp"
#include "models/count_quantile.hpp"
#include "models/for_ever.hpp"

using namespace tenure::model;
using namespace tenure::testing;

namespace {

/// Windows with every kind of opening: now, soon, late.
constexpr At kWindows[] = {
    {.from = 0.0, .horizon = 8.0}, {.from = 3.0, .horizon = 11.0}, {.from = 40.0, .horizon = 44.0}};

/// Those in which a law over hundreds of counts is tried. A count of regular buyers takes up to
/// milliseconds, a thousand times as long as others: one k has to do, and one window.
std::span<const At> windows_of(const PurchaseModel& model) {
  if (model.traits().of_regularity == nullptr) return kWindows;
  return model.traits().regularity == 2 ? std::span(kWindows).subspan(1, 1) : std::span<const At>();
}

/// As for_clients_of_models_with, for laws that take regular buyers seconds: at k = 3 alone. With k
/// = 1 they are another model of the table, and k = 2 takes the ways of k = 3.
template <class Test>
void for_clients_briefly(ClientQuantity quantity, const Test& test) {
  for_clients_of_models_with(
      quantity, [&](const PurchaseModel& model, const Parameters& p, const OneClient& client) {
        const bool regular = model.traits().of_regularity != nullptr;
        if (!regular || model.traits().regularity == 3) test(model, p, client);
      });
}

At counting(At at, double count) {
  at.count = count;
  return at;
}

/// The probabilities of 0, 1, 2, ... until those that follow change no sum: beyond their mean they
/// fall faster than a geometric series.
template <class Pmf>
std::vector<double> probabilities(const Pmf& pmf, double mean) {
  constexpr double kNothing = 1e-22;
  std::vector<double> all;
  for (double n = 0.0; all.size() < 3000; ++n) {
    all.push_back(pmf(n));
    if (n > 2.0 * mean + 12.0 && all.back() < kNothing * all[static_cast<std::size_t>(mean)]) break;
  }
  return all;
}

double sum_of(const std::vector<double>& probability) {
  return std::accumulate(probability.begin(), probability.end(), 0.0);
}
double mean_of(const std::vector<double>& probability) {
  double sum = 0.0;
  for (std::size_t n = 0; n < probability.size(); ++n) {
    sum += static_cast<double>(n) * probability[n];
  }
  return sum;
}

}  // namespace

TEST_CASE("in every window probabilities sum to one, and counts to the expectation") {
  for_clients_of_models_with(
      ClientQuantity::conditional_pmf,
      [](const PurchaseModel& model, const Parameters& p, const OneClient& client) {
        for (const At& window : windows_of(model)) {
          CAPTURE(window.from);
          const double mean = ask(model, p, ClientQuantity::expected_purchases, client, window);
          const auto pmf = [&](double n) {
            const double probability =
                ask(model, p, ClientQuantity::conditional_pmf, client, counting(window, n));
            CHECK(probability >= 0.0);
            return probability;
          };
          const std::vector<double> probability = probabilities(pmf, mean);
          CHECK(relative_error(sum_of(probability), 1.0) < 1e-11);
          CHECK(log_error(mean_of(probability), mean) < 1e-9);
        }
      });
}

TEST_CASE("a new client's counts in an interval of his age sum to the expectation") {
  for_models_with(NewClientQuantity::pmf, [](const PurchaseModel& model, const Parameters& p) {
    for (const At& window : windows_of(model)) {
      const double mean = ask_new(model, p, NewClientQuantity::expected_purchases, window);
      const auto at_least = [&](double n) {
        return ask_new(model, p, NewClientQuantity::p_at_least, counting(window, n));
      };
      const std::vector<double> probability = probabilities(
          [&](double n) { return ask_new(model, p, NewClientQuantity::pmf, counting(window, n)); },
          mean);
      CHECK(relative_error(sum_of(probability), 1.0) < 1e-11);
      CHECK(relative_error(mean_of(probability), mean) < 1e-9);
      double tail = at_least(0.0);
      for (std::size_t n = 0; n < probability.size(); ++n) {
        const double next = at_least(static_cast<double>(n) + 1.0);
        CHECK(std::abs(tail - next - probability[n]) < 1e-13);
        tail = next;
      }
    }
  });
}

TEST_CASE("the probability of a count or more is the sum of those of the counts") {
  for_clients_of_models_with(
      ClientQuantity::p_at_least,
      [](const PurchaseModel& model, const Parameters& p, const OneClient& client) {
        for (const At& window : windows_of(model)) {
          const auto at_least = [&](double count) {
            return ask(model, p, ClientQuantity::p_at_least, client, counting(window, count));
          };
          const auto exactly = [&](double count) {
            return ask(model, p, ClientQuantity::conditional_pmf, client, counting(window, count));
          };
          CHECK(at_least(0.0) == 1.0);
          CHECK(at_least(1.0) == ask(model, p, ClientQuantity::p_active, client, window));
          CHECK(relative_error(at_least(1.0) + exactly(0.0), 1.0) < 1e-13);
          // Upwards, where a difference would leave nothing.
          constexpr std::size_t kCount = 5;
          const auto from_count = [&](double n) { return exactly(kCount + n); };
          const double tail = sum_of(probabilities(
              from_count, ask(model, p, ClientQuantity::expected_purchases, client, window)));
          CHECK((tail < 1e-290 || relative_error(at_least(kCount), tail) < 1e-10));
        }
      });
}

TEST_CASE("windows side by side add up") {
  for_clients_briefly(ClientQuantity::discounted_purchases,
                      [](const PurchaseModel& model, const Parameters& p, const OneClient& client) {
                        for (const double discount : {0.0, 1e-3, 0.4}) {
                          CAPTURE(discount);
                          const auto in = [&](double from, double to) {
                            return ask(model, p, ClientQuantity::discounted_purchases, client,
                                       {.from = from, .horizon = to, .discount = discount});
                          };
                          const double parts = in(0.0, 3.0) + in(3.0, 17.0) + in(17.0, 60.0);
                          CHECK(log_error(parts, in(0.0, 60.0)) < 1e-12);
                          if (discount > 0.0)
                            CHECK(log_error(in(0, 20) + in(20, kForEver), in(0, kForEver)) < 1e-12);
                          CHECK(in(20.0, 20.0) == 0.0);
                        }
                      });
}

TEST_CASE("in a moment a client buys once or not, however late it is") {
  for_clients_briefly(ClientQuantity::p_active, [](const PurchaseModel& model, const Parameters& p,
                                                   const OneClient& client) {
    if (model.traits().clock != Clock::continuous) return;
    for (const double from : {0.0, 5.0, 1000.0}) {
      const At moment{.from = from, .horizon = from + 0x1p-36};
      const At longer{.from = from, .horizon = from + 0x1p-30};
      const double once = ask(model, p, ClientQuantity::p_active, client, moment);
      const double expected = ask(model, p, ClientQuantity::expected_purchases, client, moment);
      CHECK(once > 0.0);
      CHECK(relative_error(once, expected) < 1e-8);
      CHECK(relative_error(64.0 * expected, ask(model, p, ClientQuantity::expected_purchases,
                                                client, longer)) < 1e-7);
    }
  });
}

TEST_CASE("the expected lifetime is the sum of the chances to be alive") {
  for_clients_of_models_with(
      ClientQuantity::expected_lifetime,
      [](const PurchaseModel& model, const Parameters& p, const OneClient& client) {
        const auto alive = [&](double t) {
          return ask(model, p, ClientQuantity::p_alive, client, {.horizon = t});
        };
        const auto lifetime = [&](double horizon) {
          return ask(model, p, ClientQuantity::expected_lifetime, client, {.horizon = horizon});
        };
        double sum = 0.0;
        if (model.traits().clock == Clock::continuous) {
          sum = tenure::math::integrate<20>(alive, 0.0, 2.0) +
                tenure::math::integrate<20>(alive, 2.0, 10.0) +
                tenure::math::integrate<20>(alive, 10.0, 40.0);
        } else {
          for (double t = 1.0; t <= 40.0; ++t) sum += alive(t);
        }
        CHECK(log_error(lifetime(40.0), sum) < 1e-10);
        CHECK(lifetime(0.0) == 0.0);
        const double all = lifetime(kForEver);
        if (std::isnan(all)) {  // no mean: it grows without bound
          CHECK(lifetime(1e12) > 2.0 * lifetime(1e4));
          return;
        }
        CHECK(lifetime(1e9) <= all * (1.0 + 1e-13));
        CHECK(lifetime(1e9) >= 0.95 * all);
      });
}

TEST_CASE("a quantile is the first count to reach its probability") {
  for_clients_of_models_with(
      ClientQuantity::p_at_least,
      [](const PurchaseModel& model, const Parameters& p, const OneClient& client) {
        for (const At& window : windows_of(model)) {
          const auto at_least = [&](double count) {
            return ask(model, p, ClientQuantity::p_at_least, client, counting(window, count));
          };
          for (const double probability : {1e-3, 0.05, 0.5, 0.95, 0.999}) {
            const auto quantile = count_quantile(at_least, probability);
            REQUIRE(quantile.has_value());
            double below = 0.0;
            for (std::int64_t n = 0; n < *quantile; ++n) {
              below += ask(model, p, ClientQuantity::conditional_pmf, client,
                           counting(window, static_cast<double>(n)));
            }
            CHECK(below < probability + 1e-12);
            const double here = ask(model, p, ClientQuantity::conditional_pmf, client,
                                    counting(window, static_cast<double>(*quantile)));
            CHECK(below + here >= probability - 1e-12);
          }
        }
      });
}

TEST_CASE("gradients of predictions in a late window are those of the predictions") {
  for (const ClientQuantity quantity :
       {ClientQuantity::expected_purchases, ClientQuantity::discounted_purchases,
        ClientQuantity::p_silent, ClientQuantity::p_active, ClientQuantity::p_at_least,
        ClientQuantity::conditional_pmf, ClientQuantity::expected_lifetime,
        ClientQuantity::expected_rate, ClientQuantity::expected_dropout}) {
    for_clients_briefly(
        quantity, [&](const PurchaseModel& model, const Parameters& p, const OneClient& client) {
          const At at{.from = 4.0, .horizon = 12.0, .discount = 0.01, .count = 3.0};
          double value = 0.0;
          std::vector<double> gradient(p.size());
          model.evaluate(quantity, p, client.view(), at, {&value, 1}, gradient);
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

TEST_CASE("on random parameters, histories and windows every prediction keeps its range") {
  const auto log_uniform = [](tenure::math::RandomStream& random, double low, double high) {
    return low * std::pow(high / low, random.uniform());
  };
  for (const PurchaseModel* model : all_models()) {
    CAPTURE(model->traits().info.name);
    for (std::uint64_t draw = 0; draw < draws_of(*model, 500); ++draw) {
      CAPTURE(draw);
      tenure::math::RandomStream random(21, draw);
      Parameters p(model->traits().info.parameters.size());
      for (double& parameter : p) parameter = log_uniform(random, 1e-3, 1e4);
      const double x = std::floor(log_uniform(random, 1.0, 3000.0)) - 1.0;
      const double T = log_uniform(random, 1e-2, 1e5);
      const OneClient client = possible(*model, {x, x > 0.0 ? T * random.uniform() : 0.0, T, 1.0});
      const double from = log_uniform(random, 1e-4, 1e4);
      const At at{.from = from,
                  .horizon = from + log_uniform(random, 1e-6, 1e4),
                  .discount = log_uniform(random, 1e-6, 1.0),
                  .count = std::floor(log_uniform(random, 1.0, 300.0)) - 1.0};
      const auto value = [&](ClientQuantity quantity) {
        return ask(*model, p, quantity, client, at);
      };
      for (const ClientQuantity probability :
           {ClientQuantity::p_silent, ClientQuantity::p_active, ClientQuantity::p_at_least,
            ClientQuantity::conditional_pmf}) {
        if (!model->supports(probability)) continue;
        CHECK(value(probability) >= 0.0);
        CHECK(value(probability) <= 1.0);
      }
      for (const ClientQuantity mean :
           {ClientQuantity::expected_purchases, ClientQuantity::discounted_purchases,
            ClientQuantity::expected_lifetime, ClientQuantity::expected_rate,
            ClientQuantity::expected_dropout}) {
        if (!model->supports(mean)) continue;
        CHECK(value(mean) >= 0.0);
        CHECK(std::isfinite(value(mean)));
      }
      if (!model->supports(ClientQuantity::p_active)) continue;
      // Who buys at all is expected to buy at least as often.
      CHECK(value(ClientQuantity::p_active) <=
            value(ClientQuantity::expected_purchases) * (1.0 + 1e-10));
      CHECK(value(ClientQuantity::expected_lifetime) <= at.horizon * (1.0 + 1e-12));
    }
  }
}
