#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include "history/client_column.hpp"
#include "history/record_data.hpp"
#include <tenure/survival.hpp>

namespace tenure {
namespace {

/// A relation under contract; without an end it goes on.
struct Relation {
  std::size_t client;
  Day start;
  std::optional<Day> end;
};

/// The relations of a client whose contracts are in these rows, ordered by their start.
void add_relations(const Table& contracts, std::size_t client, std::size_t begin, std::size_t stop,
                   Day observed_until, Days grace, std::vector<Relation>& relations) {
  const auto starts = contracts.day("start");
  const auto column = contracts.find("end");
  const std::size_t first = relations.size();
  for (std::size_t i = begin; i < stop; ++i) {
    const Day start{starts[i]};
    if (start > observed_until) continue;
    std::optional<Day> end;
    const auto has_end = column ? contracts.validity(*column) : std::span<const std::uint8_t>{};
    if (column && (has_end.empty() || has_end[i] != 0)) {
      end = std::max(start, Day{contracts.day(*column)[i]});
    }
    if (end && *end > observed_until) end.reset();
    if (relations.size() > first) {
      Relation& last = relations.back();
      if (!last.end || start - *last.end <= grace) {
        if (last.end) last.end = end ? std::max(*last.end, *end) : end;
        continue;
      }
    }
    relations.push_back({client, start, end});
  }
}

}  // namespace

Table contract_lives(const Record& record, TimeUnit unit, Days grace) {
  require(grace >= Days{0}, "grace", "at least 0 days", grace.count);
  if (!record.has(RecordTable::contracts)) {
    throw Error(Status::invalid_argument, "contract_lives: the record has no contracts", "record");
  }
  const Day observed_until = record.portfolio().observed_until();
  const auto offsets = record.offsets(RecordTable::contracts);
  std::vector<Relation> relations;
  std::size_t excluded = 0;
  for (std::size_t c = 0; c < record.clients(); ++c) {
    if (offsets[c] == offsets[c + 1]) continue;
    if (record.has_flag(c, ClientFlag::no_profiling)) {
      ++excluded;
      continue;
    }
    add_relations(record.table(RecordTable::contracts), c, offsets[c], offsets[c + 1],
                  observed_until, grace, relations);
  }
  std::vector<std::size_t> places;
  std::vector<std::int32_t> start, end;
  std::vector<double> duration;
  std::vector<std::uint8_t> ended;
  for (const Relation& relation : relations) {
    places.push_back(relation.client);
    start.push_back(relation.start.since_epoch);
    end.push_back(relation.end.value_or(Day{}).since_epoch);
    ended.push_back(relation.end.has_value());
    duration.push_back(time_between(relation.start, relation.end.value_or(observed_until), unit));
  }
  Table::Builder table;
  const OwnedClientIds ids = select(record.data().ids, places);
  add_client_column(table, view_of(ids));
  table.excluded_clients(excluded)
      .day("start", std::move(start))
      .day("end", std::move(end), ended)
      .float64("duration", std::move(duration))
      .boolean("ended", std::move(ended));
  return table.build();
}

}  // namespace tenure
