#include "history/period_totals.hpp"

#include <algorithm>
#include <cstdint>

#include "base/parallel.hpp"
#include "history/money.hpp"
#include "history/portfolio_data.hpp"
#include <tenure/error.hpp>

namespace tenure {

PeriodTotals period_totals(const Portfolio& portfolio, std::span<const Day> bounds,
                           const Execution& execution) {
  constexpr std::size_t clients_a_chunk = 4096;
  const Portfolio::Data& data = portfolio.data();
  if (!data.has_amounts) {
    throw Error(Status::invalid_argument, "the portfolio has no amounts: revenue is not known",
                "portfolio");
  }
  PeriodTotals totals;
  totals.periods = bounds.size() - 1;
  totals.revenue.resize(data.clients() * totals.periods);
  if (data.has_costs) totals.cost.resize(totals.revenue.size());
  const int decimals = data.options.currency.decimals;

  parallel_for(data.clients(), clients_a_chunk, execution, "adding up periods",
               [&](std::size_t begin, std::size_t end) {
                 for (std::size_t client = begin; client < end; ++client) {
                   const std::int32_t* const days = data.lines.day.data();
                   std::size_t line = data.offsets[client];
                   const std::size_t stop = data.offsets[client + 1];
                   for (std::size_t p = 0; p < totals.periods; ++p) {
                     // The lines of a client are in the order of their days.
                     line = static_cast<std::size_t>(
                         std::upper_bound(days + line, days + stop, bounds[p].since_epoch) - days);
                     std::int64_t revenue = 0, cost = 0;
                     for (; line < stop && data.lines.day[line] <= bounds[p + 1].since_epoch;
                          ++line) {
                       revenue += data.lines.amount[line];
                       if (data.has_costs) cost += data.lines.cost[line];
                     }
                     const std::size_t cell = client * totals.periods + p;
                     totals.revenue[cell] = units_from_minor(revenue, decimals);
                     if (data.has_costs) totals.cost[cell] = units_from_minor(cost, decimals);
                   }
                 }
               });
  return totals;
}

}  // namespace tenure
