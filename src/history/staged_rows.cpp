#include "history/staged_rows.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "base/parallel.hpp"
#include "history/import_options.hpp"
#include "history/money.hpp"
#include "history/portfolio_data.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

/// Writes the values of the accepted rows of a slice to a column, from `line` on.
template <typename T, typename Value>
void fill_column(LargeArray<T>& column, const std::vector<std::uint8_t>& accepted, std::size_t line,
                 Value&& value) {
  for (std::size_t i = 0; i < accepted.size(); ++i) {
    if (accepted[i] != 0) column[line++] = value(i);
  }
}

/// Adds them to a column that begins with the first value that is there: earlier lines have none.
template <typename T, typename IsThere, typename Value>
void append_optional(LargeArray<T>& column, T none, const std::vector<std::uint8_t>& accepted,
                     std::size_t before, std::size_t lines, IsThere&& is_there, Value&& value) {
  if (column.empty()) {
    bool any = false;
    for (std::size_t i = 0; i < accepted.size() && !any; ++i) {
      any = accepted[i] != 0 && is_there(i);
    }
    if (!any) return;
  }
  column.resize(before, none);
  column.resize(lines, none);
  fill_column(column, accepted, before, value);
}

void append_codes(LargeArray<std::uint32_t>& column, TextIndex& index, const char* name,
                  std::span<const std::string_view> texts,
                  const std::vector<std::uint8_t>& accepted, std::size_t before,
                  std::size_t lines) {
  if (texts.empty() && column.empty()) return;
  append_optional(
      column, std::uint32_t{0}, accepted, before, lines,
      [&](std::size_t i) { return !texts.empty() && !texts[i].empty(); },
      [&](std::size_t i) { return texts.empty() ? 0 : index.code_of(texts[i], name); });
}

/// One bit pattern for every number: no negative zero.
double canonical(double quantity) { return quantity + 0.0; }

/// Calls `work` with each of 0 to n - 1; of a single one without the cost of threads.
template <typename Work>
void for_each_of(std::size_t n, const Execution& execution, Work&& work) {
  if (n == 1) {
    work(0);
  } else {
    parallel_for(n, 1, execution, "reading", [&](std::size_t i, std::size_t) { work(i); });
  }
}

constexpr double no_quantity = std::numeric_limits<double>::quiet_NaN();

/// Of an amount that could not be taken; a NaN is how arrays say that there is none.
std::string why_no_amount(std::span<const double> units, std::size_t i) {
  if (units.empty() || !std::isinf(units[i])) return "is missing";
  return units[i] > 0 ? "is inf" : "is -inf";
}

}  // namespace

StagedRows::StagedRows(const ImportOptions& options) : options_(options) {
  check_options(options_);
  for (auto [index, name] : {std::pair{&orders_, "order_id"}, std::pair{&categories_, "category"},
                             std::pair{&channels_, "channel"}}) {
    index->code_of("", name);
  }
}

StagedRows::StagedRows(const Portfolio::Data& data, const ImportOptions& options)
    : StagedRows(options) {
  tally_ = Tally::from(data.report, data.last_day);
  earlier_first_merged_ = data.report.first_merged_row;
  earlier_lines_ = data.lines.size();
  if (tally_.rows_read > 0) {
    has_amounts_ = data.has_amounts;
    has_costs_ = data.has_costs;
  }
  clients_.assign(data.ids, data.offsets);
  for (auto [index, texts, name] : {std::tuple{&orders_, &data.orders, "order_id"},
                                    std::tuple{&categories_, &data.categories, "category"},
                                    std::tuple{&channels_, &data.channels, "channel"}}) {
    for (std::size_t i = 0; i < texts->view().size(); ++i) index->code_of(texts->view()[i], name);
  }
  lines_ = data.lines;
  gaps_.push_back({earlier_lines_, tally_.rows_read - static_cast<std::int64_t>(earlier_lines_)});
}

