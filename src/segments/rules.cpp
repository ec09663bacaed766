#include "segments/rules.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include <tenure/error.hpp>

namespace tenure {

// The grid of recency by frequency that is taught everywhere, with monetary value where it makes a
// difference: who are champions among the faithful, and who must not be lost.
std::vector<SegmentRule> usual_segments() {
  return {
      {.name = "Champions", .r_from = 4, .f_from = 4, .m_from = 4},
      {.name = "Loyal", .r_from = 3, .f_from = 4},
      {.name = "Cannot lose", .r_to = 2, .f_from = 4, .m_from = 4},
      {.name = "At risk", .r_to = 2, .f_from = 3},
      {.name = "New", .r_from = 5, .f_to = 1},
      {.name = "Promising", .r_from = 4, .f_to = 1},
      {.name = "Potential loyalists", .r_from = 4, .f_to = 3},
      {.name = "Need attention", .r_from = 3, .r_to = 3, .f_from = 3},
      {.name = "About to sleep", .r_from = 3, .r_to = 3, .f_to = 2},
      {.name = "Hibernating", .r_from = 2, .r_to = 2, .f_to = 2},
      {.name = "Lost", .r_to = 1, .f_to = 2},
  };
}

namespace segment {

void check(std::span<const SegmentRule> rules, int bins) {
  const auto refuse = [](std::size_t number, const std::string& why) {
    throw Error(Status::invalid_argument, "rfm: rule " + std::to_string(number) + " " + why,
                "rules", static_cast<std::int64_t>(number));
  };
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const SegmentRule& rule = rules[i];
    if (rule.name.empty()) refuse(i, "has no name");
    if (rule.name == others) refuse(i, "is called as those are whom no rule takes");
    for (const auto& [axis, from, to] :
         {std::tuple('r', rule.r_from, rule.r_to), std::tuple('f', rule.f_from, rule.f_to),
          std::tuple('m', rule.m_from, rule.m_to)}) {
      if (from < 1 || from > to || to > bins) {
        refuse(i, "(" + quoted(rule.name) + ") asks for " + axis + " from " + std::to_string(from) +
                      " to " + std::to_string(to) + ", but scores go from 1 to " +
                      std::to_string(bins));
      }
    }
  }
}

bool contains(const SegmentRule& rule, const Cell& cell) {
  return rule.r_from <= cell.r && cell.r <= rule.r_to &&  //
         rule.f_from <= cell.f && cell.f <= rule.f_to &&
         (cell.m == 0 || (rule.m_from <= cell.m && cell.m <= rule.m_to));
}

std::size_t first_match(std::span<const SegmentRule> rules, const Cell& cell) {
  const auto rule =
      std::ranges::find_if(rules, [&](const SegmentRule& r) { return contains(r, cell); });
  return static_cast<std::size_t>(rule - rules.begin());
}

Names::Names(std::span<const SegmentRule> rules) {
  for (const SegmentRule& rule : rules) {
    const auto known = std::ranges::find(list, std::string_view(rule.name));
    of_rule.push_back(static_cast<std::size_t>(known - list.begin()));
    if (known == list.end()) list.push_back(rule.name);
  }
  of_rule.push_back(list.size());
  list.push_back(others);
}

std::vector<Overlap> overlaps(std::span<const SegmentRule> rules, bool with_monetary) {
  const auto meet = [](int from, int to, int other_from, int other_to) {
    return std::max(from, other_from) <= std::min(to, other_to);
  };
  std::vector<Overlap> result;
  for (std::size_t j = 1; j < rules.size(); ++j) {
    for (std::size_t i = 0; i < j; ++i) {
      const SegmentRule &a = rules[i], &b = rules[j];
      if (meet(a.r_from, a.r_to, b.r_from, b.r_to) && meet(a.f_from, a.f_to, b.f_from, b.f_to) &&
          (!with_monetary || meet(a.m_from, a.m_to, b.m_from, b.m_to))) {
        result.push_back({i, j});
      }
    }
  }
  return result;
}

}  // namespace segment
}  // namespace tenure
