#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "attrition/cohort_cells.hpp"
#include "base/calendar.hpp"
#include "base/check_arguments.hpp"
#include "base/optional_column.hpp"
#include "history/money.hpp"
#include "history/portfolio_data.hpp"
#include "history/purchases.hpp"
#include "math/normal.hpp"
#include "math/wilson.hpp"
#include <tenure/attrition_rates.hpp>

namespace tenure {
namespace {

using loss::Activity;
using loss::Cohort;

/// Adds the column "cohort" from the periods in which cohorts began.
using AddCohorts = std::function<void(Table::Builder&, const std::vector<std::int64_t>&)>;

Table cells_table(const std::vector<Cohort>& cohorts, const AddCohorts& add_cohorts,
                  bool has_revenue) {
  std::size_t rows = 0;
  for (const Cohort& cohort : cohorts) rows += cohort.active.size();
  std::vector<std::int64_t> began, age, clients, active;
  std::vector<double> retention, revenue;
  OptionalColumn attrition(rows), revenue_retention(rows);
  for (const Cohort& cohort : cohorts) {
    for (std::size_t a = 0; a < cohort.active.size(); ++a) {
      if (a > 0) attrition.set(age.size(), 1.0 - cohort.active[a] / cohort.active[a - 1]);
      revenue_retention.set(age.size(), cohort.revenue[a] / cohort.revenue[0]);
      began.push_back(cohort.began);
      age.push_back(static_cast<std::int64_t>(a));
      clients.push_back(static_cast<std::int64_t>(cohort.active[0]));
      active.push_back(static_cast<std::int64_t>(cohort.active[a]));
      retention.push_back(cohort.active[a] / cohort.active[0]);
      revenue.push_back(cohort.revenue[a]);
    }
  }
  Table::Builder table;
  add_cohorts(table, began);
  table.int64("age", std::move(age))
      .int64("clients", std::move(clients))
      .int64("active", std::move(active))
      .float64("retention", std::move(retention));
  std::move(attrition).add_to(table, "attrition");
  if (has_revenue) {
    table.float64("revenue", std::move(revenue));
    std::move(revenue_retention).add_to(table, "revenue_retention");
  }
  return table.build();
}

std::size_t most_ages(const std::vector<Cohort>& cohorts) {
  // The first cohort is the oldest.
  return cohorts.empty() ? 0 : cohorts.front().active.size();
}

Table triangle_table(const std::vector<Cohort>& cohorts, const AddCohorts& add_cohorts) {
  std::vector<std::int64_t> began, clients;
  for (const Cohort& cohort : cohorts) {
    began.push_back(cohort.began);
    clients.push_back(static_cast<std::int64_t>(cohort.active[0]));
  }
  Table::Builder table;
  add_cohorts(table, began);
  table.int64("clients", std::move(clients));
  for (std::size_t a = 0; a < most_ages(cohorts); ++a) {
    OptionalColumn retention(cohorts.size());
    for (std::size_t c = 0; c < cohorts.size(); ++c) {
      const Cohort& cohort = cohorts[c];
      if (a < cohort.active.size()) retention.set(c, cohort.active[a] / cohort.active[0]);
    }
    std::move(retention).add_to(table, "age_" + std::to_string(a));
  }
  return table.build();
}

Table ages_table(const std::vector<Cohort>& cohorts, double level) {
  const std::size_t rows = most_ages(cohorts);
  const double z = math::two_sided_normal(level);
  std::vector<std::int64_t> age, number, clients, active;
  std::vector<double> retention, lower, upper;
  OptionalColumn attrition(rows);
  for (std::size_t a = 0; a < rows; ++a) {
    double all = 0.0, still = 0.0, before = 0.0;
    std::int64_t observed = 0;
    for (const Cohort& cohort : cohorts) {
      if (a >= cohort.active.size()) continue;
      ++observed;
      all += cohort.active[0];
      still += cohort.active[a];
      if (a > 0) before += cohort.active[a - 1];
    }
    const math::ShareInterval interval = math::wilson(still / all, all, z);
    if (a > 0) attrition.set(a, 1.0 - still / before);
    age.push_back(static_cast<std::int64_t>(a));
    number.push_back(observed);
    clients.push_back(static_cast<std::int64_t>(all));
    active.push_back(static_cast<std::int64_t>(still));
    retention.push_back(still / all);
    lower.push_back(interval.lower);
    upper.push_back(interval.upper);
  }
  Table::Builder table;
  table.int64("age", std::move(age))
      .int64("cohorts", std::move(number))
      .int64("clients", std::move(clients))
      .int64("active", std::move(active))
      .float64("retention", std::move(retention))
      .float64("lower", std::move(lower))
      .float64("upper", std::move(upper));
  std::move(attrition).add_to(table, "attrition");
  return table.build();
}

CohortTriangle triangle_of(std::vector<Activity> rows, std::int64_t last_period, bool has_revenue,
                           double level, const AddCohorts& add_cohorts) {
  check_level(level);
  loss::merge(rows);
  const std::vector<Cohort> cohorts = loss::cohorts_of(rows, last_period);
  return {cells_table(cohorts, add_cohorts, has_revenue), triangle_table(cohorts, add_cohorts),
          ages_table(cohorts, level)};
}

/// Periods of the calendar, numbered.
class CalendarPeriods {
 public:
  explicit CalendarPeriods(TimeUnit unit) : unit_(unit) { static_cast<void>(to_string(unit)); }

