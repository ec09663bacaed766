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

std::int64_t read_purchases(const Portfolio::Data& data, std::size_t client, Day until,
                            std::vector<Purchase>& out) {
  out.clear();
  const Lines& lines = data.lines;
  const SameDay policy = data.options.same_day;
  const auto begin = static_cast<std::size_t>(data.offsets[client]);
  const auto end = static_cast<std::size_t>(data.offsets[client + 1]);
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
  if (!data.has_returns) return 0;

  std::int64_t unmatched = 0;
  std::size_t before = 0;  // purchases on or before the day of the return
  for (std::size_t line = begin; line < stop; ++line) {
    if (!is_return(lines, line)) continue;
    while (before < out.size() && out[before].day <= lines.day[line]) ++before;
    if (take_off(out, before, -lines.amount[line]) > 0) ++unmatched;
  }
  return unmatched;
}

}  // namespace tenure
