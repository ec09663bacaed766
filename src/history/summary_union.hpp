/// Summaries of different clients as one.
#pragma once

#include <memory>
#include <vector>

#include "history/summary_data.hpp"
#include <tenure/summary.hpp>

namespace tenure {

/// Of at least one part, all with the same options and columns and no client in common, which are
/// given up column by column. Parts without clients may lack columns.
[[nodiscard]] Summary union_of(std::vector<std::shared_ptr<Summary::Data>> parts);

}  // namespace tenure
