/// Purchase rates that are Gamma(r, alpha) between clients.
#pragma once

#include <tenure/model.hpp>

namespace tenure::model {

struct GammaRate {
  double r;
  double alpha;  ///< in the model's unit of time
};

/// Of a model whose first two parameters they are; throws Error(not_supported) for another one.
[[nodiscard]] GammaRate gamma_rate_of(const FittedModel& purchases);

}  // namespace tenure::model
