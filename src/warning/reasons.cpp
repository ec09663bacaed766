#include "warning/reasons.hpp"

#include <charconv>
#include <cmath>

#include "base/text.hpp"

namespace tenure::warning {
namespace {

std::string percent(double share) { return brief(100.0 * share) + " %"; }

std::string with_p(std::string words, double p) { return std::move(words) + ", p = " + brief(p); }

}  // namespace

std::string brief(double value) {
  constexpr double whole_from = 100.0, whole_to = 1e15;
  if (std::abs(value) >= whole_from && std::abs(value) < whole_to) {
    return std::to_string(std::llround(value));
  }
  std::array<char, 32> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 3);
  return {text.data(), end.ptr};
}

Reason slowdown_reason(const WaitsChart& charts, const Chart& chart, Day date, double wait) {
  const double value = charts.value_on(chart, date.since_epoch);
  const std::int32_t silence = date.since_epoch - chart.last_day;
  return {.signal = Signal::slowdown,
          .value = value,
          .usual = chart.threshold,
          .p_value = {},
          .adjusted = {},
          .words = "no purchase for " + std::to_string(silence) + " days, usually one every " +
                   brief(wait) + ": the chart, at " + brief(value) + ", passed its threshold " +
                   brief(chart.threshold) + " on " + Day{chart.alarm_day}.to_string() + " (" +
                   brief(charts.law().false_alarms) + " false alarms a year and 1000 clients)"};
}

Reason overdue_reason(const Silence& silence, double level, double p_value) {
  return {
      .signal = Signal::overdue,
      .value = silence.days,
      .usual = silence.long_wait,
      .p_value = p_value,
      .adjusted = {},
      .words = with_p("no purchase for " + brief(silence.days) + " days, when " + percent(level) +
                          " of his waits end within " + brief(silence.long_wait),
                      p_value)};
}

Reason rate_reason(const RateDrop& drop) {
  const auto& test = drop.test;
  std::string ratio = brief(test.ratio.value_or(0.0)) + " times as often";
  if (test.ratio_from && test.ratio_to) {
    ratio += " (" + brief(*test.ratio_from) + " to " + brief(*test.ratio_to) + ")";
  }
  return {.signal = Signal::rate_drop,
          .value = drop.now.count,
          .usual = drop.before.count * drop.now.time / drop.before.time,
          .p_value = test.p_value,
          .adjusted = {},
          .words = with_p(brief(drop.now.count) + " purchases in the last " + brief(drop.now.time) +
                              " days, " + brief(drop.before.count) + " in the " +
                              brief(drop.before.time) + " days before: " + ratio,
                          test.p_value)};
}

Reason trend_reason(const BasketTrend& trend) {
  return {.signal = Signal::basket_trend,
          .value = trend.slope,
          .usual = trend.mean,
          .p_value = trend.p_fall,
          .adjusted = {},
          .words = with_p("baskets change by " + brief(trend.slope) +
                              " from one to the next over the last " + brief(trend.baskets) +
                              ", of " + brief(trend.mean) + " on average",
                          trend.p_fall)};
}

Reason category_reason(const CategoryDrop& drop, std::string_view category) {
  return {.signal = Signal::category_drop,
          .value = drop.share_now,
          .usual = drop.share_before,
          .p_value = drop.p_value,
          .adjusted = {},
          .words = with_p(in_quotes(category) + " in " + percent(drop.share_now) +
                              " of his purchases, before in " + percent(drop.share_before),
                          drop.p_value)};
}

Reason contact_reason(const ContactEffect& effect, Day since) {
  const auto& test = effect.test;
  const double ratio = test.ratio.value_or(1.0);
  return {.signal = Signal::contact,
          .value = ratio,
          .usual = 1.0,
          .p_value = {},
          .adjusted = {},
          .words = effect.nature + " of " + since.to_string() + ": after one, clients buy " +
                   brief(ratio) + " times as often as usual (" +
                   brief(test.ratio_from.value_or(0.0)) + " to " +
                   brief(test.ratio_to.value_or(ratio)) + ")"};
}

}  // namespace tenure::warning
