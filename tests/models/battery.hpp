/// Tests of a property over every model, at ordinary parameters or at random ones.
///
/// Two environment variables are for long runs by hand: TENURE_DRAWS, the number of random draws a
/// property is tested on, and TENURE_MODEL, the only model to test.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <doctest/doctest.h>

#include "models/model_draws.hpp"

namespace tenure::testing {

/// Every model, or the one that was asked for.
std::vector<const model::PurchaseModel*> tested_models();
/// As many as a test names for everyday, unless a long run was asked for.
std::uint64_t draws(std::uint64_t everyday);
/// Fewer for a model with a regularity, whose quantities take up to a thousand times as long.
std::uint64_t draws_of(const model::PurchaseModel& model, std::uint64_t everyday);

inline double ask_new(const model::PurchaseModel& model, std::span<const double> parameters,
                      model::NewClientQuantity quantity, const model::At& at) {
  return model.evaluate(quantity, parameters, at);
}

/// Runs a test for every model that gives a quantity, at all ordinary parameters.
template <class Quantity, class Test>
void for_models_with(Quantity quantity, const Test& test) {
  for (const model::PurchaseModel* model : tested_models()) {
    if (!model->supports(quantity)) continue;
    CAPTURE(model->traits().info.name);
    CAPTURE(model->traits().regularity);
    for (const Parameters& parameters : ordinary(*model)) test(*model, parameters);
  }
}
template <class Test>
void for_clients_of_models_with(model::ClientQuantity quantity, const Test& test) {
  for_models_with(quantity, [&](const model::PurchaseModel& model, const Parameters& parameters) {
    for (const OneClient& client : clients_of(model)) {
      CAPTURE(client.x);
      test(model, parameters, client);
    }
  });
}
/// Runs a test on so many everyday draws for every model that gives a quantity.
template <class Quantity, class Test>
void for_draws_of_models_with(Quantity quantity, std::uint64_t everyday, const Test& test) {
  for (const model::PurchaseModel* model : tested_models()) {
    if (!model->supports(quantity)) continue;
    CAPTURE(model->traits().info.name);
    CAPTURE(model->traits().regularity);
    const std::uint64_t count = draws_of(*model, everyday);
    for (std::uint64_t number = 0; number < count; ++number) {
      CAPTURE(number);
      test(*model, everyday_draw(*model, number));
    }
  }
}

}  // namespace tenure::testing
