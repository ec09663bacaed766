/// What a FittedModel holds, shared between its copies.
#pragma once

#include "models/purchase_model.hpp"
#include <tenure/model.hpp>

namespace tenure {

struct FittedModel::State {
  const model::PurchaseModel* model;
  TimeUnit unit;
  FitResult result;
};

}  // namespace tenure
