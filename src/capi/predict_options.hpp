#pragma once

#include <tenure/c/models.h>
#include <tenure/model.hpp>

namespace tenure::capi {

/// NULL: the defaults of PredictOptions.
PredictOptions to_predict_options(const tenure_predict_options* options);

}  // namespace tenure::capi
