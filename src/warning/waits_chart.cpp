#include "warning/waits_chart.hpp"

#include <algorithm>
#include <cmath>

#include "cycles/waiting_time.hpp"
#include "math/log_gamma.hpp"

namespace tenure::warning {
namespace {

/// A client who buys a hundred times a day has no higher threshold than this one's.
constexpr double longest_run = 1e12;
/// After 1970; the calendar ends with the year 9999.
constexpr double last_year_ahead = 7900;

}  // namespace

double days_of(TimeUnit unit) {
  constexpr double units = 1000.0;
  return (add_time(Day{0}, units, unit) - Day{0}).count / units;
}

WaitsChart::WaitsChart(const ChartLaw& law)
    : law_(law),
      growth_(best_growth(law.slowdown)),
      alarms_a_unit_(law.false_alarms / 1000.0 / units_per_year(law.unit)),
      days_a_unit_(days_of(law.unit)),
      same_day_scale_(std::exp(-math::log_gamma(law.regularity + 2.0))),
      lengths_(growth_, 1.0, longest_run) {}

WaitsChart::History WaitsChart::history_of(const Chart& chart) const {
  return {.repeats = static_cast<double>(chart.repeats),
          .time = time_between(Day{chart.first_day}, Day{chart.last_day}, law_.unit)};
}

double WaitsChart::same_day_gain(History history) const {
  // A wait shorter than what is left of a day is not seen: a share of them that is, to leading
  // order, the integral of P(wait < s) over a day, (k rate)^k / Gamma(k + 2). The model was fitted
  // to the others and its rate lacks that share, but a silence is as long as the true rate makes
  // it.
  constexpr double most = 0.5;
  const double k = law_.regularity;
  const double unseen = std::pow(k * rate_of(history) / days_a_unit_, k) * same_day_scale_;
  return 1.0 / (1.0 - std::min(unseen, most));
}

double WaitsChart::clock(History history, double wait) const {
  const double k = law_.regularity;
  if (k == 1.0) {  // the case of most bases, in closed form
    return (law_.rate.r + history.repeats) * std::log1p(wait / (law_.rate.alpha + history.time));
  }
  const cycle::WaitingTime waits(law_.rate.r, law_.rate.alpha, k, history.repeats, history.time);
  return -std::log(std::max(waits.p_longer(wait), std::numeric_limits<double>::min()));
}

double WaitsChart::wait_until(History history, double clock) const {
  const double k = law_.regularity;
  if (k == 1.0) {
    return (law_.rate.alpha + history.time) * std::expm1(clock / (law_.rate.r + history.repeats));
  }
  return cycle::WaitingTime(law_.rate.r, law_.rate.alpha, k, history.repeats, history.time)
      .exceeded_with(std::exp(-clock));
}

double WaitsChart::rate_of(History history) const {
  const double k = law_.regularity;
  return (law_.rate.r + k * history.repeats) / (law_.rate.alpha + k * history.time);
}

double WaitsChart::mean_wait(History history) const {
  // The mean of 1 / lambda, which is more than one over the mean of lambda: infinite where nearly
  // nothing is known of the client, hence the limit.
  const double k = law_.regularity;
  const double shape = law_.rate.r + k * history.repeats - 1.0;
  const double scale = law_.rate.alpha + k * history.time;
  const double log_end = std::log1p(10.0 * units_per_year(law_.unit) / scale);
  return scale * (std::abs(shape) > 1e-9 ? -std::expm1(-shape * log_end) / shape : log_end);
}

double WaitsChart::threshold_of(History history) const {
  // In a cycle, from one time at 0 to the next, as many alarms are tolerated as in the time that it
  // is expected to take. After an alarm the chart rests until the next purchase, a unit of the
  // clock.
  const double mean = std::min(1.0 / (mean_wait(history) * alarms_a_unit_) - 1.0, longest_run);
  return mean > 0.0 ? lengths_.level(mean) : std::numeric_limits<double>::infinity();
}

double WaitsChart::overdue_share_of(History history) const {
  // A wait gives one alarm or none: tolerated are as many as in the time that it takes.
  constexpr double most = 0.05;
  const double tolerated = law_.overdue_alarms / 1000.0 / units_per_year(law_.unit);
  return std::min(most, mean_wait(history) * tolerated);
}

double WaitsChart::overdue_share(const Chart& chart) const {
  return overdue_share_of(history_of(chart));
}

double WaitsChart::usual_rate(const Chart& chart) const { return rate_of(history_of(chart)); }

double WaitsChart::silence_on(const Chart& chart, std::int32_t day) const {
  const double wait = time_between(Day{chart.last_day}, Day{day + 1}, law_.unit);
  const History history = history_of(chart);
  return same_day_gain(history) * clock(history, wait);
}

double WaitsChart::value_on(const Chart& chart, std::int32_t day) const {
  return chart.value + growth_ * silence_on(chart, day);
}

double WaitsChart::expected(const Chart& chart, std::int32_t from, std::int32_t until) const {
  const History history = history_of(chart);
  const Day last{chart.last_day};
  return clock(history, time_between(last, Day{until}, law_.unit)) -
         clock(history, time_between(last, Day{from}, law_.unit));
}

bool WaitsChart::has_alarm_before(const Chart& chart, std::int32_t day) const {
  return day > chart.last_day + 1 && value_on(chart, day - 1) >= chart.threshold;
}

template <class IsReached>
std::int32_t WaitsChart::first_evening(const Chart& chart, double silence,
                                       const IsReached& is_reached) const {
  const History history = history_of(chart);
  const double wait = wait_until(history, silence / same_day_gain(history));
  const Day last{chart.last_day};
  const double years = wait / units_per_year(law_.unit) + last.since_epoch / 365.0;
  if (!(years < last_year_ahead)) return no_alarm;
  // The day by the inverse of the clock, then by the clock itself, which says it to the bit.
  std::int32_t day = std::max(last.since_epoch, add_time(last, wait, law_.unit).since_epoch - 3);
  do {
    ++day;
  } while (!is_reached(day));
  return day;
}

void WaitsChart::set_alarm(Chart& chart) const {
  chart.alarm_day = no_alarm;
  if (!std::isfinite(chart.threshold)) return;
  chart.alarm_day =
      first_evening(chart, (chart.threshold - chart.value) / growth_,
                    [&](std::int32_t day) { return value_on(chart, day) >= chart.threshold; });
}

bool WaitsChart::is_overdue_before(const Chart& chart, std::int32_t day) const {
  if (law_.overdue_alarms == 0.0 || day <= chart.last_day + 1) return false;
  return silence_on(chart, day - 1) >= -std::log(overdue_share(chart));
}

void WaitsChart::set_overdue(Chart& chart) const {
  chart.overdue_day = no_alarm;
  if (law_.overdue_alarms == 0.0) return;
  const double silence = -std::log(overdue_share(chart));
  chart.overdue_day = first_evening(
      chart, silence, [&](std::int32_t day) { return silence_on(chart, day) >= silence; });
}

Chart WaitsChart::start(std::int32_t day) const {
  Chart chart{.first_day = day, .last_day = day};
  chart.threshold = threshold_of({.repeats = 0.0, .time = 0.0});
  return chart;
}

void WaitsChart::buy(Chart& chart, std::int32_t day) const {
  if (has_alarm_before(chart, day)) {
    chart.value = 0.0;
  } else {
    chart.value = std::max(0.0, value_on(chart, day - 1) - 1.0);
  }
  ++chart.repeats;
  chart.last_day = day;
  // The threshold follows what is learnt of the client's rate, but not within an excursion: its
  // chance of an alarm is that of one threshold.
  if (chart.value == 0.0) chart.threshold = threshold_of(history_of(chart));
}

}  // namespace tenure::warning
