/// Checks of what moves are counted in.
#pragma once

#include <span>
#include <string>

#include <tenure/migration.hpp>

namespace tenure::segment {

/// Throws Error(invalid_argument) naming "states" unless there is one or more, all named and
/// different.
void check_state_names(std::span<const std::string> states);

/// Also that there is a period, one count a pair of states and period, none negative: throws
/// Error(invalid_data) naming "counts" and the entry.
void check(const TransitionCounts& counts);

}  // namespace tenure::segment
