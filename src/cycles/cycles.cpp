#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/execution_share.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "cycles/regularity.hpp"
#include "cycles/regularity_law.hpp"
#include "cycles/waiting_time.hpp"
#include "history/client_column.hpp"
#include "models/gamma_rate.hpp"
#include "models/summary_input.hpp"
#include <tenure/cycles.hpp>
#include <tenure/error.hpp>

namespace tenure {
namespace {

constexpr std::size_t clients_a_cycle_chunk = 1024;
constexpr Day last_calendar_day{2932896};  // 9999-12-31

void check(const FittedModel& purchases, const Summary& summary, const CycleOptions& options) {
  model::check_purchases_model(purchases, summary);
  if (!(options.alarm_level > 0.0 && options.alarm_level < 1.0)) {
    throw Error(Status::invalid_argument,
                "cycles: alarm_level must be between 0 and 1, not " + to_text(options.alarm_level),
                "alarm_level");
  }
  if (!(options.level > 0.0 && options.level < 1.0)) {
    throw Error(Status::invalid_argument,
                "cycles: level must be between 0 and 1, not " + to_text(options.level), "level");
  }
}

/// The day of a purchase `wait` units after `last`; a purchase still to come is after `today`.
std::optional<Day> next_day(Day last, double wait, TimeUnit unit, Day today) {
  constexpr double years_on_the_calendar = 7900;
  if (!(wait / units_per_year(unit) < years_on_the_calendar)) return std::nullopt;
  const Day day = std::max(add_time(last, wait, unit), today + Days{1});
  return day <= last_calendar_day ? std::optional(day) : std::nullopt;
}

/// A column and which of its cells have a value.
template <class T>
struct CycleColumn {
  explicit CycleColumn(std::size_t rows) : values(rows), valid(rows) {}
  void set(std::size_t row, const std::optional<T>& value) {
    valid[row] = value.has_value();
    if (value) values[row] = *value;
  }
  std::vector<T> values;
  std::vector<std::uint8_t> valid;
};

/// The three days between which, and at which, a client is likely to come back.
struct NextPurchase {
  explicit NextPurchase(std::size_t rows) : from(rows), median(rows), to(rows) {}
  CycleColumn<std::int32_t> from, median, to;
};

/// A silent client's next purchase is after `today`.
struct Observed {
  Day last, today;
  TimeUnit unit;
};

void predict(const cycle::WaitingTime& wait, double silence, double level, const Observed& observed,
             std::size_t row, NextPurchase& next) {
  const auto day = [&](double share_still_waiting) -> std::optional<std::int32_t> {
    const auto found = next_day(observed.last, wait.exceeded_after(silence, share_still_waiting),
                                observed.unit, observed.today);
    return found ? std::optional(found->since_epoch) : std::nullopt;
  };
  next.from.set(row, day(0.5 * (1.0 + level)));
  next.median.set(row, day(0.5));
  next.to.set(row, day(0.5 * (1.0 - level)));
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
  const auto litt = summary.log_interpurchase();
  const auto last_day = summary.last_day();
  const std::optional<Day> today = summary.calibration_end();
  const bool has_days = today.has_value() && !last_day.empty();
  const cycle::RegularityLaw law(x, t_x, litt, regularity.k, share_of(execution, 0.0, 0.3));

  std::vector<double> usual(rows), usual_from(rows), own(rows), own_from(rows), own_to(rows),
      silence(rows), overdue(rows);
  std::vector<std::uint8_t> is_overdue(rows);
  CycleColumn<double> alarm_after(rows), usual_to(rows);
  const auto if_finite = [](double value) {
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
  };
  NextPurchase next(rows);
  parallel_for(rows, clients_a_cycle_chunk, share_of(execution, 0.3, 1.0), "measuring cycles",
               [&](std::size_t begin, std::size_t end) {
                 for (std::size_t i = begin; i < end; ++i) {
                   const cycle::OwnRegularity k =
                       law.of(x[i], t_x[i], litt.empty() ? 0.0 : litt[i], options.level);
                   own[i] = k.k;
                   own_from[i] = k.from;
                   own_to[i] = k.to;
                   const double used =
                       options.own_regularity && law.spread() > 0.0 ? k.k : regularity.k;
                   const cycle::WaitingTime wait(rate.r, rate.alpha, used, x[i], t_x[i]);
                   usual[i] = wait.usual();
                   usual_from[i] = wait.usual_quantile(0.5 * (1.0 - options.level));
                   usual_to.set(i, if_finite(wait.usual_quantile(0.5 * (1.0 + options.level))));
                   silence[i] = age[i] - t_x[i];
                   overdue[i] = wait.p_shorter(silence[i]);
                   is_overdue[i] = overdue[i] > options.alarm_level;
                   alarm_after.set(i, if_finite(wait.exceeded_with(1.0 - options.alarm_level)));
                   if (!has_days) continue;
                   predict(wait, silence[i], options.level,
                           {Day{last_day[i]}, *today, summary.unit()}, i, next);
                 }
               });

  Table::Builder clients;
  add_client_column(clients, summary);
  clients.float64("cycle", std::move(usual))
      .float64("cycle_from", std::move(usual_from))
      .float64("cycle_to", std::move(usual_to.values), std::move(usual_to.valid))
      .float64("regularity", std::move(own))
      .float64("regularity_from", std::move(own_from))
      .float64("regularity_to", std::move(own_to))
      .float64("silence", std::move(silence))
      .float64("overdue_probability", std::move(overdue))
      .boolean("is_overdue", std::move(is_overdue))
      .float64("alarm_after", std::move(alarm_after.values), std::move(alarm_after.valid));
  if (has_days) {
    clients.day("next_purchase", std::move(next.median.values), std::move(next.median.valid))
        .day("next_purchase_from", std::move(next.from.values), std::move(next.from.valid))
        .day("next_purchase_to", std::move(next.to.values), std::move(next.to.valid));
  }
  return {.clients = clients.build(),
          .regularity = regularity.k,
          .regularity_spread = law.spread(),
          .clients_used = regularity.clients};
}

}  // namespace tenure
