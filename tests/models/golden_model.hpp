/// A model beside its 20-digit reference values (tests/golden), quantity by quantity.
#pragma once

#include <initializer_list>
#include <string>

#include "models/golden_comparison.hpp"
#include "models/purchase_model.hpp"

namespace tenure::testing {

/// Compares every quantity that both the model and the file have; prints the worst errors.
void check_golden_purchases(const model::PurchaseModel& model, const std::string& file_name,
                            const GoldenTargets& targets = {},
                            std::initializer_list<ExcusedRow> excused = {});

}  // namespace tenure::testing
