#include "budget/certificate.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tenure::budget {

Certificate certify(double gain, double spent, double objective, double bound) {
  return {.gain = gain,
          .spent = spent,
          .objective = objective,
          .bound = std::max(bound, objective),
          .gap = std::max(0.0, bound - objective)};
}

void ConstraintTable::add(std::string_view constraint, double limit, double used,
                          double shadow_price) {
  if (!std::isfinite(limit)) return;
  constraint_.push_back(constraint);
  limit_.push_back(limit);
  used_.push_back(used);
  shadow_price_.push_back(shadow_price);
  binds_.push_back(shadow_price > 0.0);
}

Table ConstraintTable::build() {
  return Table::Builder()
      .text("constraint", std::move(constraint_))
      .float64("limit", std::move(limit_))
      .float64("used", std::move(used_))
      .float64("shadow_price", std::move(shadow_price_))
      .boolean("binds", std::move(binds_))
      .build();
}

}  // namespace tenure::budget
