/// Lines as purchases: the same-day policy and the returns, applied when a history is read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "history/portfolio_data.hpp"
#include <tenure/portfolio.hpp>

namespace tenure {

/// Whether a line belongs to the same purchase as an earlier line of the client, none of them a
/// return.
[[nodiscard]] inline bool is_same_purchase(SameDay policy, const Lines& lines, std::size_t earlier,
                                           std::size_t line) {
  if (policy == SameDay::keep || lines.day[earlier] != lines.day[line]) return false;
  return policy == SameDay::merge || lines.order.empty() ||
         lines.order[earlier] == lines.order[line];
}

[[nodiscard]] inline bool is_return(const Lines& lines, std::size_t line) {
  return !lines.amount.empty() && lines.amount[line] < 0;
}

struct Purchase {
  std::int32_t day;
  std::int64_t amount;  ///< minor units, net of returns; 0 without amounts
};

/// Returns of which something was left when no purchase before them had any amount.
struct Unmatched {
  std::int64_t returns = 0;
  std::int64_t amount = 0;  ///< minor units, above 0: what was left of them
};

inline constexpr Day before_all_days = Day::first() - Days{1};

/// Fills `out` with the purchases of a client later than `after`, up to and with day `until`,
/// ascending. Each return of these days is taken off the latest of them on or before its day, and
/// what is left of it off the one before, down to 0.
Unmatched read_purchases(const Portfolio::Data& data, std::size_t client, Day after, Day until,
                         std::vector<Purchase>& out);

/// Calls `visit` with each of them in turn. `spare` is room for those of a log with returns.
template <typename Visit>
Unmatched for_purchases(const Portfolio::Data& data, std::size_t client, Day after, Day until,
                        std::vector<Purchase>& spare, Visit&& visit) {
  if (data.has_returns) {
    const Unmatched unmatched = read_purchases(data, client, after, until, spare);
    for (const Purchase& purchase : spare) visit(purchase);
    return unmatched;
  }
  const Lines& lines = data.lines;
  const SameDay policy = data.options.same_day;
  std::size_t line = data.offsets[client];
  const std::size_t end = data.offsets[client + 1];
  while (line < end && Day{lines.day[line]} <= after) ++line;
  while (line < end && Day{lines.day[line]} <= until) {
    Purchase purchase{lines.day[line], data.has_amounts ? lines.amount[line] : 0};
    while (++line < end && is_same_purchase(policy, lines, line - 1, line)) {
      if (data.has_amounts) purchase.amount += lines.amount[line];
    }
    visit(purchase);
  }
  return {};
}
/// The same from his first purchase on.
template <typename Visit>
Unmatched for_purchases(const Portfolio::Data& data, std::size_t client, Day until,
                        std::vector<Purchase>& spare, Visit&& visit) {
  return for_purchases(data, client, before_all_days, until, spare, visit);
}

}  // namespace tenure
