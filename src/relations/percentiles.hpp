/// Places of clients among each other, and what several of them make together.
#pragma once

#include <span>
#include <vector>

namespace tenure::relation {

/// The share of values below each one, half of the equal ones and of itself included: in (0, 1).
[[nodiscard]] std::vector<double> percentiles(std::span<const double> values);

/// The weighted geometric mean of numbers above 0; `weights` add up to more than 0.
[[nodiscard]] double geometric_mean(std::span<const double> values,
                                    std::span<const double> weights);

}  // namespace tenure::relation