  [[nodiscard]] std::int64_t of(Day day) const {
    switch (unit_) {
      case TimeUnit::day:
        return day.since_epoch;
      case TimeUnit::week: {
        const std::int64_t since_monday = std::int64_t{day.since_epoch} + epoch_weekday;
        return since_monday >= 0 ? since_monday / 7 : -((6 - since_monday) / 7);
      }
      default: {
        const Date date = to_date(day);
        return (std::int64_t{date.year} * 12 + date.month - 1) / months();
      }
    }
  }

  [[nodiscard]] Day first_day(std::int64_t period) const {
    switch (unit_) {
      case TimeUnit::day:
        return {static_cast<std::int32_t>(period)};
      case TimeUnit::week:
        return {static_cast<std::int32_t>(period * 7 - epoch_weekday)};
      default: {
        const std::int64_t month = period * months();
        return Day::from_date(static_cast<int>(month / 12), static_cast<int>(month % 12) + 1, 1);
      }
    }
  }

  /// The last period that is over at the end of `day`.
  [[nodiscard]] std::int64_t last_over(Day day) const {
    if (day == Day::last()) return of(day);
    return of(day + Days{1}) - 1;
  }

 private:
  static constexpr std::int64_t epoch_weekday = 3;  // 1970-01-01 was a Thursday, Monday is 0

  [[nodiscard]] std::int64_t months() const {
    return unit_ == TimeUnit::month ? 1 : unit_ == TimeUnit::quarter ? 3 : 12;
  }

  TimeUnit unit_;
};

/// Cohorts by the first day of their period.
AddCohorts first_days(const CalendarPeriods& periods) {
  return [periods](Table::Builder& table, const std::vector<std::int64_t>& began) {
    std::vector<std::int32_t> days;
    for (const std::int64_t period : began) days.push_back(periods.first_day(period).since_epoch);
    table.day("cohort", std::move(days));
  };
}

}  // namespace

CohortTriangle cohort_triangle(const CohortRows& rows, double level) {
  check_length("period", rows.period.size(), rows.client.size());
  if (!rows.revenue.empty()) check_length("revenue", rows.revenue.size(), rows.client.size());
  std::vector<Activity> activity;
  for (std::size_t i = 0; i < rows.client.size(); ++i) {
    const double revenue = rows.revenue.empty() ? 0.0 : rows.revenue[i];
    require(std::isfinite(revenue), "revenue", "finite", revenue, static_cast<std::int64_t>(i));
    if (rows.period[i] > rows.last_period) continue;
    activity.push_back({rows.client[i], rows.period[i], revenue});
  }
  return triangle_of(std::move(activity), rows.last_period, !rows.revenue.empty(), level,
                     [](Table::Builder& table, const std::vector<std::int64_t>& began) {
                       table.int64("cohort", began);
                     });
}

CohortTriangle cohort_triangle(const Portfolio& portfolio, TimeUnit unit, double level) {
  const CalendarPeriods periods(unit);
  const Portfolio::Data& data = portfolio.data();
  const std::int64_t last = periods.last_over(portfolio.observed_until());
  const int decimals = data.options.currency.decimals;
  std::vector<Activity> activity;
  std::vector<Purchase> spare;
  for (std::size_t i = 0; i < data.clients(); ++i) {
    const auto client = static_cast<std::int64_t>(i);
    for_purchases(data, i, portfolio.observed_until(), spare, [&](const Purchase& purchase) {
      const std::int64_t period = periods.of({purchase.day});
      if (period > last) return;
      const double revenue = units_from_minor(purchase.amount, decimals);
      if (!activity.empty() && activity.back().client == client &&
          activity.back().period == period) {
        activity.back().revenue += revenue;
      } else {
        activity.push_back({client, period, revenue});
      }
    });
  }
  return triangle_of(std::move(activity), last, data.has_amounts, level, first_days(periods));
}

CohortTriangle cohort_triangle(const Record& record, TimeUnit unit, double level) {
  if (!record.has(RecordTable::contracts)) {
    throw Error(Status::invalid_argument, "cohort_triangle: the record has no contracts", "record");
  }
  const CalendarPeriods periods(unit);
  const std::int64_t last = periods.last_over(record.portfolio().observed_until());
  const Table& contracts = record.table(RecordTable::contracts);
  const auto starts = contracts.day("start");
  const auto end = contracts.find("end");
  const auto offsets = record.offsets(RecordTable::contracts);
  std::vector<Activity> activity;
  for (std::size_t c = 0; c < record.clients(); ++c) {
    for (std::size_t i = offsets[c]; i < offsets[c + 1]; ++i) {
      const Day start{starts[i]};
      const bool has_end =
          end && (contracts.validity(*end).empty() || contracts.validity(*end)[i] != 0);
      const Day last_day =
          has_end ? std::max(start, Day{contracts.day(*end)[i]} - Days{1}) : Day::last();
      const std::int64_t until = std::min(last, periods.of(last_day));
      if (periods.of(start) <= until) loss::check_span(periods.of(start), last);
      for (std::int64_t p = periods.of(start); p <= until; ++p) {
        activity.push_back({static_cast<std::int64_t>(c), p, 0.0});
      }
    }
  }
  return triangle_of(std::move(activity), last, false, level, first_days(periods));
}

}  // namespace tenure
