#include "value/retention_check.hpp"

#include <cmath>
#include <cstddef>
#include <string>

#include "base/text.hpp"
#include <tenure/error.hpp>

namespace tenure::value {
namespace {

/// A horizon in more periods than this is no horizon.
constexpr double most_periods = 100'000;

void check(bool holds, const char* argument, const char* domain, double got,
           std::int64_t row = -1) {
  if (holds) return;
  throw Error(
      Status::invalid_argument,
      "retention_clv: " + std::string(argument) + " must be " + domain + ", not " + to_text(got),
      argument, row);
}

void check_rows(std::span<const double> margin, std::span<const double> column,
                const char* argument) {
  if (column.size() == margin.size()) return;
  throw Error(Status::invalid_argument,
              "retention_clv: " + std::to_string(margin.size()) + " margins, but " +
                  std::to_string(column.size()) + " rows of " + argument,
              argument);
}

}  // namespace

void check_retention(std::span<const double> margin, std::span<const double> retention,
                     RetentionTiming timing, const RetentionOptions& options) {
  check_rows(margin, retention, "retention");
  if (!options.acquisition_cost.empty()) {
    check_rows(margin, options.acquisition_cost, "acquisition_cost");
  }
  for (std::size_t i = 0; i < margin.size(); ++i) {
    const auto row = static_cast<std::int64_t>(i);
    check(std::isfinite(margin[i]), "margin", "finite", margin[i], row);
    check(retention[i] >= 0.0 && retention[i] <= 1.0, "retention", "between 0 and 1", retention[i],
          row);
    if (options.acquisition_cost.empty()) continue;
    const double cost = options.acquisition_cost[i];
    check(cost >= 0.0 && std::isfinite(cost), "acquisition_cost", "at least 0 and finite", cost,
          row);
  }
  check(options.growth > -1.0 && std::isfinite(options.growth), "growth", "above -1 and finite",
        options.growth);
  check(options.solvency > 0.0 && options.solvency <= 1.0, "solvency", "above 0 and at most 1",
        options.solvency);
  check(options.polarization >= 0.0 && options.polarization < 1.0, "polarization",
        "at least 0 and below 1", options.polarization);
  if (!options.horizon) return;
  const double horizon = *options.horizon;
  check(horizon > 0.0 && horizon <= most_periods, "horizon", "above 0 and at most 100000", horizon);
  check(timing == RetentionTiming::continuous || horizon == std::floor(horizon), "horizon",
        "a whole number of payments unless they are continuous", horizon);
}

}  // namespace tenure::value
