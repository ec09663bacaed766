#include "warning/signs.hpp"

#include <algorithm>
#include <vector>

#include "history/money.hpp"
#include "history/purchases.hpp"

namespace tenure::warning {
namespace {

/// His first purchase begins the window in which it lies and is not one of its events.
std::optional<RateDrop> rate_drop_of(std::span<const std::int32_t> days, const Windows& windows,
                                     double level) {
  const std::int32_t begin = std::max(windows.from, days.front());
  if (begin >= windows.middle) return std::nullopt;
  const auto count = [&](std::int32_t from, std::int32_t until) {
    return static_cast<double>(std::ranges::upper_bound(days, until) -
                               std::ranges::upper_bound(days, from));
  };
  RateDrop drop{
      .before = {count(begin, windows.middle), static_cast<double>(windows.middle - begin)},
      .now = {count(windows.middle, windows.until),
              static_cast<double>(windows.until - windows.middle)},
      .test = {}};
  if (!(drop.before.count > 0.0)) return std::nullopt;
  drop.test = test_rates(drop.before, drop.now, {.level = level});
  return drop;
}

std::optional<BasketTrend> trend_of(const Portfolio::Data& data, std::size_t client, Day until,
                                    std::int32_t most) {
  if (!data.has_amounts) return std::nullopt;
  std::vector<double> baskets;
  std::vector<Purchase> spare;
  for_purchases(data, client, until, spare, [&](const Purchase& purchase) {
    baskets.push_back(units_from_minor(purchase.amount, data.options.currency.decimals));
  });
  if (baskets.size() < static_cast<std::size_t>(least_baskets)) return std::nullopt;
  const auto count = std::min(baskets.size(), static_cast<std::size_t>(most));
  const auto last = std::span(baskets).last(count);
  const MannKendall test = mann_kendall(last);
  if (!test.p_fall) return std::nullopt;
  double sum = 0.0;
  for (const double basket : last) sum += basket;
  const auto n = static_cast<double>(count);
  return BasketTrend{.baskets = n, .mean = sum / n, .slope = *test.slope, .p_fall = *test.p_fall};
}

}  // namespace

Chart chart_of(const WaitsChart& charts, std::span<const std::int32_t> days) {
  Chart chart = charts.start(days.front());
  for (const std::int32_t day : days.subspan(1)) charts.buy(chart, day);
  charts.set_alarm(chart);
  return chart;
}

double usual_year(const WaitsChart& charts, const Chart& chart, std::int64_t amounts,
                  std::optional<int> decimals) {
  const double purchases = charts.usual_rate(chart) * units_per_year(charts.law().unit);
  if (!decimals) return purchases;
  const double spent = std::max(0.0, units_from_minor(amounts, *decimals));
  return purchases * spent / static_cast<double>(chart.repeats + 1);
}

std::int64_t amounts_until(const Portfolio::Data& data, std::size_t client, std::int32_t until) {
  std::int64_t sum = 0;
  if (!data.has_amounts) return sum;
  for (std::size_t line = data.offsets[client]; line < data.offsets[client + 1]; ++line) {
    if (data.lines.day[line] > until) break;
    sum += data.lines.amount[line];
  }
  return sum;
}

std::optional<Signs> signs_of(const Portfolio& portfolio, std::size_t client,
                              const Windows& windows, const WaitsChart& charts,
                              const AlertOptions& options) {
  const Portfolio::Data& data = portfolio.data();
  const std::vector<std::int32_t> days = purchase_days(data, client, windows.until);
  if (days.empty() || days.back() <= windows.from) return std::nullopt;
  Signs signs;
  signs.place = client;
  signs.chart = chart_of(charts, days);
  const std::optional<int> decimals =
      data.has_amounts ? std::optional(data.options.currency.decimals) : std::nullopt;
  signs.value_at_stake =
      options.values.empty()
          ? usual_year(charts, signs.chart, amounts_until(data, client, windows.until), decimals)
          : options.values[client];
  signs.rate = rate_drop_of(days, windows, options.level);
  signs.trend = trend_of(data, client, Day{windows.until}, options.baskets);
  signs.category = category_drop(data, client, windows);
  return signs;
}

}  // namespace tenure::warning
