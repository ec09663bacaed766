/// Clients gathered by segment.
#pragma once

#include <span>
#include <vector>

#include "segments/measures.hpp"
#include "segments/rules.hpp"
#include <tenure/segments.hpp>
#include <tenure/table.hpp>

namespace tenure::segment {

/// See RfmResult::segments; `segment_of`: each client's position in `names.list`.
[[nodiscard]] Table segments_table(const Measures& measures, const Names& names,
                                   std::span<const std::size_t> segment_of,
                                   std::size_t excluded_clients);

/// See RfmResult::overlaps.
[[nodiscard]] Table overlaps_table(std::span<const SegmentRule> rules, std::span<const Cell> cells,
                                   bool with_monetary);

}  // namespace tenure::segment
