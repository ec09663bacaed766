/// Who is in a segment, in numbers and in words.
#pragma once

#include "segments/measures.hpp"
#include "segments/segment_members.hpp"
#include <tenure/summary.hpp>
#include <tenure/table.hpp>

namespace tenure::segment {

/// See SegmentReport::profiles.
[[nodiscard]] Table profiles_table(const Summary& summary, const Measures& measures,
                                   const SegmentMembers& groups);

}  // namespace tenure::segment
