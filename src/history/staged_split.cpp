/// Staged rows divided by client, and put together again.
#include <algorithm>
#include <bit>

#include "base/checksum.hpp"
#include "base/parallel.hpp"
#include "history/staged_rows.hpp"

namespace tenure {
namespace {

std::size_t spill_part_of(std::span<const std::byte> id, std::size_t parts) {
  Checksum hash;
  hash.add(id);
  return static_cast<std::size_t>(hash.value() % parts);
}

template <typename T>
LargeArray<T> at_lines(const LargeArray<T>& column, const std::vector<std::uint32_t>& lines) {
  LargeArray<T> result;
  if (column.empty()) return result;
  result.reserve(lines.size());
  for (const std::uint32_t line : lines) result.push_back(column[line]);
  return result;
}

/// The codes of a column of the at_lines lines, whose texts are entered into `to`.
LargeArray<std::uint32_t> codes_at_lines(const LargeArray<std::uint32_t>& column,
                                         const TextIndex& from, TextIndex& to, const char* name,
                                         const std::vector<std::uint32_t>& lines) {
  LargeArray<std::uint32_t> codes = at_lines(column, lines);
  for (std::uint32_t& code : codes) code = to.code_of(from[code], name);
  return codes;
}

}  // namespace

std::vector<std::vector<std::uint32_t>> StagedClients::lines_by_part(std::size_t parts) const {
  std::vector<std::vector<std::uint32_t>> lines(parts);
  for (std::size_t i = 0; i < numbers_.size(); ++i) {
    const std::size_t part = spill_part_of(std::as_bytes(std::span(&numbers_[i], 1)), parts);
    lines[part].push_back(static_cast<std::uint32_t>(i));
  }
  if (codes_.empty()) return lines;
  std::vector<std::size_t> part_of_code(texts_.size());
  for (std::uint32_t code = 0; code < texts_.size(); ++code) {
    const std::string_view text = texts_[code];
    part_of_code[code] = spill_part_of(std::as_bytes(std::span(text.data(), text.size())), parts);
  }
  for (std::size_t i = 0; i < codes_.size(); ++i) {
    lines[part_of_code[codes_[i]]].push_back(static_cast<std::uint32_t>(i));
  }
  return lines;
}

StagedClients StagedClients::at(const std::vector<std::uint32_t>& lines) const {
  StagedClients result;
  result.kind_ = kind_;
  result.numbers_ = at_lines(numbers_, lines);
  result.codes_ = codes_at_lines(codes_, texts_, result.texts_, "client", lines);
  return result;
}

StagedRows StagedRows::at(const std::vector<std::uint32_t>& lines) const {
  StagedRows part(options_);
  part.has_amounts_ = has_amounts_;
  part.has_costs_ = has_costs_;
  part.tally_.last_day = tally_.last_day;
  part.clients_ = clients_.at(lines);
  part.lines_.day = at_lines(lines_.day, lines);
  part.lines_.amount = at_lines(lines_.amount, lines);
  part.lines_.cost = at_lines(lines_.cost, lines);
  part.lines_.order = codes_at_lines(lines_.order, orders_, part.orders_, "order_id", lines);
  part.lines_.category =
      codes_at_lines(lines_.category, categories_, part.categories_, "category", lines);
  part.lines_.channel = codes_at_lines(lines_.channel, channels_, part.channels_, "channel", lines);
  part.lines_.quantity = at_lines(lines_.quantity, lines);
  std::int64_t skipped = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::int64_t now = row_of(lines[i]) - static_cast<std::int64_t>(i);
    if (now != skipped) part.gaps_.push_back({i, now});
    skipped = now;
  }
  return part;
}

std::vector<StagedRows> StagedRows::split_off(std::size_t parts, const Execution& execution) {
  const auto lines = clients_.lines_by_part(parts);
  std::vector<StagedRows> result;
  for (std::size_t p = 0; p < parts; ++p) result.emplace_back(options_);
  parallel_for(parts, 1, execution, "dividing", [&](std::size_t begin, std::size_t end) {
    for (std::size_t p = begin; p < end; ++p) result[p] = at(lines[p]);
  });
  StagedRows rest(options_);
  rest.tally_ = tally_;
  rest.has_amounts_ = has_amounts_;
  rest.has_costs_ = has_costs_;
  *this = std::move(rest);
  return result;
}

void StagedRows::rejoin(const StagedRows& part) {
  has_amounts_ = part.has_amounts_;
  has_costs_ = part.has_costs_;
  append_lines(part, 0);
}

void StagedRows::complete(const Tally& of_log, bool has_orders) {
  tally_ = {};
  tally_.last_day = of_log.last_day;
  if (has_orders && lines_.order.empty()) lines_.order.resize(lines_.size(), 0);
}

std::size_t StagedRows::bytes() const noexcept {
  std::size_t sum = clients_.bytes();
  Lines::for_each_column([&](const auto& column) { sum += column.size() * sizeof(column[0]); },
                         lines_);
  for (const TextIndex* index : {&orders_, &categories_, &channels_}) sum += index->bytes();
  return sum;
}

}  // namespace tenure