std::int64_t StagedRows::row_of(std::size_t line) const {
  if (line < earlier_lines_) return -1;
  const auto after = std::upper_bound(gaps_.begin(), gaps_.end(), line,
                                      [](std::size_t l, const Gap& gap) { return l < gap.line; });
  return static_cast<std::int64_t>(line) + (after == gaps_.begin() ? 0 : (after - 1)->skipped);
}

void StagedRows::take(std::size_t count, const ReadSlice& read, const Execution& execution) {
  if (count == 0) return;
  if (verdicts_.size() < count) verdicts_.resize(count);
  for_each_of(count, execution, [&](std::size_t i) {
    verdicts_[i].slice = &read(i);
    check_columns(*verdicts_[i].slice);
    classify(verdicts_[i]);
  });
  std::size_t line = lines_.size();
  for (std::size_t i = 0; i < count; ++i) {
    verdicts_[i].first_line = line;
    line += verdicts_[i].lines;
  }
  if (line > std::numeric_limits<std::uint32_t>::max()) {
    throw Error(Status::invalid_data, "a portfolio holds at most 4294967295 rows");
  }
  make_room(*verdicts_.front().slice, line);
  for_each_of(count, execution, [&](std::size_t i) { fill_numbers(verdicts_[i]); });
  for (std::size_t i = 0; i < count; ++i) {
    append_texts(verdicts_[i]);
    note_gaps(verdicts_[i]);
    tally_.add(verdicts_[i].tally);
  }
}

void StagedRows::check_columns(const RowSlice& slice) const {
  const auto agree = [&](std::optional<bool> known, bool now, const char* name) {
    if (known.value_or(now) == now) return;
    throw Error(Status::invalid_data,
                "row " + std::to_string(slice.first_row) + (now ? " has a " : " has no ") + name +
                    (now ? ", earlier rows have none" : ", earlier rows have one"),
                name, slice.first_row);
  };
  agree(has_amounts_, slice.has_amounts, "amount");
  agree(has_costs_, slice.has_costs, "cost");
}

void StagedRows::classify(Verdict& verdict) const {
  const RowSlice& slice = *verdict.slice;
  verdict.accepted.assign(slice.rows, 0);
  verdict.lines = 0;
  verdict.tally = {};
  Tally& tally = verdict.tally;
  const auto* texts = std::get_if<std::span<const std::string_view>>(&slice.clients);
  for (std::size_t i = 0; i < slice.rows; ++i) {
    const std::int64_t row = tally.rows_read++;
    bool valid = true;
    const auto refuse = [&](RowPolicy policy, DropReason reason, std::string_view column,
                            const std::string& why) {
      if (policy == RowPolicy::reject) {
        throw Error(
            Status::invalid_data,
            std::string(column) + " in row " + std::to_string(slice.first_row + row) + " " + why,
            std::string(column), slice.first_row + row);
      }
      tally.of(reason).add(row);
      valid = reason != DropReason::invalid;
    };
    const std::int32_t day = slice.days[i];
    const bool has_day = day >= Day::first().since_epoch && day <= Day::last().since_epoch;
    const std::int64_t amount = slice.has_amounts ? slice.amounts[i] : 1;
    if ((!slice.client_present.empty() && slice.client_present[i] == 0) ||
        (texts != nullptr && (*texts)[i].empty())) {
      refuse(options_.guests, DropReason::guest, slice.names.client, "is missing");
    } else if (!has_day) {
      refuse(options_.invalid_rows, DropReason::invalid, slice.names.day,
             day == PurchaseArrays::no_day
                 ? "is missing"
                 : "is " + std::to_string(day) + " days from 1970-01-01, outside the calendar");
    } else if (amount == no_amount) {
      refuse(options_.invalid_rows, DropReason::invalid, slice.names.amount,
             why_no_amount(slice.amount_units, i));
    } else if (slice.has_costs && slice.costs[i] == no_amount) {
      refuse(options_.invalid_rows, DropReason::invalid, slice.names.cost,
             why_no_amount(slice.cost_units, i));
    } else if (!slice.quantities.empty() && std::isinf(slice.quantities[i])) {
      refuse(options_.invalid_rows, DropReason::invalid, slice.names.quantity,
             slice.quantities[i] > 0 ? "is inf" : "is -inf");
    } else if (options_.observed_until && Day{day} > *options_.observed_until) {
      refuse(options_.after_observed, DropReason::after_observed_until, slice.names.day,
             Day{day}.to_string() + " is after " + options_.observed_until->to_string());
    } else if (amount < 0 && options_.returns != RowPolicy::keep) {
      refuse(options_.returns, DropReason::negative_amount, slice.names.amount,
             "is " + std::to_string(amount) + " minor units: a return");
    } else if (amount == 0 && options_.zero_amounts != RowPolicy::keep) {
      refuse(options_.zero_amounts, DropReason::zero_amount, slice.names.amount, "is 0");
    } else {
      verdict.accepted[i] = 1;
      ++verdict.lines;
      if (!slice.rounded.empty() && slice.rounded[i] != 0) tally.rounded.add(row);
    }
    // A guest or a return shows too that the log reaches its day; an invalid row shows nothing.
    if (valid && has_day) tally.last_day = std::max(tally.last_day, day);
  }
}

