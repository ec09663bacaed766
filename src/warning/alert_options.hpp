/// The options of alerts, checked, and what follows from them.
#pragma once

#include <vector>

#include "warning/waits_chart.hpp"
#include "warning/windows.hpp"
#include <tenure/alerts.hpp>
#include <tenure/summary.hpp>

namespace tenure::warning {

/// What alerts of a date rest on.
struct Basis {
  Day date;
  Windows windows;
  Summary summary;  ///< up to the date
  FittedModel purchases;
  ChartLaw law;
  std::vector<std::size_t> places;  ///< of the portfolio's clients who may be looked at
  std::size_t excluded;             ///< the others
};

/// Throws Error(invalid_argument) naming argument, row and value; Error(not_supported) for a model
/// that is not usable or has no gamma law of rates.
[[nodiscard]] Basis basis_of(const Portfolio& portfolio, const AlertOptions& options,
                             const Execution& execution);

}  // namespace tenure::warning
