/// Bases of clients of every kind that a fit must cope with.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "models/purchase_model.hpp"
#include "models/simulated.hpp"

namespace tenure::testing {

inline constexpr std::array<std::string_view, 7> kPopulationKinds{
    "small", "usual", "large", "homogeneous", "one-time buyers", "identical clients", "one client"};

/// Clients drawn from the model at random parameters; the kind is kPopulationKinds[number % 7].
SimulatedHistories population(const model::PurchaseModel& model, std::uint64_t number);

}  // namespace tenure::testing
