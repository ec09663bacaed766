/// A model beside its 20-digit reference values (tests/golden), quantity by quantity.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "models/purchase_model.hpp"

namespace tenure::testing {

/// Largest error on the core grid (every parameter in [1e-2, 1e3], x <= 300, times <= 1e4) and on
/// all rows. Relative, for logarithms and gradients relative to max(1, |reference|).
struct Tolerance {
  double core;
  double everywhere;
};

struct GoldenTargets {
  Tolerance log_likelihood{1e-13, 1e-11};
  Tolerance gradient{1e-11, 1e-8};  ///< by the logarithms of the parameters
  Tolerance probability{1e-12, 1e-10};
  Tolerance expectation{1e-12, 1e-9};
  Tolerance discounted{1e-11, 1e-9};
};

/// A row that cannot be reached, to what error, and why.
struct ExcusedRow {
  std::string_view id;
  std::string_view quantity;  ///< the column of the golden file
  double error;
  std::string_view reason;
};

/// Compares every quantity that both the model and the file have; prints the worst errors.
void check_golden_purchases(const model::PurchaseModel& model, const std::string& file_name,
                            const GoldenTargets& targets = {},
                            std::initializer_list<ExcusedRow> excused = {});

}  // namespace tenure::testing
