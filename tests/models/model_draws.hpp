/// What the properties of every model are tested at: ordinary parameters and clients, and random
/// ones, drawn by number so that a draw that fails can be made again.
#pragma once

#include <cstdint>
#include <vector>

#include "math/random.hpp"
#include "models/one_client.hpp"
#include "models/table_of_models.hpp"

namespace tenure::testing {

using Parameters = std::vector<double>;

/// The table of models, those with a regularity at k = 1, 2 and 3.
std::vector<const model::PurchaseModel*> every_model();

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

}  // namespace tenure::testing
