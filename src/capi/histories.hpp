#pragma once

#include <tenure/summary.hpp>
#include <tenure/tenure.h>

namespace tenure::capi {

/// Views of the caller's arrays. Whether the model has all it needs is checked by the model.
Histories to_histories(const tenure_histories* histories);

}  // namespace tenure::capi
