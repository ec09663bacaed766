/// Who belongs to which segment.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "segments/measures.hpp"
#include <tenure/table.hpp>

namespace tenure::segment {

struct SegmentMembers {
  std::vector<std::string_view> names;
  std::vector<std::vector<std::size_t>> members;  ///< positions of clients, ascending
  [[nodiscard]] std::size_t size() const { return names.size(); }
};

/// Segments by falling spend (by falling count without amounts), equal ones by name. The names are
/// views of `segments`.
[[nodiscard]] SegmentMembers segment_members(const TextView& segments, const Measures& measures);

}  // namespace tenure::segment
