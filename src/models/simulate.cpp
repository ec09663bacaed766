#include <limits>
#include <string>

#include "base/check_arguments.hpp"
#include "base/parallel.hpp"
#include "math/random.hpp"
#include "models/asked_model.hpp"
#include "models/fitted_model_state.hpp"
#include "models/model_input.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

// Clients of one piece of parallel work.
constexpr std::size_t kSimulationChunk = 4096;

[[noreturn]] void refuse_simulate(const model::PurchaseModel& model, const char* what) {
  throw Error(Status::not_supported,
              std::string(model.traits().info.title) + " does not simulate " + what);
}

}  // namespace

SimulatedPurchases FittedModel::simulate(std::span<const double> ages, std::uint64_t seed,
                                         const Execution& execution) const {
  const model::PurchaseModel& model = *state_->model;
  if (!model.can_simulate_purchases()) refuse_simulate(model, "purchases");
  model::check_usable(model, state_->result);
  for (std::size_t i = 0; i < ages.size(); ++i) {
    model::check_time(model.traits(), ages[i], "ages", static_cast<std::int64_t>(i));
  }

  // A stream of random numbers a client, and the clients of a chunk apart: neither threads nor
  // chunks show in the result.
  std::vector<SimulatedPurchases> parts((ages.size() + kSimulationChunk - 1) / kSimulationChunk);
  parallel_for(ages.size(), kSimulationChunk, execution, "simulate",
               [&](std::size_t begin, std::size_t end) {
                 SimulatedPurchases& part = parts[begin / kSimulationChunk];
                 for (std::size_t i = begin; i < end; ++i) {
                   math::RandomStream random(seed, i);
                   part.time.push_back(0.0);
                   model.simulate_purchases(state_->result.parameters, ages[i], random, part.time);
                   part.client.resize(part.time.size(), static_cast<std::int64_t>(i));
                 }
               });
  SimulatedPurchases result;
  for (const SimulatedPurchases& part : parts) {
    result.client.insert(result.client.end(), part.client.begin(), part.client.end());
    result.time.insert(result.time.end(), part.time.begin(), part.time.end());
  }
  return result;
}

std::vector<double> FittedModel::simulate_spend(std::span<const std::int64_t> counts,
                                                std::uint64_t seed) const {
  const model::PurchaseModel& model = *state_->model;
  if (!model.can_simulate_spend()) refuse_simulate(model, "spend");
  model::check_usable(model, state_->result);
  std::vector<double> amounts;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] < 0 || counts[i] > std::numeric_limits<int>::max()) {
      throw Error(Status::invalid_argument,
                  "counts in row " + std::to_string(i) + " is " + std::to_string(counts[i]) +
                      ": wanted a number of purchases from 0 to 2147483647",
                  "counts", static_cast<std::int64_t>(i));
    }
    math::RandomStream random(seed, i);
    model.simulate_spend(state_->result.parameters, static_cast<int>(counts[i]), random, amounts);
  }
  return amounts;
}

}  // namespace tenure
