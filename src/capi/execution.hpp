#pragma once

#include <tenure/execution.hpp>
#include <tenure/tenure.h>

namespace tenure::capi {

/// NULL: all cores, silent.
Execution to_execution(const tenure_execution* execution);

}  // namespace tenure::capi