void StagedRows::make_room(const RowSlice& like, std::size_t lines) {
  has_amounts_ = like.has_amounts;
  has_costs_ = like.has_costs;
  const std::size_t expected = lines_.size() == 0 ? expected_ : 0;
  const auto grow = [&](auto& column) {
    column.reserve(expected);
    column.resize(lines);
  };
  clients_.make_room(like.clients, lines, expected);
  grow(lines_.day);
  if (like.has_amounts) grow(lines_.amount);
  if (like.has_costs) grow(lines_.cost);
}

void StagedRows::fill_numbers(const Verdict& verdict) {
  const RowSlice& slice = *verdict.slice;
  const auto fill = [&](auto& column, const auto& from) {
    fill_column(column, verdict.accepted, verdict.first_line,
                [&](std::size_t i) { return from[i]; });
  };
  if (const auto* ids = std::get_if<std::span<const std::int64_t>>(&slice.clients)) {
    clients_.fill(*ids, verdict.accepted, verdict.first_line);
  }
  fill(lines_.day, slice.days);
  if (slice.has_amounts) fill(lines_.amount, slice.amounts);
  if (slice.has_costs) fill(lines_.cost, slice.costs);
}

void StagedRows::append_texts(const Verdict& verdict) {
  const RowSlice& slice = *verdict.slice;
  const std::size_t begin = verdict.first_line, end = begin + verdict.lines;
  if (const auto* ids = std::get_if<std::span<const std::string_view>>(&slice.clients)) {
    clients_.fill(*ids, verdict.accepted, begin);
  }
  const auto append = [&](LargeArray<std::uint32_t>& column, TextIndex& index, const char* name,
                          std::span<const std::string_view> texts) {
    append_codes(column, index, name, texts, verdict.accepted, begin, end);
  };
  append(lines_.order, orders_, "order_id", slice.orders);
  append(lines_.category, categories_, "category", slice.categories);
  append(lines_.channel, channels_, "channel", slice.channels);
  if (slice.quantities.empty() && lines_.quantity.empty()) return;
  append_optional(
      lines_.quantity, no_quantity, verdict.accepted, begin, end,
      [&](std::size_t i) { return !slice.quantities.empty() && !std::isnan(slice.quantities[i]); },
      [&](std::size_t i) {
        return slice.quantities.empty() ? no_quantity : canonical(slice.quantities[i]);
      });
}

void StagedRows::note_gaps(const Verdict& verdict) {
  std::int64_t row = verdict.slice->first_row;
  std::size_t line = verdict.first_line;
  const bool whole = verdict.lines == verdict.accepted.size();  // then the first row tells all
  for (const std::uint8_t accepted : verdict.accepted) {
    const std::int64_t skipped = row - static_cast<std::int64_t>(line);
    if (accepted != 0) {
      if (skipped != (gaps_.empty() ? 0 : gaps_.back().skipped)) gaps_.push_back({line, skipped});
      ++line;
    }
    ++row;
    if (whole) break;
  }
}

