/// Partial summaries to bytes and back.
#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "base/bytes.hpp"
#include "base/sections.hpp"
#include "history/import_options.hpp"
#include "history/partial_summary_data.hpp"
#include "history/portfolio_bytes.hpp"
#include "history/portfolio_check.hpp"
#include "history/portfolio_sections.hpp"

namespace tenure {
namespace {

constexpr std::string_view partial_magic = "TENUREPS";
constexpr std::uint32_t newest_partial_version = 1;

/// In the order of the bytes.
enum PartialSection : std::uint32_t {
  partial_import_section = 1,
  partial_facts_section,
  partial_ids_section,
  partial_id_bytes_section,
  partial_offsets_section,
  partial_log_low_section,
  partial_excluded_section,
  partial_days_section,  // four sections
  partial_counts_section =
      partial_days_section + 4  // nine sections, the last one of the logarithms' high halves
};

constexpr std::array stretch_days{&Stretch::first_row_day, &Stretch::last_row_day,
                                  &Stretch::first_day, &Stretch::last_day};
constexpr std::array stretch_counts{&Stretch::purchases,     &Stretch::first_spend,
                                    &Stretch::repeat_spend,  &Stretch::overdue,
                                    &Stretch::cost,          &Stretch::holdout_purchases,
                                    &Stretch::holdout_spend, &Stretch::holdout_overdue};

template <class T, class Get>
void write_column(SectionWriter& to, std::uint32_t id, const std::vector<Stretch>& from,
                  Get&& get) {
  std::vector<T> column;
  column.reserve(from.size());
  for (const Stretch& stretch : from) column.push_back(get(stretch));
  to.write(id, std::span<const T>(column));
}

/// False if the column has another length than the stretches.
template <class T, class Set>
bool read_column(SectionReader& from, std::uint32_t id, std::vector<Stretch>& to, Set&& set) {
  std::vector<T> column;
  from.read(id, column);
  if (column.size() != to.size()) return false;
  for (std::size_t i = 0; i < to.size(); ++i) set(to[i], column[i]);
  return true;
}

void put_day(ByteWriter& to, std::optional<Day> day) {
  to.integer(day.has_value());
  to.integer(day.value_or(Day{}).since_epoch);
}
std::optional<Day> get_day(ByteReader& from) {
  const bool there = from.integer() != 0;
  const Day day{static_cast<std::int32_t>(from.integer())};
  return there ? std::optional(day) : std::nullopt;
}

/// Sums of so many of them stay in the range of int64, as those of a portfolio do.
constexpr std::int64_t largest_stretch_sum = std::int64_t{1} << 62;

bool is_stretch(const Stretch& s) {
  const auto is_day = [](std::int32_t day) {
    return day >= Day::first().since_epoch && day <= Day::last().since_epoch;
  };
  const auto is_sum = [](std::int64_t sum) { return sum >= 0 && sum < largest_stretch_sum; };
  const bool has_purchases = s.purchases > 0;
  return is_day(s.first_row_day) && is_day(s.last_row_day) && s.first_row_day <= s.last_row_day &&
         (!has_purchases || (s.first_row_day <= s.first_day && s.first_day <= s.last_day &&
                             s.last_day <= s.last_row_day)) &&
         s.purchases >= 0 && is_sum(s.first_spend) && is_sum(s.repeat_spend) && is_sum(s.overdue) &&
         s.cost > -largest_stretch_sum && s.cost < largest_stretch_sum &&
         s.holdout_purchases >= 0 && is_sum(s.holdout_spend) && is_sum(s.holdout_overdue) &&
         (has_purchases || (s.first_spend == 0 && s.repeat_spend == 0));
}

/// Whether stretches go together by client, ascending and apart.
bool are_clients(const PartialSummary::Data& data) {
  const auto& offsets = data.offsets;
  if (offsets.empty() || offsets.front() != 0 || offsets.back() != data.stretches.size() ||
      std::adjacent_find(offsets.begin(), offsets.end(), std::greater_equal<>()) != offsets.end() ||
      !are_ids(data.ids, data.clients())) {
    return false;
  }
  for (std::size_t c = 0; c < data.clients(); ++c) {
    for (std::size_t s = offsets[c] + 1; s < offsets[c + 1]; ++s) {
      if (data.stretches[s - 1].last_row_day >= data.stretches[s].first_row_day) return false;
    }
  }
  return true;
}

}  // namespace

std::vector<std::byte> PartialSummary::to_bytes() const {
  const Data& data = *data_;
  MemorySink bytes;
  SectionWriter to(bytes, partial_magic, newest_partial_version);
  ByteWriter import, facts;
  write(import, data.import);
  const bool ids_are_texts = std::holds_alternative<TextColumn>(data.ids);
  facts.integer(static_cast<std::int64_t>(data.options.unit));
  put_day(facts, data.options.observed_until);
  put_day(facts, data.options.calibration_end);
  for (const std::int64_t fact : {std::int64_t{data.has_amounts}, std::int64_t{data.has_costs},
                                  std::int64_t{data.last_day}, std::int64_t{ids_are_texts}}) {
    facts.integer(fact);
  }
  to.write(partial_import_section, import.bytes());
  to.write(partial_facts_section, facts.bytes());
  write_ids(to, partial_ids_section, data.ids);
  write_array(to, partial_offsets_section, data.offsets);
  write_column<std::uint64_t>(to, partial_log_low_section, data.stretches,
                              [](const Stretch& s) { return s.log_interpurchase.low(); });
  write_column<std::uint8_t>(to, partial_excluded_section, data.stretches, [](const Stretch& s) {
    return static_cast<std::uint8_t>(s.is_excluded);
  });
  std::uint32_t id = partial_days_section;
  for (const auto member : stretch_days) {
    write_column<std::int32_t>(to, id++, data.stretches,
                               [&](const Stretch& s) { return s.*member; });
  }
  for (const auto member : stretch_counts) {
    write_column<std::int64_t>(to, id++, data.stretches,
                               [&](const Stretch& s) { return s.*member; });
  }
  write_column<std::int64_t>(to, id, data.stretches,
                             [](const Stretch& s) { return s.log_interpurchase.high(); });
  return std::move(bytes).take();
}

PartialSummary PartialSummary::from_bytes(std::span<const std::byte> bytes) {
  MemorySource source(bytes);
  SectionReader from(source, partial_magic, newest_partial_version);
  auto data = std::make_shared<Data>();
  std::vector<std::uint8_t> import_bytes, fact_bytes;
  from.read(partial_import_section, import_bytes);
  from.read(partial_facts_section, fact_bytes);
  ByteReader import(import_bytes), facts(fact_bytes);
  data->import = read_options(import);
  const std::int64_t unit = facts.integer();
  data->options.observed_until = get_day(facts);
  data->options.calibration_end = get_day(facts);
  data->has_amounts = facts.integer() != 0;
  data->has_costs = facts.integer() != 0;
  data->last_day = static_cast<std::int32_t>(facts.integer());
  const bool ids_are_texts = facts.integer() != 0;
  if (!import.complete() || !facts.complete() || !are_options(data->import) || unit < 0 ||
      unit > static_cast<std::int64_t>(TimeUnit::year)) {
    from.corrupt("its options are none");
  }
  data->options.unit = static_cast<TimeUnit>(unit);
  data->ids = read_ids(from, partial_ids_section, ids_are_texts);
  from.read(partial_offsets_section, data->offsets);
  std::vector<std::uint64_t> low;
  from.read(partial_log_low_section, low);
  data->stretches.resize(low.size());
  bool whole = read_column<std::uint8_t>(
      from, partial_excluded_section, data->stretches,
      [](Stretch& s, std::uint8_t excluded) { s.is_excluded = excluded != 0; });
  std::uint32_t id = partial_days_section;
  for (const auto member : stretch_days) {
    whole = read_column<std::int32_t>(from, id++, data->stretches,
                                      [&](Stretch& s, std::int32_t day) { s.*member = day; }) &&
            whole;
  }
  for (const auto member : stretch_counts) {
    whole = read_column<std::int64_t>(from, id++, data->stretches,
                                      [&](Stretch& s, std::int64_t sum) { s.*member = sum; }) &&
            whole;
  }
  std::size_t i = 0;
  whole = read_column<std::int64_t>(from, id, data->stretches,
                                    [&](Stretch& s, std::int64_t high) {
                                      s.log_interpurchase = FixedPointSum(high, low[i++]);
                                    }) &&
          whole;
  from.end();
  const auto is_whole = [](const Stretch& s) {
    return is_stretch(s) && FixedPointSum::is_high(s.log_interpurchase.high());
  };
  if (!whole || !are_clients(*data) ||
      !std::all_of(data->stretches.begin(), data->stretches.end(), is_whole)) {
    from.corrupt("its columns do not fit together");
  }
  return PartialSummary(std::move(data));
}

}  // namespace tenure
