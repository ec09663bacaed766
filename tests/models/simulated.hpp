/// Histories drawn from a model, as a fit sees them.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "math/random.hpp"
#include "models/purchase_model.hpp"
#include <tenure/summary.hpp>

namespace tenure::testing {

struct SimulatedHistories {
  std::vector<double> x, t_x, T, m, weight;

  [[nodiscard]] Histories view() const { return {x, t_x, T, m, weight}; }
};

/// Clients of ages 20 to 40 (spend models: of 1 to 8 purchases), the same for the same seed.
inline SimulatedHistories simulate(const model::PurchaseModel& model,
                                   std::span<const double> parameters, std::size_t clients,
                                   std::uint64_t seed) {
  SimulatedHistories result;
  std::vector<double> drawn;
  for (std::size_t i = 0; i < clients; ++i) {
    math::RandomStream random(seed, i);
    drawn.clear();
    double mean = 0.0;
    const double age = 20.0 + static_cast<double>(i % 21);
    if (model.can_simulate_purchases()) {
      model.simulate_purchases(parameters, age, random, drawn);
      result.t_x.push_back(drawn.empty() ? 0.0 : drawn.back());
    } else {
      model.simulate_spend(parameters, static_cast<int>(1 + i % 8), random, drawn);
      for (const double amount : drawn) mean += amount / static_cast<double>(drawn.size());
      result.t_x.push_back(0.5 * age);
    }
    result.x.push_back(static_cast<double>(drawn.size()));
    result.T.push_back(age);
    result.m.push_back(mean);
  }
  return result;
}

}  // namespace tenure::testing
