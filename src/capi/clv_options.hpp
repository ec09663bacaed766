#pragma once

#include <string>

#include <tenure/c/value.h>
#include <tenure/value.hpp>

namespace tenure::capi {

/// NULL: the defaults. The margins stay the caller's. `name` is the parameter's.
ClvOptions to_clv_options(const tenure_clv_options* options, const std::string& name);

}  // namespace tenure::capi
