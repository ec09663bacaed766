/// Maximum likelihood for a model with a regularity k, which is given or chosen as well.
#pragma once

#include "models/cells.hpp"
#include "models/purchase_model.hpp"
#include <tenure/execution.hpp>
#include <tenure/model.hpp>

namespace tenure::model {

struct ChosenFit {
  const PurchaseModel* model;
  FitResult result;
};

/// Which k a fit considers: all, one, or, for a model without regularity, none.
class RegularityChoice {
 public:
  /// `model` as the table lists it, `regularity` as in FitOptions. Throws Error(invalid_argument)
  /// naming "regularity" if the model does not take it.
  RegularityChoice(const PurchaseModel& model, std::int32_t regularity);

  [[nodiscard]] const PurchaseModel& most_regular() const { return *last_; }
  [[nodiscard]] ChosenFit fit(const Cells& cells, const FitOptions& options,
                              const Execution& execution) const;

 private:
  const PurchaseModel* first_;
  const PurchaseModel* last_;
};

}  // namespace tenure::model
