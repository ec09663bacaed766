/// Named segments as ordered boxes of scores.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tenure/segments.hpp>

namespace tenure::segment {

/// The name of the clients whom no rule takes.
inline constexpr std::string_view others = "Others";

/// The scores of a client; m is 0 where there are no amounts, and any rule takes it.
struct Cell {
  std::int64_t r, f, m;
};

/// Throws Error(invalid_argument) unless every rule is named, not `others`, and within 1 to bins.
void check(std::span<const SegmentRule> rules, int bins);

[[nodiscard]] bool contains(const SegmentRule& rule, const Cell& cell);

/// The first rule that contains the cell; rules.size() if none does.
[[nodiscard]] std::size_t first_match(std::span<const SegmentRule> rules, const Cell& cell);

/// The names of the rules in their order, each once (several boxes may make one segment), and
/// then `others`.
struct Names {
  explicit Names(std::span<const SegmentRule> rules);
  std::vector<std::string> list;
  std::vector<std::size_t> of_rule;  ///< position in `list`; that of `others` after the last rule
};

/// Two rules whose boxes have a cell in common.
struct Overlap {
  std::size_t first, second;
};
/// `with_monetary`: whether m is there to tell boxes apart.
[[nodiscard]] std::vector<Overlap> overlaps(std::span<const SegmentRule> rules, bool with_monetary);

}  // namespace tenure::segment
