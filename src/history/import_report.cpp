#include "history/import_report.hpp"

#include <algorithm>
#include <string_view>

namespace tenure {
namespace {

/// In the order of DropReason.
constexpr std::array<std::string_view, 7> reasons{
    "guest", "invalid", "after_observed_until", "return", "zero_amount", "duplicate", "erased"};

}  // namespace

void Tally::Count::add(std::int64_t row) {
  if (rows++ == 0) first_row = row;
}

void Tally::Count::add(const Count& later, std::int64_t row_shift) {
  if (rows == 0 && later.rows > 0) first_row = later.first_row + row_shift;
  rows += later.rows;
}

void Tally::add(const Tally& later) {
  for (std::size_t i = 0; i < dropped.size(); ++i) dropped[i].add(later.dropped[i], rows_read);
  rounded.add(later.rounded, rows_read);
  rows_read += later.rows_read;
  last_day = std::max(last_day, later.last_day);
}

bool Tally::knows_reasons_of(const ImportReport& report) {
  return std::all_of(report.dropped.begin(), report.dropped.end(), [](const auto& dropped) {
    return std::find(reasons.begin(), reasons.end(), dropped.reason) != reasons.end();
  });
}

Tally Tally::from(const ImportReport& report, std::int32_t last_day) {
  Tally tally;
  tally.rows_read = report.rows_read;
  for (const ImportReport::Dropped& dropped : report.dropped) {
    const auto found = std::find(reasons.begin(), reasons.end(), dropped.reason);
    tally.dropped[static_cast<std::size_t>(found - reasons.begin())] = {dropped.rows,
                                                                        dropped.first_row};
  }
  tally.rounded = {report.amounts_rounded, report.first_rounded_row};
  tally.last_day = last_day;
  return tally;
}

void Tally::write_to(ImportReport& report) const {
  report.rows_read = rows_read;
  report.dropped.clear();
  for (std::size_t i = 0; i < dropped.size(); ++i) {
    if (dropped[i].rows > 0) {
      report.dropped.push_back({std::string(reasons[i]), dropped[i].rows, dropped[i].first_row});
    }
  }
  report.amounts_rounded = rounded.rows;
  report.first_rounded_row = rounded.first_row;
}

std::int64_t ImportReport::rows_dropped() const {
  std::int64_t sum = 0;
  for (const Dropped& reason : dropped) sum += reason.rows;
  return sum;
}

Table ImportReport::table() const {
  TextColumn outcome;
  std::vector<std::int64_t> rows, first_row;
  std::vector<std::uint8_t> has_first_row;
  const auto add = [&](std::string_view name, std::int64_t count, std::int64_t first) {
    outcome.push_back(name);
    rows.push_back(count);
    first_row.push_back(std::max<std::int64_t>(first, 0));
    has_first_row.push_back(first >= 0);
  };
  add("read", rows_read, -1);
  add("kept", kept, -1);
  add("merged", merged, first_merged_row);
  for (const Dropped& reason : dropped) {
    add("dropped: " + reason.reason, reason.rows, reason.first_row);
  }
  return Table::Builder()
      .text("outcome", std::move(outcome))
      .int64("rows", std::move(rows))
      .int64("first_row", std::move(first_row), std::move(has_first_row))
      .build();
}

}  // namespace tenure
