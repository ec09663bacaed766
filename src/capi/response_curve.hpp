#pragma once

#include <string>

#include <tenure/budget.hpp>
#include <tenure/c/budget.h>

namespace tenure::capi {

/// It must be given. `name` is the parameter's.
ResponseCurve to_response_curve(const tenure_response_curve* response, const std::string& name);

}  // namespace tenure::capi