void StagedRows::merge(StagedRows&& other) {
  if (!(options_ == other.options_)) {
    throw Error(Status::invalid_argument, "builders with different options cannot be merged",
                "other");
  }
  if (other.tally_.rows_read == 0) return;
  if (tally_.rows_read == 0) {
    *this = std::exchange(other, StagedRows(options_));
    return;
  }
  if (has_amounts_ != other.has_amounts_ || has_costs_ != other.has_costs_) {
    const char* name = has_amounts_ != other.has_amounts_ ? "amount" : "cost";
    throw Error(Status::invalid_data, std::string("one of the builders has no ") + name, name);
  }
  append_lines(other, tally_.rows_read);
  tally_.add(other.tally_);
  other = StagedRows(options_);
}

void StagedRows::append_lines(const StagedRows& other, std::int64_t row_offset) {
  const std::size_t before = lines_.size();
  const std::size_t lines = before + other.lines_.size();
  const auto append_codes_of = [&](LargeArray<std::uint32_t>& column,
                                   const std::vector<std::uint32_t>& codes,
                                   const LargeArray<std::uint32_t>& more) {
    if (column.empty() && more.empty()) return;
    column.resize(before, 0);
    for (const std::uint32_t code : more) column.push_back(codes[code]);
    column.resize(lines, 0);
  };
  if (lines > std::numeric_limits<std::uint32_t>::max()) {
    throw Error(Status::invalid_data, "a portfolio holds at most 4294967295 rows");
  }
  const Mark start = mark();
  try {
    clients_.append(other.clients_);
    append_codes_of(lines_.order, orders_.absorb(other.orders_, "order_id"), other.lines_.order);
    append_codes_of(lines_.category, categories_.absorb(other.categories_, "category"),
                    other.lines_.category);
    append_codes_of(lines_.channel, channels_.absorb(other.channels_, "channel"),
                    other.lines_.channel);
    lines_.day.insert(lines_.day.end(), other.lines_.day.begin(), other.lines_.day.end());
    lines_.amount.insert(lines_.amount.end(), other.lines_.amount.begin(),
                         other.lines_.amount.end());
    lines_.cost.insert(lines_.cost.end(), other.lines_.cost.begin(), other.lines_.cost.end());
    if (!lines_.quantity.empty() || !other.lines_.quantity.empty()) {
      lines_.quantity.resize(before, no_quantity);
      lines_.quantity.insert(lines_.quantity.end(), other.lines_.quantity.begin(),
                             other.lines_.quantity.end());
      lines_.quantity.resize(lines, no_quantity);
    }
    const std::int64_t shift = row_offset - static_cast<std::int64_t>(before);
    gaps_.push_back({before, shift});
    for (const Gap& gap : other.gaps_) gaps_.push_back({gap.line + before, gap.skipped + shift});
  } catch (...) {
    restore(start);
    throw;
  }
}

StagedRows::Mark StagedRows::mark() const {
  return {lines_.size(), gaps_.size(), tally_, has_amounts_, has_costs_};
}

void StagedRows::restore(const Mark& mark) noexcept {
  const auto cut = [&](auto& column) {
    if (column.size() > mark.lines) column.resize(mark.lines);
  };
  clients_.cut(mark.lines);
  Lines::for_each_column(cut, lines_);
  // A column whose first value came later than the mark is absent again.
  const auto drop_if_empty = [](auto& column, auto&& is_none) {
    if (std::all_of(column.begin(), column.end(), is_none)) column.clear();
  };
  const auto no_code = [](std::uint32_t code) { return code == 0; };
  drop_if_empty(lines_.order, no_code);
  drop_if_empty(lines_.category, no_code);
  drop_if_empty(lines_.channel, no_code);
  drop_if_empty(lines_.quantity, [](double quantity) { return std::isnan(quantity); });
  if (gaps_.size() > mark.gaps) gaps_.resize(mark.gaps);
  tally_ = mark.tally;
  has_amounts_ = mark.has_amounts;
  has_costs_ = mark.has_costs;
}

}  // namespace tenure
