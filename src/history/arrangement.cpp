/// Staged rows to a Portfolio: grouped by client, sorted, counted.
#include <algorithm>
#include <atomic>
#include <bit>
#include <limits>
#include <mutex>
#include <numeric>
#include <string>
#include <utility>

#include "base/parallel.hpp"
#include "history/portfolio_data.hpp"
#include "history/purchases.hpp"
#include "history/staged_rows.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

constexpr std::size_t no_line = std::numeric_limits<std::size_t>::max();
constexpr std::size_t clients_a_chunk = 4096;
constexpr std::size_t lines_a_chunk = 1 << 18;

/// Replaces the codes of a column by the ranks of their texts; gives the texts in that order.
TextColumn rank_codes(LargeArray<std::uint32_t>& column, const TextIndex& index) {
  std::vector<bool> used(index.size(), false);
  used[0] = true;  // the empty text: no value
  for (const std::uint32_t code : column) used[code] = true;
  RankedTexts ranked = rank_texts(index, used);
  for (std::uint32_t& code : column) code = ranked.rank[code];
  return std::move(ranked.sorted);
}

}  // namespace

class Arrangement {
 public:
  Arrangement(StagedRows& staged, const Execution& execution)
      : staged_(staged), lines_(staged.lines_), execution_(execution) {}

  std::shared_ptr<const Portfolio::Data> run() {
    check_order_ids();
    data_->options = staged_.options_;
    data_->has_amounts = staged_.has_amounts_.value_or(false);
    data_->has_costs = staged_.has_costs_.value_or(false);
    data_->orders = rank_codes(lines_.order, staged_.orders_);
    data_->categories = rank_codes(lines_.category, staged_.categories_);
    data_->channels = rank_codes(lines_.channel, staged_.channels_);
    order_by_client_and_day();
    if (order_.empty() && !rows_of_a_day_in_order()) as_read();
    if (!order_.empty()) order_rows_of_a_day();
    if (data_->options.duplicates != RowPolicy::keep) drop_duplicates();
    gather();
    count();
    return std::move(data_);
  }

 private:
  /// What the clients of a chunk add to the report.
  struct Counts {
    std::int64_t purchases = 0, returns = 0, unmatched = 0;
    std::size_t first_merged = no_line;
  };

  void check_order_ids() const {
    const bool needed = staged_.options_.same_day == SameDay::order ||
                        staged_.options_.duplicates != RowPolicy::keep;
    if (needed && lines_.order.empty() && lines_.size() > 0) {
      throw Error(Status::invalid_argument,
                  staged_.options_.same_day == SameDay::order
                      ? "same_day = order needs order ids, and the log has none"
                      : "the policy for duplicates needs order ids, and the log has none",
                  "order_id");
    }
  }

  void order_by_client_and_day() {
    ClientOrder order = std::move(staged_.clients_).order(lines_.day, execution_);
    order_ = std::move(order.lines);
    data_->ids = std::move(order.ids);
    data_->offsets = std::move(order.offsets);
  }

  /// The number, in the order read, of the line that stands at `place`.
  [[nodiscard]] std::uint32_t line_at(std::size_t place) const {
    return order_.empty() ? static_cast<std::uint32_t>(place) : order_[place];
  }
  void as_read() {
    order_.resize(lines_.size());
    std::iota(order_.begin(), order_.end(), std::uint32_t{0});
  }

  /// Below 0, 0 or above 0 as line a comes before b of the same client and day, is equal to it in
  /// every column, or after.
  [[nodiscard]] int compare(std::uint32_t a, std::uint32_t b) const {
    int result = 0;
    const auto then = [&](const auto& column) {
      if (result == 0 && !column.empty()) {
        result = column[a] < column[b] ? -1 : column[a] > column[b];
      }
    };
    then(lines_.order);
    then(lines_.amount);
    then(lines_.cost);
    then(lines_.category);
    then(lines_.channel);
    if (result == 0 && !lines_.quantity.empty()) {
      const auto bits = [&](std::uint32_t i) {
        return std::bit_cast<std::int64_t>(lines_.quantity[i]);  // a total order, with NaN
      };
      result = bits(a) < bits(b) ? -1 : bits(a) > bits(b);
    }
    return result;
  }
  [[nodiscard]] bool before(std::uint32_t a, std::uint32_t b) const {
    const int result = compare(a, b);
    return result != 0 ? result < 0 : a < b;
  }

