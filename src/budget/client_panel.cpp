#include <cstddef>
#include <utility>
#include <variant>
#include <vector>

#include "budget/panel_columns.hpp"
#include "budget/panel_date.hpp"
#include "budget/panel_input.hpp"
#include "history/client_column.hpp"
#include "history/client_ids.hpp"
#include <tenure/client_panel.hpp>

namespace tenure {

PanelResult client_panel(const Portfolio& portfolio, const FittedModel& purchases,
                         const FittedModel& spend, std::span<const Day> dates,
                         const PanelCosts& costs, const PanelOptions& options,
                         const Execution& execution) {
  budget::check_panel(portfolio, dates, costs, options);
  std::vector<Summary> known;
  std::size_t rows = 0;
  for (const Day date : dates) {
    known.push_back(Summary::from_portfolio(
        portfolio, {.unit = purchases.unit(), .observed_until = date}, execution));
    rows += known.back().size();
  }
  budget::PanelColumns columns(portfolio, costs, options, rows, dates.size());
  std::vector<std::size_t> positions;
  for (std::size_t d = 0; d < dates.size(); ++d) {
    const budget::PanelDate at = budget::panel_at(portfolio, purchases, spend, dates[d], known[d],
                                                  costs, options, execution);
    columns.add(dates[d], at);
    positions.insert(positions.end(), at.position.begin(), at.position.end());
  }
  const OwnedClientIds ids = select(copy_of(portfolio.client_ids()), positions);
  Table::Builder first_columns;
  add_client_column(first_columns, view_of(ids));
  const std::size_t excluded = known.empty() ? 0 : known.back().excluded_clients();
  return std::move(columns).result(std::move(first_columns), excluded);
}

}  // namespace tenure
