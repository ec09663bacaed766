#pragma once

#include <tenure/signals.hpp>

namespace tenure::warning {

/// Throws Error(invalid_argument) naming the field and its value.
void check_plan(const CusumPlan& plan);

}  // namespace tenure::warning