  /// Calls `visit` with each run of two and more lines of a client and day: its places.
  template <typename Visit>
  void for_rows_of_a_day(Visit&& visit) const {
    for_clients("sorting", [&](std::size_t first, std::size_t last) {
      for (std::size_t c = first; c < last; ++c) {
        const std::size_t end = data_->offsets[c + 1];
        for (std::size_t begin = data_->offsets[c]; begin < end;) {
          std::size_t next = begin + 1;
          while (next < end && lines_.day[next] == lines_.day[begin]) ++next;
          if (next - begin > 1) visit(begin, next);
          begin = next;
        }
      }
    });
  }
  [[nodiscard]] bool rows_of_a_day_in_order() const {
    std::atomic<bool> in_order = true;
    for_rows_of_a_day([&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin + 1; i < end; ++i) {
        if (!before(line_at(i - 1), line_at(i))) in_order.store(false, std::memory_order_relaxed);
      }
    });
    return in_order;
  }
  void order_rows_of_a_day() {
    for_rows_of_a_day([&](std::size_t begin, std::size_t end) {
      std::sort(order_.begin() + static_cast<std::ptrdiff_t>(begin),
                order_.begin() + static_cast<std::ptrdiff_t>(end),
                [this](std::uint32_t a, std::uint32_t b) { return before(a, b); });
    });
  }

  /// Of rows equal in every column, with an order id, the first read stays.
  void drop_duplicates() {
    if (order_.empty()) as_read();
    Tally& tally = staged_.tally_;
    std::size_t kept = 0;
    std::size_t first_dropped = no_line;
    std::size_t begin = 0;
    for (std::size_t c = 0; c < data_->clients(); ++c) {
      const std::size_t end = data_->offsets[c + 1];
      const std::size_t kept_before = kept;
      for (std::size_t i = begin; i < end; ++i) {
        const std::uint32_t line = order_[i];
        const bool duplicate = kept > kept_before && lines_.order[line] != 0 &&
                               lines_.day[kept - 1] == lines_.day[i] &&
                               compare(order_[kept - 1], line) == 0;
        if (duplicate) {
          first_dropped = std::min<std::size_t>(first_dropped, line);
          ++tally.of(DropReason::duplicate).rows;
        } else {
          lines_.day[kept] = lines_.day[i];
          order_[kept++] = line;
        }
      }
      begin = end;
      data_->offsets[c + 1] = kept;
    }
    order_.resize(kept);
    lines_.day.resize(kept);
    if (first_dropped == no_line) return;
    const std::int64_t row = staged_.row_of(first_dropped);
    if (data_->options.duplicates == RowPolicy::reject) {
      throw Error(Status::invalid_data,
                  "row " + std::to_string(row) + " is equal in every column to an earlier row",
                  "order_id", row);
    }
    std::int64_t& first_row = tally.of(DropReason::duplicate).first_row;
    if (first_row < 0) first_row = row;
  }

  void gather() {
    data_->lines.day = std::move(lines_.day);  // it was ordered with the clients
    Lines::for_each_column(
        [&](auto& to, auto& from) {
          if (from.empty()) return;
          if (order_.empty()) {
            to = std::move(from);
            return;
          }
          to.resize(order_.size());
          parallel_for(order_.size(), lines_a_chunk, execution_, "arranging",
                       [&](std::size_t begin, std::size_t end) {
                         for (std::size_t i = begin; i < end; ++i) to[i] = from[order_[i]];
                       });
          from = std::remove_reference_t<decltype(from)>();
        },
        data_->lines, lines_);
  }

  void count() {
    const Lines& lines = data_->lines;
    data_->has_returns = std::any_of(lines.amount.begin(), lines.amount.end(),
                                     [](std::int64_t amount) { return amount < 0; });
    Counts total;
    std::mutex mutex;
    for_clients("counting", [&](std::size_t begin, std::size_t end) {
      Counts counts;
      std::vector<Purchase> purchases;
      for (std::size_t c = begin; c < end; ++c) {
        check_sums(c);
        count_merged(c, counts);
        if (data_->has_returns) {
          counts.unmatched +=
              read_purchases(*data_, c, before_all_days, Day::last(), purchases).returns;
        }
      }
      const std::lock_guard lock(mutex);
      total.purchases += counts.purchases;
      total.returns += counts.returns;
      total.unmatched += counts.unmatched;
      total.first_merged = std::min(total.first_merged, counts.first_merged);
    });
    data_->purchases = static_cast<std::size_t>(total.purchases);

    const Tally& tally = staged_.tally_;
    ImportReport& report = data_->report;
    tally.write_to(report);
    report.kept = total.purchases + total.returns;
    report.merged = static_cast<std::int64_t>(lines.size()) - report.kept;
    report.returns_recorded = total.returns;
    report.returns_unmatched = total.unmatched;
    report.clients = static_cast<std::int64_t>(data_->clients());
    report.first_merged_row = staged_.earlier_first_merged_;
    if (report.first_merged_row < 0 && total.first_merged != no_line) {
      report.first_merged_row = staged_.row_of(total.first_merged);
    }
    data_->last_day = tally.last_day;
    data_->observed_until = data_->options.observed_until.value_or(
        tally.last_day == PurchaseArrays::no_day ? Day{} : Day{tally.last_day});
    data_->first_day = data_->observed_until;
    for (std::size_t c = 0; c < data_->clients(); ++c) {
      data_->first_day = std::min(data_->first_day, Day{lines.day[data_->offsets[c]]});
    }
  }

  /// No sum over lines of a client, nor the difference of two, can leave the range of int64: later
  /// sums need no check.
  void check_sums(std::size_t client) const {
    constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max() / 2;
    for (const auto* column : {&data_->lines.amount, &data_->lines.cost}) {
      if (column->empty()) continue;
      std::int64_t sum = 0;
      for (std::size_t i = data_->offsets[client]; i < data_->offsets[client + 1]; ++i) {
        const std::int64_t value = (*column)[i] < 0 ? -(*column)[i] : (*column)[i];
        if (value > largest - sum) {
          const std::int64_t row = staged_.row_of(line_at(i));
          throw Error(Status::invalid_data,
                      "the sum of a client's amounts overflows in row " + std::to_string(row),
                      column == &data_->lines.amount ? "amount" : "cost", row);
        }
        sum += value;
      }
    }
  }

  void count_merged(std::size_t client, Counts& counts) const {
    const Lines& lines = data_->lines;
    std::size_t last = no_line;        // the line before, of the same purchase perhaps
    std::size_t first_read = no_line;  // of the purchase: this row is the kept one
    for (std::size_t i = data_->offsets[client]; i < data_->offsets[client + 1]; ++i) {
      if (is_return(lines, i)) {
        ++counts.returns;
        continue;
      }
      const std::size_t read = line_at(i);
      if (last != no_line && is_same_purchase(data_->options.same_day, lines, last, i)) {
        counts.first_merged = std::min(counts.first_merged, std::max(first_read, read));
        first_read = std::min(first_read, read);
      } else {
        ++counts.purchases;
        first_read = read;
      }
      last = i;
    }
  }

  void for_clients(const char* stage, const ChunkWork& work) const {
    parallel_for(data_->clients(), clients_a_chunk, execution_, stage, work);
  }

  StagedRows& staged_;
  Lines& lines_;
  const Execution& execution_;
  std::shared_ptr<Portfolio::Data> data_ = std::make_shared<Portfolio::Data>();
  // Lines in the order of the portfolio, by their number in the order read; empty: as they are.
  LargeArray<std::uint32_t> order_;
};

std::shared_ptr<const Portfolio::Data> StagedRows::arrange(const Execution& execution) && {
  return Arrangement(*this, execution).run();
}

}  // namespace tenure
