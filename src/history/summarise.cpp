#include "history/summarise.hpp"

#include <utility>
#include <vector>

#include "base/parallel.hpp"
#include "history/portfolio_data.hpp"
#include "history/purchases.hpp"
#include "history/summary_bounds.hpp"
#include "history/summary_rows.hpp"

namespace tenure {
namespace {

constexpr std::size_t clients_a_summary_chunk = 4096;

/// The clients of a summary, and how many known by its end are none of them.
struct Selection {
  std::vector<std::size_t> clients;
  std::size_t left_out = 0;
  std::size_t excluded = 0;  ///< they opted out of profiling
};

/// Those with a purchase in the calibration period who may be profiled.
Selection select_clients(const Portfolio& whole, const StretchBounds& bounds) {
  const Portfolio::Data& portfolio = whole.data();
  Selection selected;
  for (std::size_t c = 0; c < portfolio.clients(); ++c) {
    std::size_t line = portfolio.offsets[c];
    const std::size_t stop = portfolio.offsets[c + 1];
    while (line < stop && is_return(portfolio.lines, line)) ++line;
    if (line < stop && Day{portfolio.lines.day[line]} <= bounds.calibration_end) {
      if (whole.has_flag(c, ClientFlag::no_profiling)) {
        ++selected.excluded;
      } else {
        selected.clients.push_back(c);
      }
    } else if (Day{portfolio.lines.day[portfolio.offsets[c]]} <= bounds.end) {
      ++selected.left_out;
    }
  }
  return selected;
}

}  // namespace

std::shared_ptr<Summary::Data> summarise(const Portfolio& portfolio, const SummaryOptions& options,
                                         const Execution& execution) {
  const Portfolio::Data& data = portfolio.data();
  const StretchBounds bounds = summary_bounds(data.options, data.observed_until, options);
  const Selection selected = select_clients(portfolio, bounds);
  const IntervalLogs logs(bounds.unit, (bounds.calibration_end - data.first_day).count,
                          data.purchases);
  SummaryRows rows(select(data.ids, selected.clients), bounds, options.calibration_end.has_value(),
                   {data.has_amounts, data.has_costs, data.options.currency.decimals});
  parallel_for(selected.clients.size(), clients_a_summary_chunk, execution, "summarising",
               [&](std::size_t begin, std::size_t end) {
                 std::vector<Purchase> spare;
                 for (std::size_t row = begin; row < end; ++row) {
                   rows.write(row, stretch_of(data, selected.clients[row], bounds, logs, spare));
                 }
               });
  return std::move(rows).finish(selected.left_out, selected.excluded);
}

Summary Summary::from_portfolio(const Portfolio& portfolio, const SummaryOptions& options,
                                const Execution& execution) {
  return Summary(summarise(portfolio, options, execution));
}

}  // namespace tenure
