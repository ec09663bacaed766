/// Staged rows to bytes and back.
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "base/bytes.hpp"
#include "base/sections.hpp"
#include "history/import_options.hpp"
#include "history/money.hpp"
#include "history/portfolio_bytes.hpp"
#include "history/portfolio_sections.hpp"
#include "history/staged_rows.hpp"
#include "history/text_sections.hpp"

namespace tenure {
namespace {

constexpr std::string_view staged_magic = "TENUREPB";
constexpr std::uint32_t newest_staged_version = 1;

/// In the order of the bytes; a column of texts takes two.
enum StagedSection : std::uint32_t {
  staged_options_section = 1,
  staged_facts_section,
  staged_client_numbers_section,
  staged_client_codes_section,
  staged_day_section,
  staged_amount_section,
  staged_cost_section,
  staged_order_section,
  staged_category_section,
  staged_channel_section,
  staged_quantity_section,
  staged_gap_lines_section,
  staged_gap_rows_section,
  staged_clients_section,
  staged_orders_section = staged_clients_section + 2,
  staged_categories_section = staged_orders_section + 2,
  staged_channels_section = staged_categories_section + 2
};

/// Absent, no or yes.
void put(ByteWriter& to, std::optional<bool> known) {
  to.integer(known ? static_cast<std::int64_t>(*known) : -1);
}
std::optional<bool> get_known(ByteReader& from) {
  const std::int64_t value = from.integer();
  return value < 0 ? std::nullopt : std::optional(value != 0);
}

void put(ByteWriter& to, const Tally& tally) {
  to.integer(tally.rows_read);
  for (const Tally::Count& count : tally.dropped) {
    to.integer(count.rows);
    to.integer(count.first_row);
  }
  to.integer(tally.rounded.rows);
  to.integer(tally.rounded.first_row);
  to.integer(tally.last_day);
}
Tally get_tally(ByteReader& from) {
  Tally tally;
  const auto get_count = [&](Tally::Count& count) {
    count.rows = from.integer();
    count.first_row = from.integer();
  };
  tally.rows_read = from.integer();
  for (Tally::Count& count : tally.dropped) get_count(count);
  get_count(tally.rounded);
  tally.last_day = static_cast<std::int32_t>(from.integer());
  return tally;
}

bool are_staged_codes(std::span<const std::uint32_t> codes, const TextIndex& texts,
                      std::size_t lines) {
  return (codes.empty() || codes.size() == lines) &&
         std::all_of(codes.begin(), codes.end(),
                     [&](std::uint32_t code) { return code < texts.size(); });
}

bool are_counts(const Tally& tally) {
  const auto is_count = [&](const Tally::Count& count) {
    return count.rows >= 0 && count.rows <= tally.rows_read && count.first_row >= -1;
  };
  return tally.rows_read >= 0 && is_count(tally.rounded) &&
         std::all_of(tally.dropped.begin(), tally.dropped.end(), is_count);
}

bool are_staged_amounts(std::span<const std::int64_t> amounts, bool there, std::size_t lines) {
  return amounts.size() == (there ? lines : 0) &&
         std::find(amounts.begin(), amounts.end(), no_amount) == amounts.end();
}

}  // namespace

void StagedRows::write_to(ByteSink& sink) const {
  SectionWriter to(sink, staged_magic, newest_staged_version);
  ByteWriter options, facts;
  write(options, options_);
  put(facts, has_amounts_);
  put(facts, has_costs_);
  put(facts, tally_);
  to.write(staged_options_section, options.bytes());
  to.write(staged_facts_section, facts.bytes());
  clients_.write_to(to, staged_client_numbers_section, staged_client_codes_section);
  write_array(to, staged_day_section, lines_.day);
  write_array(to, staged_amount_section, lines_.amount);
  write_array(to, staged_cost_section, lines_.cost);
  write_array(to, staged_order_section, lines_.order);
  write_array(to, staged_category_section, lines_.category);
  write_array(to, staged_channel_section, lines_.channel);
  write_array(to, staged_quantity_section, lines_.quantity);
  std::vector<std::uint64_t> gap_lines;
  std::vector<std::int64_t> gap_rows;
  for (const Gap& gap : gaps_) {
    gap_lines.push_back(gap.line);
    gap_rows.push_back(gap.skipped);
  }
  write_array(to, staged_gap_lines_section, gap_lines);
  write_array(to, staged_gap_rows_section, gap_rows);
  write_texts(to, staged_clients_section, clients_.texts());
  write_texts(to, staged_orders_section, orders_.texts());
  write_texts(to, staged_categories_section, categories_.texts());
  write_texts(to, staged_channels_section, channels_.texts());
}

StagedRows StagedRows::read_from(ByteSource& source) {
  SectionReader from(source, staged_magic, newest_staged_version);
  std::vector<std::uint8_t> option_bytes, fact_bytes;
  from.read(staged_options_section, option_bytes);
  from.read(staged_facts_section, fact_bytes);
  ByteReader from_options(option_bytes), facts(fact_bytes);
  const ImportOptions options = read_options(from_options);
  if (!from_options.complete() || !are_options(options)) from.corrupt("its options are none");
  StagedRows rows(options);
  rows.has_amounts_ = get_known(facts);
  rows.has_costs_ = get_known(facts);
  rows.tally_ = get_tally(facts);
  if (!facts.complete() || !are_counts(rows.tally_)) from.corrupt("its counts are none");
  bool whole =
      rows.clients_.read_from(from, staged_client_numbers_section, staged_client_codes_section);
  Lines& lines = rows.lines_;
  from.read(staged_day_section, lines.day);
  from.read(staged_amount_section, lines.amount);
  from.read(staged_cost_section, lines.cost);
  from.read(staged_order_section, lines.order);
  from.read(staged_category_section, lines.category);
  from.read(staged_channel_section, lines.channel);
  from.read(staged_quantity_section, lines.quantity);
  std::vector<std::uint64_t> gap_lines;
  std::vector<std::int64_t> gap_rows;
  from.read(staged_gap_lines_section, gap_lines);
  from.read(staged_gap_rows_section, gap_rows);
  whole = whole && rows.clients_.enter(read_texts(from, staged_clients_section));
  for (auto [index, codes, id] :
       {std::tuple{&rows.orders_, &lines.order, staged_orders_section},
        std::tuple{&rows.categories_, &lines.category, staged_categories_section},
        std::tuple{&rows.channels_, &lines.channel, staged_channels_section}}) {
    whole = whole && index->enter(read_texts(from, id)) &&
            are_staged_codes(*codes, *index, lines.size());
  }
  if (!whole || rows.clients_.size() != lines.size() || gap_lines.size() != gap_rows.size() ||
      !std::is_sorted(gap_lines.begin(), gap_lines.end())) {
    from.corrupt("its columns do not fit together");
  }
  for (std::size_t i = 0; i < gap_lines.size(); ++i) {
    rows.gaps_.push_back({static_cast<std::size_t>(gap_lines[i]), gap_rows[i]});
  }
  from.end();
  if (!rows.are_lines_by_the_policies()) from.corrupt("its rows are none");
  return rows;
}

bool StagedRows::are_lines_by_the_policies() const {
  const std::int32_t last =
      std::min(tally_.last_day, options_.observed_until.value_or(Day::last()).since_epoch);
  const auto is_day = [&](std::int32_t day) {
    return day >= Day::first().since_epoch && day <= last;
  };
  const auto is_quantity = [](double value) { return !std::isinf(value); };
  const std::size_t n = lines_.size();
  return tally_.last_day <= Day::last().since_epoch &&
         std::all_of(lines_.day.begin(), lines_.day.end(), is_day) &&
         are_staged_amounts(lines_.amount, has_amounts_.value_or(false), n) &&
         are_staged_amounts(lines_.cost, has_costs_.value_or(false), n) &&
         (lines_.quantity.empty() || lines_.quantity.size() == n) &&
         std::all_of(lines_.quantity.begin(), lines_.quantity.end(), is_quantity);
}

}  // namespace tenure
