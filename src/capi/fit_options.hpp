#pragma once

#include <tenure/c/models.h>
#include <tenure/model.hpp>

namespace tenure::capi {

/// Of a parameter called `options`; NULL: the defaults.
FitOptions to_fit_options(const tenure_fit_options* options);

}  // namespace tenure::capi
