#include <algorithm>
#include <cmath>

#include "history/purchases.hpp"
#include "math/log_gamma.hpp"
#include "warning/windows.hpp"

namespace tenure::warning {
namespace {

struct Holdings {
  std::uint32_t category;
  double before = 0, now = 0;  ///< purchases that hold it
  std::size_t last = 0;        ///< number of the last purchase counted
};

struct Baskets {
  std::vector<Holdings> categories;
  double before = 0, now = 0;  ///< purchases that hold any category
};

Baskets read_baskets(const Portfolio::Data& data, std::size_t client, const Windows& windows) {
  const Lines& lines = data.lines;
  const SameDay policy = data.options.same_day;
  Baskets baskets;
  std::size_t purchase = 0, last_counted = 0, previous = 0;
  for (std::size_t line = data.offsets[client]; line < data.offsets[client + 1]; ++line) {
    const std::int32_t day = lines.day[line];
    if (day > windows.until) break;
    if (day <= windows.from || is_return(lines, line) || lines.category[line] == 0) continue;
    if (purchase == 0 || !is_same_purchase(policy, lines, previous, line)) ++purchase;
    previous = line;
    const bool is_now = windows.has_now(day);
    if (purchase != last_counted) (is_now ? baskets.now : baskets.before) += 1.0;
    last_counted = purchase;
    auto found = std::ranges::find(baskets.categories, lines.category[line], &Holdings::category);
    if (found == baskets.categories.end()) {
      baskets.categories.push_back({.category = lines.category[line]});
      found = baskets.categories.end() - 1;
    }
    if (found->last == purchase) continue;
    found->last = purchase;
    (is_now ? found->now : found->before) += 1.0;
  }
  return baskets;
}

double log_choose(double n, double k) {
  return math::log_factorial(n) - math::log_factorial(k) - math::log_factorial(n - k);
}

/// P(at most `held.now` of the purchases now hold the category | how many of all do).
double fisher(const Baskets& all, const Holdings& held) {
  const double with = held.before + held.now;
  const double total = log_choose(all.before + all.now, with);
  double p = 0.0;
  for (double x = std::max(0.0, with - all.before); x <= held.now; x += 1.0) {
    p += std::exp(log_choose(all.now, x) + log_choose(all.before, with - x) - total);
  }
  return std::min(1.0, p);
}

}  // namespace

std::optional<CategoryDrop> category_drop(const Portfolio::Data& data, std::size_t client,
                                          const Windows& windows) {
  if (data.lines.category.empty()) return std::nullopt;
  const Baskets baskets = read_baskets(data, client, windows);
  if (!(baskets.before > 0.0 && baskets.now > 0.0)) return std::nullopt;
  std::optional<CategoryDrop> clearest;
  double tests = 0.0;
  for (const Holdings& held : baskets.categories) {
    if (!(held.before > 0.0)) continue;
    tests += 1.0;
    const double p = fisher(baskets, held);
    if (clearest && p >= clearest->p_value) continue;
    clearest = {.category = held.category,
                .share_before = held.before / baskets.before,
                .share_now = held.now / baskets.now,
                .p_value = p};
  }
  if (clearest) clearest->p_value = std::min(1.0, tests * clearest->p_value);
  return clearest;
}

}  // namespace tenure::warning
