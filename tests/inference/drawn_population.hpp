/// Clients drawn from known parameters: what they did until now, and what they will do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "models/purchase_model.hpp"
#include <tenure/summary.hpp>

namespace tenure::testing {

/// What they are drawn from. Ages are spread evenly from `youngest` to `oldest`, whole numbers
/// where the model counts opportunities or contracts.
struct DrawnFrom {
  std::string_view model;
  std::vector<double> truth;
  int regularity = 0;
  std::vector<double> spend = {};  ///< of a Gamma-Gamma model, if purchases have values too
  std::size_t clients = 1000;
  double youngest = 27.0;
  double oldest = 39.0;
  double horizon = 39.0;
};

/// The model itself, of that regularity.
[[nodiscard]] const model::PurchaseModel& model_of(const DrawnFrom& from);

struct DrawnPopulation {
  std::vector<double> x, t_x, T, m, log_interpurchase;
  std::vector<double> ahead;  ///< purchases in the horizon after T

  [[nodiscard]] Histories histories() const { return {x, t_x, T, m, {}, log_interpurchase}; }
  /// One client in so many.
  [[nodiscard]] DrawnPopulation thinned(std::size_t one_in) const;
};

/// Spend models: of 1 to 8 purchases each, and nothing ahead.
[[nodiscard]] DrawnPopulation draw_population(const DrawnFrom& from, std::uint64_t seed);

}  // namespace tenure::testing
