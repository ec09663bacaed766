#pragma once

#include <tenure/c/summary.h>
#include <tenure/summary.hpp>

namespace tenure::capi {

/// NULL: the defaults of SummaryOptions.
SummaryOptions to_summary_options(const tenure_summary_options* options);

}  // namespace tenure::capi
