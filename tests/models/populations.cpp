#include "models/populations.hpp"

#include <algorithm>
#include <cstddef>

#include "models/model_draws.hpp"

namespace tenure::testing {
namespace {

/// Without differences between clients: the mixing distribution of the first rate has one value.
void make_homogeneous(const model::PurchaseModel& model, Parameters& parameters) {
  const std::size_t first = model.traits().reads_mean_spend ? 1 : 0;
  parameters[first] *= 1e7;
  parameters[first + 1] *= 1e7;
}

void keep_copies_of_one(SimulatedHistories& data, std::size_t copies) {
  const auto bought = std::ranges::find_if(data.x, [](double x) { return x > 0.0; });
  const auto kept = bought == data.x.end() ? 0 : bought - data.x.begin();
  for (auto* column : {&data.x, &data.t_x, &data.T, &data.m}) {
    column->assign(copies, (*column)[static_cast<std::size_t>(kept)]);
  }
}

}  // namespace

SimulatedHistories population(const model::PurchaseModel& model, std::uint64_t number) {
  constexpr std::array<std::size_t, 7> kClients{30, 400, 1500, 400, 200, 50, 50};
  const std::size_t kind = number % kPopulationKinds.size();
  Parameters parameters = everyday_draw(model, number).parameters;
  if (kPopulationKinds[kind] == "homogeneous") make_homogeneous(model, parameters);
  SimulatedHistories data = simulate(model, parameters, kClients[kind], number);
  if (kPopulationKinds[kind] == "one-time buyers") {
    for (auto* column : {&data.x, &data.t_x, &data.m}) std::ranges::fill(*column, 0.0);
  }
  if (kPopulationKinds[kind] == "identical clients") keep_copies_of_one(data, 50);
  if (kPopulationKinds[kind] == "one client") keep_copies_of_one(data, 1);
  return data;
}

}  // namespace tenure::testing
