/// Erasure and the retention clock over all tables of a record.
#include <algorithm>
#include <utility>

#include "base/table_rows.hpp"
#include "history/erase.hpp"
#include "history/join_record.hpp"
#include "history/portfolio_data.hpp"
#include "history/record_data.hpp"
#include "history/retention_clock.hpp"

namespace tenure {
namespace {

constexpr std::int32_t never = PurchaseArrays::no_day;

/// The days of a column where they have a value.
template <typename Visit>
void for_days(const Record& record, RecordTable table, const char* column, std::size_t client,
              Visit&& visit) {
  const Table& rows = record.table(table);
  const auto at = rows.find(column);
  if (!at) return;
  const auto days = rows.day(*at);
  const auto validity = rows.validity(*at);
  const auto offsets = record.offsets(table);
  for (std::size_t i = offsets[client]; i < offsets[client + 1]; ++i) {
    if (validity.empty() || validity[i] != 0) visit(i, days[i]);
  }
}

/// The client's last own act up to `as_of`; `never` if he did none.
std::int32_t last_act(const Record& record, std::size_t client, Day as_of) {
  std::int32_t last = never;
  const auto row = record.portfolio_rows()[client];
  const Portfolio::Data& log = record.portfolio().data();
  if (row >= 0) last = log.lines.day[log.offsets[static_cast<std::size_t>(row) + 1] - 1];
  const auto act = [&](std::size_t, std::int32_t day) { last = std::max(last, day); };
  const Table& contacts = record.table(RecordTable::contacts);
  if (const auto started_by = contacts.find("started_by")) {
    const TextView who = contacts.text(*started_by);
    for_days(record, RecordTable::contacts, "day", client, [&](std::size_t i, std::int32_t day) {
      if (who[i] == "client") act(i, day);
    });
  }
  for_days(record, RecordTable::invoices, "paid", client, act);
  const Table& contracts = record.table(RecordTable::contracts);
  for_days(record, RecordTable::contracts, "start", client, [&](std::size_t i, std::int32_t start) {
    const auto end = contracts.find("end");
    const bool has_end =
        end && (contracts.validity(*end).empty() || contracts.validity(*end)[i] != 0);
    const std::int32_t until = has_end ? contracts.day(*end)[i] : as_of.since_epoch;
    act(i, std::max(start, std::min(until, as_of.since_epoch)));
  });
  return last;
}

/// The first day on which anything is known of who never acted.
std::int32_t first_day(const Record& record, std::size_t client) {
  std::int32_t first = never;
  for (std::size_t t = 0; t < record_table_count; ++t) {
    const auto table = static_cast<RecordTable>(t);
    for_days(record, table, record_fields(table).front().name.data(), client,
             [&](std::size_t, std::int32_t day) {
               if (first == never || day < first) first = day;
             });
  }
  return first;
}

DueClients due_clients(const Record& record, const RetentionClock& clock) {
  const Day as_of = clock.as_of.value_or(record.portfolio().observed_until());
  std::vector<std::int32_t> last_active(record.clients());
  for (std::size_t c = 0; c < last_active.size(); ++c) {
    last_active[c] = last_act(record, c, as_of);
    if (last_active[c] == never) last_active[c] = first_day(record, c);
  }
  return find_due(last_active, record.data().flags, as_of, clock.years);
}

/// `gone` ascends.
Record without_clients(const Record& record, const ClientIds& gone) {
  const Record::Data& data = record.data();
  check_kind(gone, record.client_ids());
  const std::vector<std::size_t> found = positions_in(gone, record.client_ids());
  std::vector<std::size_t> staying;
  for (std::size_t c = 0; c < found.size(); ++c) {
    if (found[c] == count_of(gone)) staying.push_back(c);
  }
  auto kept = std::make_shared<Record::Data>(without_clients(data.portfolio, gone));
  kept->ids = select(data.ids, staying);
  place_clients(*kept);
  for (std::size_t t = 0; t < data.parts.size(); ++t) {
    const Record::Data::Part& from = data.parts[t];
    Record::Data::Part& to = kept->parts[t];
    std::vector<std::size_t> rows;
    for (const std::size_t c : staying) {
      for (std::size_t i = from.offsets[c]; i < from.offsets[c + 1]; ++i) rows.push_back(i);
      to.offsets.push_back(rows.size());
    }
    to.is_given = from.is_given;
    to.rows = rows_at(from.rows, rows);
    to.report = with_erased(from.report, static_cast<std::int64_t>(from.rows.rows() - rows.size()));
    to.report.kept = static_cast<std::int64_t>(rows.size());
    to.report.clients = 0;
    for (std::size_t c = 0; c < staying.size(); ++c) {
      to.report.clients += to.offsets[c + 1] > to.offsets[c];
    }
  }
  return Record(std::move(kept));
}

}  // namespace

Record erase(const Record& record, const ClientIds& clients) {
  const OwnedClientIds ascending = select(copy_of(clients), ascending_order(clients));
  return without_clients(record, view_of(ascending));
}

Table due_for_erasure(const Record& record, const RetentionClock& clock) {
  return due_clients(record, clock).table(record.client_ids());
}

Record erase_due(const Record& record, const RetentionClock& clock) {
  const OwnedClientIds ids = select(record.data().ids, due_clients(record, clock).clients);
  return without_clients(record, view_of(ids));
}

}  // namespace tenure
