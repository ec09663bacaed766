/// How far two groupings of the same clients agree.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tenure::segment {

/// For each of `groups` groups of `a`, the largest Jaccard index with a group of `b`: clients in
/// both over clients in either. Groups are numbered from 0; a group of `a` without a client has 0.
[[nodiscard]] std::vector<double> best_jaccard(std::span<const std::int32_t> a,
                                               std::span<const std::int32_t> b, std::size_t groups);

/// adjusted_rand_index of groups numbered from 0.
[[nodiscard]] double adjusted_rand(std::span<const std::int32_t> a,
                                   std::span<const std::int32_t> b);

}  // namespace tenure::segment
