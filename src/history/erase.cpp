#include "history/erase.hpp"

#include <string>
#include <utility>
#include <vector>

#include "history/client_flags.hpp"
#include "history/portfolio_data.hpp"
#include "history/staged_rows.hpp"

namespace tenure {

ImportReport with_erased(const ImportReport& report, std::int64_t rows) {
  Tally tally = Tally::from(report, PurchaseArrays::no_day);
  tally.of(DropReason::erased).rows += rows;
  ImportReport changed = report;
  tally.write_to(changed);
  return changed;
}

Portfolio without_clients(const Portfolio& portfolio, const ClientIds& gone) {
  const Portfolio::Data& data = portfolio.data();
  const std::vector<std::size_t> found = positions_in(gone, portfolio.client_ids());
  std::vector<std::size_t> clients, lines;
  Portfolio::Data kept;
  for (std::size_t c = 0; c < data.clients(); ++c) {
    if (found[c] != count_of(gone)) continue;
    clients.push_back(c);
    for (std::size_t i = data.offsets[c]; i < data.offsets[c + 1]; ++i) lines.push_back(i);
    kept.offsets.push_back(lines.size());
  }
  kept.ids = select(data.ids, clients);
  Lines::for_each_column(
      [&](auto& to, const auto& from) {
        if (from.empty()) return;
        to.reserve(lines.size());
        for (const std::size_t i : lines) to.push_back(from[i]);
      },
      kept.lines, data.lines);
  kept.orders = data.orders;
  kept.categories = data.categories;
  kept.channels = data.channels;
  kept.report =
      with_erased(data.report, static_cast<std::int64_t>(data.lines.size() - lines.size()));
  kept.last_day = data.last_day;
  kept.has_amounts = data.has_amounts;
  kept.has_costs = data.has_costs;
  // Counts anew, and keeps of the texts those that are still used.
  auto arranged = StagedRows(kept, data.options).arrange({});
  SharedFlags flags = without(portfolio.flag_data(), gone, view_of(arranged->ids));
  return Portfolio(std::move(arranged), std::move(flags));
}

}  // namespace tenure
