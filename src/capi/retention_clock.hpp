/// The retention clock as a caller gives it.
#pragma once

#include <tenure/c/privacy.h>
#include <tenure/privacy.hpp>

namespace tenure::capi {

[[nodiscard]] RetentionClock to_retention_clock(const tenure_retention_clock* clock);

}  // namespace tenure::capi
