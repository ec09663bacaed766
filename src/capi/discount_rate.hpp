#pragma once

#include <tenure/c/foundation.h>
#include <tenure/units.hpp>

namespace tenure::capi {

/// NULL: 10 % a year, effective.
DiscountRate to_discount_rate(const tenure_discount_rate* rate);

}  // namespace tenure::capi
