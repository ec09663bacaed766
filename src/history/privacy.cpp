#include "tenure/privacy.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "history/client_column.hpp"
#include "history/client_flags.hpp"
#include "history/erase.hpp"
#include "history/portfolio_data.hpp"
#include "history/retention_clock.hpp"

namespace tenure {
namespace {

std::vector<std::uint8_t> column_of(const std::vector<std::uint8_t>& bits, ClientFlag flag) {
  std::vector<std::uint8_t> column(bits.size());
  std::transform(bits.begin(), bits.end(), column.begin(), [flag](std::uint8_t asked) {
    return static_cast<std::uint8_t>((asked & bit_of(flag)) != 0);
  });
  return column;
}

DueClients due_clients(const Portfolio& portfolio, const RetentionClock& clock) {
  const Portfolio::Data& data = portfolio.data();
  std::vector<std::int32_t> last_days(data.clients());
  for (std::size_t c = 0; c < last_days.size(); ++c) {
    last_days[c] = data.lines.day[data.offsets[c + 1] - 1];
  }
  return find_due(last_days, portfolio.flags(), clock.as_of.value_or(portfolio.observed_until()),
                  clock.years);
}

}  // namespace

Portfolio with_flags(const Portfolio& portfolio, const ClientFlags& flags) {
  return {portfolio, with(portfolio.flag_data(), flags, portfolio.client_ids())};
}

Table flag_table(const Portfolio& portfolio) {
  static const Portfolio::Flags nobody;
  const Portfolio::Flags& flags =
      portfolio.flag_data() == nullptr ? nobody : *portfolio.flag_data();
  Table::Builder table;
  add_client_column(table, view_of(flags.ids));
  table.boolean("no_profiling", column_of(flags.bits, ClientFlag::no_profiling))
      .boolean("no_contact", column_of(flags.bits, ClientFlag::no_contact))
      .boolean("erase", column_of(flags.bits, ClientFlag::erase));
  return table.build();
}

Portfolio erase(const Portfolio& portfolio, const ClientIds& clients) {
  check_kind(clients, portfolio.client_ids());
  const OwnedClientIds owned = copy_of(clients);
  const OwnedClientIds ascending = select(owned, ascending_order(clients));
  return without_clients(portfolio, view_of(ascending));
}

Table due_for_erasure(const Portfolio& portfolio, const RetentionClock& clock) {
  return due_clients(portfolio, clock).table(portfolio.client_ids());
}

Portfolio erase_due(const Portfolio& portfolio, const RetentionClock& clock) {
  const DueClients due = due_clients(portfolio, clock);
  const OwnedClientIds ids = select(portfolio.data().ids, due.clients);
  return without_clients(portfolio, view_of(ids));
}

}  // namespace tenure
