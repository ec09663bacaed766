#include "warning/check_plan.hpp"

#include "warning/check_within.hpp"

namespace tenure::warning {

void check_plan(const CusumPlan& plan) {
  constexpr double small = 1e-9, large = 1e9;
  const bool is_waits = plan.kind == CusumKind::waits;
  if (!is_waits && plan.kind != CusumKind::counts) {
    throw Error(Status::invalid_argument, "kind is no kind of chart", "kind");
  }
  check_within("rate", plan.rate, small, is_waits ? large : 500.0);
  check_within("slowdown", plan.slowdown, 0.05, 0.95);
  check_within("regularity", plan.regularity, 0.05, 100.0);
  // The series of a chart of waits are exact for these references.
  if (plan.reference) {
    check_within("reference", *plan.reference, is_waits ? 0.3 : small, is_waits ? 10.0 : large);
  }
  // A chart of waits reaches 200 once in more than 1e15 purchases.
  if (plan.threshold) {
    check_within("threshold", *plan.threshold, small, is_waits ? 200.0 : large);
  }
  check_within("false_alarms", plan.false_alarms, small, large);
  check_within("periods_per_year", plan.periods_per_year, small, large);
  check_within("change_probability", plan.change_probability, small, 1.0 - small);
}

}  // namespace tenure::warning
