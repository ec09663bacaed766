#include "segments/rules.hpp"

#include <algorithm>
#include <string>
#include <tuple>

#include "base/text.hpp"
#include <tenure/error.hpp>

namespace tenure::segment {

void check(std::span<const SegmentRule> rules, int bins) {
  const auto refuse = [](std::size_t number, const std::string& why) {
    throw Error(Status::invalid_argument, "rfm: rule " + std::to_string(number) + " " + why,
                "rules", static_cast<std::int64_t>(number));
  };
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const SegmentRule& rule = rules[i];
    if (rule.name.empty()) refuse(i, "has no name");
    if (!is_utf8(rule.name)) refuse(i, "has a name that is not UTF-8");
    if (rule.name == others) refuse(i, "is called as those are whom no rule takes");
    for (const auto& [axis, from, to] :
         {std::tuple('r', rule.r_from, rule.r_to), std::tuple('f', rule.f_from, rule.f_to),
          std::tuple('m', rule.m_from, rule.m_to)}) {
      if (from < 1 || from > to || to > bins) {
        refuse(i, "(" + in_quotes(rule.name) + ") asks for " + axis + " from " +
                      std::to_string(from) + " to " + std::to_string(to) +
                      ", but scores go from 1 to " + std::to_string(bins));
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
    const auto known = std::ranges::find(list, rule.name);
    of_rule.push_back(static_cast<std::size_t>(known - list.begin()));
    if (known == list.end()) list.push_back(rule.name);
  }
  of_rule.push_back(list.size());
  list.emplace_back(others);
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

}  // namespace tenure::segment
