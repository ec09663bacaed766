#include "history/earnings.hpp"

#include <cstdint>

#include "history/money.hpp"
#include "history/portfolio_data.hpp"

namespace tenure {

Earnings earnings_of(const Portfolio& portfolio, std::size_t client, double target, Day until,
                     double margin) {
  const Portfolio::Data& data = portfolio.data();
  const int decimals = data.options.currency.decimals;
  Earnings result;
  std::int64_t sum = 0;
  for (std::size_t line = data.offsets[client]; line < data.offsets[client + 1]; ++line) {
    const Day day{data.lines.day[line]};
    if (day > until) break;
    sum += data.lines.amount[line] - (data.has_costs ? data.lines.cost[line] : 0);
    result.total = units_from_minor(sum, decimals) * (data.has_costs ? 1.0 : margin);
    if (!result.day && result.total >= target) result.day = day;
  }
  return result;
}

}  // namespace tenure
