#include "history/portfolio_bytes.hpp"

#include <utility>

namespace tenure {

void write(ByteWriter& to, const ImportOptions& options) {
  for (const auto policy : {options.returns, options.zero_amounts, options.guests,
                            options.invalid_rows, options.after_observed, options.duplicates}) {
    to.integer(static_cast<std::int64_t>(policy));
  }
  to.integer(static_cast<std::int64_t>(options.same_day));
  to.integer(options.observed_until.has_value());
  to.integer(options.observed_until.value_or(Day{}).since_epoch);
  to.text(options.currency.code);
  to.integer(options.currency.decimals);
  to.integer(options.day_rule.day_starts_at);
  to.integer(static_cast<std::int64_t>(options.day_rule.offsets.size()));
  for (const auto& offset : options.day_rule.offsets) {
    to.integer(offset.utc_second);
    to.integer(offset.offset_seconds);
  }
}

ImportOptions read_options(ByteReader& from) {
  ImportOptions options;
  for (auto* policy : {&options.returns, &options.zero_amounts, &options.guests,
                       &options.invalid_rows, &options.after_observed, &options.duplicates}) {
    *policy = static_cast<RowPolicy>(from.integer());
  }
  options.same_day = static_cast<SameDay>(from.integer());
  const bool has_end = from.integer() != 0;
  const Day end{static_cast<std::int32_t>(from.integer())};
  if (has_end) options.observed_until = end;
  options.currency.code = from.text();
  options.currency.decimals = static_cast<int>(from.integer());
  options.day_rule.day_starts_at = static_cast<std::int32_t>(from.integer());
  const std::int64_t offsets = from.integer();
  for (std::int64_t i = 0; i < offsets && !from.failed(); ++i) {
    const std::int64_t second = from.integer();
    options.day_rule.offsets.push_back({second, static_cast<std::int32_t>(from.integer())});
  }
  return options;
}

void write(ByteWriter& to, const ImportReport& report) {
  for (const std::int64_t count :
       {report.rows_read, report.kept, report.merged, report.first_merged_row,
        report.returns_recorded, report.returns_unmatched, report.amounts_rounded,
        report.first_rounded_row, report.clients}) {
    to.integer(count);
  }
  to.integer(static_cast<std::int64_t>(report.dropped.size()));
  for (const auto& dropped : report.dropped) {
    to.text(dropped.reason);
    to.integer(dropped.rows);
    to.integer(dropped.first_row);
  }
}

ImportReport read_report(ByteReader& from) {
  ImportReport report;
  for (auto* count : {&report.rows_read, &report.kept, &report.merged, &report.first_merged_row,
                      &report.returns_recorded, &report.returns_unmatched, &report.amounts_rounded,
                      &report.first_rounded_row, &report.clients}) {
    *count = from.integer();
  }
  const std::int64_t reasons = from.integer();
  for (std::int64_t i = 0; i < reasons && !from.failed(); ++i) {
    std::string reason = from.text();
    const std::int64_t rows = from.integer();
    report.dropped.push_back({std::move(reason), rows, from.integer()});
  }
  return report;
}

}  // namespace tenure
