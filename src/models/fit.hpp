/// Maximum likelihood for any model of the table.
#pragma once

#include "models/cells.hpp"
#include "models/purchase_model.hpp"
#include <tenure/execution.hpp>
#include <tenure/model.hpp>

namespace tenure::model {

/// The parameters of highest likelihood and what is known about them. Data that do not determine
/// the parameters give a result that says so, with parameters that are finite and positive.
[[nodiscard]] FitResult fit(const PurchaseModel& model, const Cells& cells,
                            const FitOptions& options, const Execution& execution);

}  // namespace tenure::model
