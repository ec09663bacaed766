/// What each client brought and cost in periods of the calendar, by the days of the recorded rows.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <tenure/execution.hpp>
#include <tenure/portfolio.hpp>
#include <tenure/units.hpp>

namespace tenure {

/// Row by row of the clients, a column a period; currency units. A return is negative revenue of
/// the period in which it was made.
struct PeriodTotals {
  std::size_t periods = 0;
  std::vector<double> revenue;
  std::vector<double> cost;  ///< empty without costs

  [[nodiscard]] std::span<const double> revenue_of(std::size_t client) const {
    return std::span(revenue).subspan(client * periods, periods);
  }
};

/// Period p is what follows bounds[p], up to and with bounds[p + 1]: ascending, two or more. Throws
/// Error(invalid_argument) if the portfolio has no amounts.
[[nodiscard]] PeriodTotals period_totals(const Portfolio& portfolio, std::span<const Day> bounds,
                                         const Execution& execution = {});

}  // namespace tenure
