#include "history/retention_clock.hpp"

#include <string>
#include <utility>

#include "base/text.hpp"
#include "history/client_column.hpp"
#include "history/client_flags.hpp"
#include "history/client_ids.hpp"
#include "tenure/error.hpp"

namespace tenure {

DueClients find_due(const std::vector<std::int32_t>& last_active,
                    std::span<const std::uint8_t> flags, Day as_of, double years) {
  if (!(years >= 0 && years <= 100)) {
    throw Error(Status::invalid_argument, "years must be 0 to 100, not " + to_text(years), "years");
  }
  if (as_of < Day::first() || as_of > Day::last()) {
    throw Error(Status::invalid_argument,
                "as_of, day " + std::to_string(as_of.since_epoch) + ", is outside the calendar",
                "as_of");
  }
  DueClients due;
  for (std::size_t c = 0; c < last_active.size(); ++c) {
    const Day last{last_active[c]};
    const bool is_known = last_active[c] != PurchaseArrays::no_day;
    const bool has_asked = !flags.empty() && (flags[c] & bit_of(ClientFlag::erase)) != 0;
    const bool ran_out =
        is_known && last <= as_of && time_between(last, as_of, TimeUnit::year) >= years;
    if (!has_asked && !ran_out) continue;
    due.clients.push_back(c);
    due.last_active.push_back(is_known ? last.since_epoch : 0);
    due.is_known.push_back(is_known);
    due.due_since.push_back(ran_out ? add_time(last, years, TimeUnit::year).since_epoch : 0);
    due.has_run_out.push_back(ran_out);
    due.asked.push_back(has_asked);
  }
  return due;
}

Table DueClients::table(const ClientIds& all_clients) const {
  TextColumn reason;
  for (const std::uint8_t has_asked : asked)
    reason.push_back(has_asked != 0 ? "asked" : "inactive");
  const OwnedClientIds ids = select(copy_of(all_clients), clients);
  Table::Builder table;
  add_client_column(table, view_of(ids));
  table.day("last_active", last_active, is_known)
      .day("due_since", due_since, has_run_out)
      .text("reason", std::move(reason));
  return table.build();
}

}  // namespace tenure
