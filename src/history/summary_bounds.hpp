/// The days that a summary looks at.
#pragma once

#include "history/stretch.hpp"
#include <tenure/portfolio.hpp>
#include <tenure/summary.hpp>

namespace tenure {

/// Of a log that was imported with `import` and whose observation ended on `observed_until`. Throws
/// Error(invalid_argument) naming the option that does not fit.
[[nodiscard]] StretchBounds summary_bounds(const ImportOptions& import, Day observed_until,
                                           const SummaryOptions& options);

}  // namespace tenure
