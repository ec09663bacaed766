#include "history/purchases.hpp"

#include <algorithm>

namespace tenure {
namespace {

/// Takes `amount` off the purchases, from the last one backwards; gives what is left of it.
std::int64_t take_off(std::vector<Purchase>& purchases, std::size_t count, std::int64_t amount) {
  for (std::size_t i = count; i > 0 && amount > 0; --i) {
    const std::int64_t taken = std::min(amount, purchases[i - 1].amount);
    purchases[i - 1].amount -= taken;
    amount -= taken;
  }
  return amount;
}

}  // namespace

Unmatched read_purchases(const Portfolio::Data& data, std::size_t client, Day after, Day until,
                         std::vector<Purchase>& out) {
  out.clear();
  const Lines& lines = data.lines;
  const SameDay policy = data.options.same_day;
  auto begin = static_cast<std::size_t>(data.offsets[client]);
  const auto end = static_cast<std::size_t>(data.offsets[client + 1]);
  while (begin < end && Day{lines.day[begin]} <= after) ++begin;
  std::size_t last = end;  // the line before, of the same purchase perhaps
  std::size_t stop = begin;
  for (; stop < end && lines.day[stop] <= until.since_epoch; ++stop) {
    if (data.has_returns && is_return(lines, stop)) continue;
    const std::int64_t amount = data.has_amounts ? lines.amount[stop] : 0;
    if (last != end && is_same_purchase(policy, lines, last, stop)) {
      out.back().amount += amount;
    } else {
      out.push_back({lines.day[stop], amount});
    }
    last = stop;
  }
  if (!data.has_returns) return {};

  Unmatched unmatched;
  std::size_t before = 0;  // purchases on or before the day of the return
  for (std::size_t line = begin; line < stop; ++line) {
    if (!is_return(lines, line)) continue;
    while (before < out.size() && out[before].day <= lines.day[line]) ++before;
    const std::int64_t left = take_off(out, before, -lines.amount[line]);
    unmatched.amount += left;
    if (left > 0) ++unmatched.returns;
  }
  return unmatched;
}

}  // namespace tenure
