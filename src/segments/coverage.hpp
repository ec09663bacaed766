/// Which combinations of scores the rules take, and which none does.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "segments/rules.hpp"
#include <tenure/segments.hpp>
#include <tenure/table.hpp>

namespace tenure::segment {

struct Coverage {
  Table rules;      ///< see RfmResult::coverage
  Table uncovered;  ///< see RfmResult::uncovered
};

/// `cells`: one a client. Without `with_monetary` every m is 0. `excluded_clients`: who are in
/// none.
[[nodiscard]] Coverage coverage(std::span<const SegmentRule> rules, std::span<const Cell> cells,
                                int bins, bool with_monetary, std::size_t excluded_clients = 0);

}  // namespace tenure::segment
