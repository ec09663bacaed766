#include "models/model_draws.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace tenure::testing {

using model::Clock;
using model::PurchaseModel;

std::vector<const PurchaseModel*> every_model() {
  std::vector<const PurchaseModel*> all;
  for (const PurchaseModel* model : model::all_models()) {
    if (model->traits().of_regularity == nullptr) {
      all.push_back(model);
      continue;
    }
    for (const int k : {1, 2, 3}) all.push_back(&model->traits().of_regularity(k));
  }
  return all;
}

std::vector<Parameters> ordinary(const PurchaseModel& model) {
  const std::string_view name = model.traits().info.name;
  if (name == "bg_bb") return {{1.2, 0.75, 0.66, 2.8}, {2.5, 4.0, 1.8, 6.0}};
  if (name == "ggompertz_nbd") return {{0.6, 9.0, 0.05, 0.7, 0.6}, {2.5, 4.0, 0.1, 1.8, 6.0}};
  if (name == "beta_discrete_weibull") return {{0.6, 9.0, 0.7}, {2.5, 4.0, 1.3}};
  if (name == "gamma_gamma") return {{6.2, 3.7, 15.4}, {2.5, 4.0, 60.0}};
  std::vector<Parameters> all{{0.6, 9.0, 0.7, 12.0}, {2.5, 4.0, 1.8, 6.0}};
  for (Parameters& parameters : all) {
    parameters.resize(model.traits().info.parameters.size());
    // A purchase takes k phases: the same rate of purchases for every k.
    if (model.traits().regularity > 1) parameters[1] /= model.traits().regularity;
  }
  return all;
}

std::vector<OneClient> clients_of(const PurchaseModel& model) {
  switch (model.traits().clock) {
    case Clock::opportunities:
      return {{0, 0, 30, 0}, {1, 4, 30, 20}, {7, 25, 30, 35}, {29, 29, 30, 8}};
    case Clock::renewals:
      return {{0, 0, 0, 0}, {0, 0, 30, 0}, {4, 4, 30, 0}, {30, 30, 30, 0}};
    default:
      return {{0, 0, 30, 0}, {1, 4, 30, 20, 1.4}, {7, 25, 30, 35, 7.5}, {60, 29, 30, 8, -50.0}};
  }
}

OneClient possible(const PurchaseModel& model, OneClient client) {
  const Clock clock = model.traits().clock;
  if (clock == Clock::continuous) return client;
  client.T = std::floor(std::min(client.T, 3000.0));
  client.t_x = std::floor(std::min(client.t_x, client.T));
  client.x = clock == Clock::renewals ? client.t_x : std::min(client.x, client.t_x);
  if (client.x == 0.0) client.t_x = 0.0;
  return client;
}

double log_uniform(math::RandomStream& random, double low, double high) {
  return low * std::pow(high / low, random.uniform());
}

Draw everyday_draw(const PurchaseModel& model, std::uint64_t number) {
  math::RandomStream random(19, number);
  const std::vector<Parameters> choices = ordinary(model);
  Draw draw{choices[number % choices.size()], {}, {}};
  for (double& parameter : draw.parameters) parameter *= log_uniform(random, 0.25, 4.0);
  const double x = std::floor(log_uniform(random, 1.0, 61.0)) - 1.0;
  const double age = 1.0 + 59.0 * random.uniform();
  const double recency = number % 8 == 7 ? age : age * random.uniform();  // who has just bought
  draw.client = possible(
      model, {x, x > 0.0 ? recency : 0.0, age, x > 0.0 ? log_uniform(random, 1.0, 100.0) : 0.0});
  if (x > 0.0) draw.client.log_interpurchase = x * (std::log(recency / x) - 0.2);
  draw.at = {.horizon = std::ceil(60.0 * random.uniform()),
             .discount = log_uniform(random, 1e-3, 0.5),
             .count = std::floor(8.0 * random.uniform())};
  return draw;
}

Draw wild_draw(const PurchaseModel& model, std::uint64_t number) {
  math::RandomStream random(20, number);
  Draw draw{Parameters(model.traits().info.parameters.size()), {}, {}};
  for (double& parameter : draw.parameters) parameter = log_uniform(random, 1e-4, 1e6);
  const double x = std::floor(log_uniform(random, 1.0, 3000.0)) - 1.0;
  const double age = log_uniform(random, 1e-2, 1e5);
  draw.client = possible(
      model, {x, x > 0.0 ? age * random.uniform() : 0.0, age, log_uniform(random, 1e-2, 1e4)});
  draw.at = {.horizon = log_uniform(random, 1e-6, 1e4),
             .discount = log_uniform(random, 1e-6, 1.0),
             .count = std::floor(log_uniform(random, 1.0, 300.0)) - 1.0};
  return draw;
}

}  // namespace tenure::testing
