#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/parallel.hpp"
#include "base/text.hpp"
#include "cycles/regularity.hpp"
#include "cycles/waiting_time.hpp"
#include "history/client_column.hpp"
#include "models/gamma_rate.hpp"
#include "models/summary_input.hpp"
#include <tenure/cycles.hpp>
#include <tenure/error.hpp>

namespace tenure {
namespace {

constexpr std::size_t clients_a_chunk = 1024;
constexpr Day last_calendar_day{2932896};  // 9999-12-31

void check(const FittedModel& purchases, const Summary& summary, const CycleOptions& options) {
  model::check_purchases_model(purchases, summary);
  if (!(options.alarm_level > 0.0 && options.alarm_level < 1.0)) {
    throw Error(Status::invalid_argument,
                "cycles: alarm_level must be between 0 and 1, not " + to_text(options.alarm_level),
                "alarm_level");
  }
}

/// The day of a purchase `wait` units after `last`; a purchase still to come is after `today`.
std::optional<Day> next_day(Day last, double wait, TimeUnit unit, Day today) {
  constexpr double years_on_the_calendar = 7900;
  if (!(wait / units_per_year(unit) < years_on_the_calendar)) return std::nullopt;
  const Day day = std::max(add_time(last, wait, unit), today + Days{1});
  return day <= last_calendar_day ? std::optional(day) : std::nullopt;
}

}  // namespace

CycleResult cycles(const FittedModel& purchases, const Summary& summary,
                   const CycleOptions& options, const Execution& execution) {
  check(purchases, summary, options);
  const cycle::Regularity regularity = cycle::estimate_regularity(
      summary.frequency(), summary.recency(), summary.log_interpurchase());
  const model::GammaRate rate = model::gamma_rate_of(purchases);

  const std::size_t rows = summary.size();
  const auto x = summary.frequency();
  const auto t_x = summary.recency();
  const auto age = summary.age();
  const auto last_day = summary.last_day();
  const std::optional<Day> today = summary.calibration_end();
  const bool has_days = today.has_value() && !last_day.empty();

  std::vector<double> usual(rows), silence(rows), overdue(rows), alarm_after(rows);
  std::vector<std::uint8_t> is_overdue(rows), has_alarm(rows), has_next(rows);
  std::vector<std::int32_t> next(rows);
  parallel_for(rows, clients_a_chunk, execution, "measuring cycles",
               [&](std::size_t begin, std::size_t end) {
                 for (std::size_t i = begin; i < end; ++i) {
                   const cycle::WaitingTime wait(rate.r, rate.alpha, regularity.k, x[i], t_x[i]);
                   usual[i] = wait.usual();
                   silence[i] = age[i] - t_x[i];
                   overdue[i] = wait.p_shorter(silence[i]);
                   is_overdue[i] = overdue[i] > options.alarm_level;
                   const double alarm = wait.exceeded_with(1.0 - options.alarm_level);
                   has_alarm[i] = std::isfinite(alarm);
                   if (has_alarm[i]) alarm_after[i] = alarm;
                   if (!has_days) continue;
                   const auto day = next_day(Day{last_day[i]}, wait.median_after(silence[i]),
                                             summary.unit(), *today);
                   has_next[i] = day.has_value();
                   if (day) next[i] = day->since_epoch;
                 }
               });

  Table::Builder clients;
  add_client_column(clients, summary);
  clients.float64("cycle", std::move(usual))
      .float64("silence", std::move(silence))
      .float64("overdue_probability", std::move(overdue))
      .boolean("is_overdue", std::move(is_overdue))
      .float64("alarm_after", std::move(alarm_after), std::move(has_alarm));
  if (has_days) clients.day("next_purchase", std::move(next), std::move(has_next));
  return {
      .clients = clients.build(), .regularity = regularity.k, .clients_used = regularity.clients};
}

}  // namespace tenure
