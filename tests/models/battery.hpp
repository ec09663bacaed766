/// What the properties of every model are tested at: ordinary parameters and clients, and random
/// ones, drawn by number so that a draw that fails can be made again.
///
/// Two environment variables are for long runs by hand: TENURE_DRAWS, the number of random draws a
/// property is tested on, and TENURE_MODEL, the only model to test.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include "models/one_client.hpp"
#include "models/table_of_models.hpp"

namespace tenure::testing {

using Parameters = std::vector<double>;

/// The table of models, those with a regularity at several k, or the one that was asked for.
std::vector<const model::PurchaseModel*> tested_models();
/// As many as a test names for everyday, unless a long run was asked for.
std::uint64_t draws(std::uint64_t everyday);
/// Fewer for a model with a regularity, whose quantities take up to a thousand times as long.
std::uint64_t draws_of(const model::PurchaseModel& model, std::uint64_t everyday);

/// Parameters at which every model is an ordinary one.
std::vector<Parameters> ordinary(const model::PurchaseModel& model);
/// Histories that are possible by the model's clock.
std::vector<OneClient> clients_of(const model::PurchaseModel& model);
/// The nearest such history to any.
OneClient possible(const model::PurchaseModel& model, OneClient client);

struct Draw {
  Parameters parameters;
  OneClient client;
  model::At at;
};
/// Parameters within a factor of 4 of ordinary ones, ages of 1 to 60, up to 60 purchases.
Draw everyday_draw(const model::PurchaseModel& model, std::uint64_t number);
/// Parameters of 1e-4 to 1e6, ages of 0.01 to 1e5, up to 3000 purchases, any horizon.
Draw wild_draw(const model::PurchaseModel& model, std::uint64_t number);

/// Between two positive bounds, uniform in the logarithm.
double log_uniform(math::RandomStream& random, double low, double high);

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
