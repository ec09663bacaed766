#include "segments/segment_members.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace tenure::segment {

SegmentMembers segment_members(const TextView& segments, const Measures& measures) {
  std::map<std::string_view, std::vector<std::size_t>> by_name;
  for (std::size_t i = 0; i < segments.size(); ++i) by_name[segments[i]].push_back(i);

  struct Ranked {
    double size;
    std::string_view name;
    std::vector<std::size_t> members;
  };
  std::vector<Ranked> ranked;
  for (auto& [name, members] : by_name) {
    double size = static_cast<double>(members.size());
    if (!measures.spend.empty()) {
      size = 0.0;
      for (const std::size_t i : members) size += measures.spend[i];
    }
    ranked.push_back({size, name, std::move(members)});
  }
  std::ranges::stable_sort(ranked, std::ranges::greater(), &Ranked::size);

  SegmentMembers result;
  for (Ranked& segment : ranked) {
    result.names.push_back(segment.name);
    result.members.push_back(std::move(segment.members));
  }
  return result;
}

}  // namespace tenure::segment
