/// Asking a model with parameters about many clients, side by side.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "models/purchase_model.hpp"
#include <tenure/execution.hpp>

namespace tenure::model {

/// Throws Error(not_supported), saying why the fit ended, unless the parameters may be used.
void check_usable(const PurchaseModel& model, const FitResult& result);

/// A fitted model and how to run. `name` is the public name of what is asked, for errors; each
/// member throws Error(not_supported) naming it for a quantity that the model does not have.
struct AskedModel {
  const PurchaseModel& model;
  const FitResult& result;
  const Execution& execution;

  void require(ClientQuantity quantity, const char* name) const;

  /// The quantity of every client, of whom some may have none: see kNoMean.
  [[nodiscard]] std::vector<double> evaluate(ClientQuantity quantity, const char* name,
                                             const Histories& histories, const At& at) const;
  /// The same where no client can be without a value, unless his history contradicts the model.
  [[nodiscard]] std::vector<double> evaluate_finite(ClientQuantity quantity, const char* name,
                                                    const Histories& histories, const At& at) const;
  [[nodiscard]] double evaluate_new(NewClientQuantity quantity, const char* name,
                                    const At& at) const;
};

}  // namespace tenure::model
