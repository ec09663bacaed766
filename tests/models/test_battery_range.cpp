// A8: on random parameters and histories, from tame to absurd, every quantity keeps its range.
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

#include <doctest/doctest.h>

#include "models/battery.hpp"

using namespace tenure::model;
using namespace tenure::testing;

namespace {

constexpr std::uint64_t kDraws = 500;
// One draw in so many also asks for the purchases discounted for ever, which take longest.
constexpr std::uint64_t kForEverOneIn = 16;

void check_probability(double p) { CHECK((p >= 0.0 && p <= 1.0)); }
void check_expectation(double mean) { CHECK((mean >= 0.0 && std::isfinite(mean))); }

void check_client(const PurchaseModel& model, const Draw& d, std::uint64_t number) {
  const auto value = [&](ClientQuantity quantity, const At& at) {
    return ask(model, d.parameters, quantity, d.client, at);
  };
  if (!model.traits().reads_mean_spend || d.client.x > 0.0) {
    const double likelihood = value(ClientQuantity::log_likelihood, {});
    CHECK(std::isfinite(likelihood));
    if (model.traits().clock != Clock::continuous) CHECK(likelihood <= 0.0);
  }
  for (const ClientQuantity probability :
       {ClientQuantity::p_alive, ClientQuantity::p_dead, ClientQuantity::p_silent,
        ClientQuantity::conditional_pmf}) {
    if (model.supports(probability)) check_probability(value(probability, d.at));
  }
  if (model.supports(ClientQuantity::p_alive)) {
    check_probability(value(ClientQuantity::p_alive, {}));
    check_probability(value(ClientQuantity::p_dead, {}));
    CHECK(value(ClientQuantity::log_p_alive, d.at) <= 0.0);
  }
  if (model.supports(ClientQuantity::expected_purchases)) {
    check_expectation(value(ClientQuantity::expected_purchases, d.at));
  }
  if (model.supports(ClientQuantity::discounted_purchases)) {
    check_expectation(value(ClientQuantity::discounted_purchases, d.at));
    if (number % kForEverOneIn == 0) {
      const At for_ever{.horizon = std::numeric_limits<double>::infinity(),
                        .discount = d.at.discount};
      check_expectation(value(ClientQuantity::discounted_purchases, for_ever));
    }
  }
  if (model.supports(ClientQuantity::expected_spend)) {
    const double mean = value(ClientQuantity::expected_spend, {});
    CHECK(mean >= 0.0);
    // Infinite, which leaves the library as a status, where there is no mean.
    CHECK(std::isfinite(mean) == (d.parameters[0] * d.client.x + d.parameters[1] > 1.0));
  }
}

void check_new_client(const PurchaseModel& model, const Draw& d) {
  if (model.supports(NewClientQuantity::pmf)) {
    check_probability(ask_new(model, d.parameters, NewClientQuantity::pmf, d.at));
  }
  if (model.supports(NewClientQuantity::expected_purchases)) {
    check_expectation(ask_new(model, d.parameters, NewClientQuantity::expected_purchases, d.at));
  }
}

}  // namespace

TEST_CASE("A8 probabilities lie in [0, 1], expectations are finite and not negative") {
  for (const PurchaseModel* model : tested_models()) {
    CAPTURE(model->traits().info.name);
    for (std::uint64_t number = 0; number < draws_of(*model, kDraws); ++number) {
      CAPTURE(number);
      const Draw d = wild_draw(*model, number);
      check_client(*model, d, number);
      check_new_client(*model, d);
    }
  }
}

TEST_CASE("draws in which a sum of probabilities was once rounded above one") {
  constexpr std::array<std::uint64_t, 6> kNumbers{23398, 41265, 42448, 55378, 63137, 67108};
  for (const std::uint64_t number : kNumbers) {
    CAPTURE(number);
    check_client(pareto_nbd(), wild_draw(pareto_nbd(), number), number);
    check_new_client(pareto_nbd(), wild_draw(pareto_nbd(), number));
  }
}
