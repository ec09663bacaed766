/// Whether those at the higher risk leave first.
#pragma once

#include <optional>
#include <span>

#include <tenure/survival.hpp>

namespace tenure::survival {

/// Harrell's C over all pairs of which one is seen to end while the other is at risk and goes on:
/// the share in which the first has the higher risk, equal risks by half. Pairs count by their
/// weights. Absent without such pairs.
[[nodiscard]] std::optional<double> concordance(const Lives& lives, std::span<const double> risk,
                                                std::int32_t cause);

}  // namespace tenure::survival
