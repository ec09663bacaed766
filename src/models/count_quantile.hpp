/// Quantiles of a count of which the upper tail is known.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

namespace tenure::model {

/// Above this a count is not looked for: it would not be exact in a double.
inline constexpr double kLargestQuantile = 1e15;

/// The smallest n with P(N <= n) >= probability, given k -> P(N >= k); none if above the largest.
/// Some 2 log2(n) probabilities are asked for, however large the mean.
[[nodiscard]] std::optional<std::int64_t> count_quantile(
    const std::function<double(double)>& p_at_least, double probability);

}  // namespace tenure::model
