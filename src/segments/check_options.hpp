/// What a summary and the options of scoring must be for each other.
#pragma once

#include <tenure/segments.hpp>
#include <tenure/summary.hpp>

namespace tenure::segment {

/// Throws Error(invalid_argument) naming the option, or "summary" if its rows are not clients.
void check_options(const Summary& summary, const RfmOptions& options, bool has_amounts);

}  // namespace tenure::segment
