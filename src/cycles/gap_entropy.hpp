/// Clumpiness of purchases: how uneven the gaps between them are.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "math/random.hpp"

namespace tenure::cycle {

/// 1 + sum x ln x / ln(n + 1) over the n + 1 gaps x between days 1 to `days`, as shares of days +
/// 1, those before the first purchase and after the last one included. `purchases` are ascending
/// and different, in 1 to `days`, and at least one. 0: evenly spaced; 1: without any gap but one.
[[nodiscard]] double gap_entropy(std::span<const std::int32_t> purchases, std::int32_t days);

/// The clumpiness of `draws` histories of `purchases` on random days out of `days`, ascending.
[[nodiscard]] std::vector<double> random_gap_entropies(std::int32_t purchases, std::int32_t days,
                                                       int draws, math::RandomStream& random);

}  // namespace tenure::cycle
