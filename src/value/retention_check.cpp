#include "value/retention_check.hpp"

#include <cmath>
#include <cstddef>

#include "base/check_arguments.hpp"

namespace tenure::value {
namespace {

/// A horizon in more periods than this is no horizon.
constexpr double most_periods = 100'000;

}  // namespace

void check_retention(std::span<const double> margin, std::span<const double> retention,
                     RetentionTiming timing, const RetentionOptions& options) {
  const std::size_t rows = margin.size();
  check_length("retention", retention.size(), rows);
  check_rows("margin", margin, check_finite);
  check_rows("retention", retention, check_probability);
  if (!options.acquisition_cost.empty()) {
    check_length("acquisition_cost", options.acquisition_cost.size(), rows);
    check_rows("acquisition_cost", options.acquisition_cost, check_at_least_0);
  }
  if (!(options.growth > -1.0 && std::isfinite(options.growth))) {
    refuse("growth", "above -1 and finite", options.growth);
  }
  if (!(options.solvency > 0.0 && options.solvency <= 1.0)) {
    refuse("solvency", "above 0 and at most 1", options.solvency);
  }
  if (!(options.polarization >= 0.0 && options.polarization < 1.0)) {
    refuse("polarization", "at least 0 and below 1", options.polarization);
  }
  if (!options.horizon) return;
  const double horizon = *options.horizon;
  if (!(horizon > 0.0 && horizon <= most_periods)) {
    refuse("horizon", "above 0 and at most 100000", horizon);
  }
  if (timing != RetentionTiming::continuous && horizon != std::floor(horizon)) {
    refuse("horizon", "a whole number of payments unless they are continuous", horizon);
  }
}

}  // namespace tenure::value
