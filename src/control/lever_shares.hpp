/// The change of a product shared between its factors, exactly.
#pragma once

#include <array>
#include <cstddef>

#include <tenure/control.hpp>

namespace tenure::control {

enum Lever : std::size_t { clients, mix, frequency, basket, duration, lever_count };

using Factors = std::array<double, lever_count>;

[[nodiscard]] double product(const Factors& factors);

/// What each factor's change, from `plan` to `actual`, adds to the product. The sum is the change
/// but for rounding.
[[nodiscard]] Factors lever_shares(const Factors& plan, const Factors& actual,
                                   Decomposition method);

}  // namespace tenure::control
