#pragma once

#include <tenure/c/foundation.h>
#include <tenure/execution.hpp>

namespace tenure::capi {

/// NULL: all cores, silent.
Execution to_execution(const tenure_execution* execution);

}  // namespace tenure::capi
