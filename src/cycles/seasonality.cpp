#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "base/calendar.hpp"
#include "base/parallel.hpp"
#include "cycles/circular.hpp"
#include "history/client_column.hpp"
#include "history/purchases.hpp"
#include <tenure/cycles.hpp>

namespace tenure {
namespace {

using cycle::CircularMean;

constexpr std::size_t clients_a_season_chunk = 1024;

/// Where a day is in the calendar.
struct Place {
  double of_year = 0;                   ///< 0 to 1, the middle of the day
  std::uint8_t month = 0, weekday = 0;  ///< from 0: January, Monday
};

Place place_of(Day day) {
  const Date date = to_date(day);
  const Day new_year = Day::from_date(date.year, 1, 1);
  // The calendar's last year has no next one: its end is a day after its last.
  const Day last = Day::from_date(date.year, 12, 31);
  const double length = static_cast<double>((last - new_year).count) + 1.0;
  constexpr int days_a_week = 7, thursday = 3;  // 1970-01-01
  const int weekday = ((day.since_epoch + thursday) % days_a_week + days_a_week) % days_a_week;
  return {.of_year = (static_cast<double>((day - new_year).count) + 0.5) / length,
          .month = static_cast<std::uint8_t>(date.month - 1),
          .weekday = static_cast<std::uint8_t>(weekday)};
}

/// The places of all days observed.
class Calendar {
 public:
  Calendar(Day first, Day last) : first_(first) {
    for (Day day = first; day <= last; day = day + Days{1}) places_.push_back(place_of(day));
  }
  [[nodiscard]] const Place& operator[](std::int32_t day) const {
    return places_[static_cast<std::size_t>(day - first_.since_epoch)];
  }
  [[nodiscard]] const std::vector<Place>& all() const noexcept { return places_; }

 private:
  Day first_;
  std::vector<Place> places_;
};

struct Counts {
  std::array<double, 12> months{};
  std::array<double, 7> weekdays{};
  CircularMean year;
  void add(const Place& place) {
    months[place.month] += 1.0;
    weekdays[place.weekday] += 1.0;
    year.add(place.of_year);
  }
  void add(const Counts& other) {
    for (std::size_t i = 0; i < months.size(); ++i) months[i] += other.months[i];
    for (std::size_t i = 0; i < weekdays.size(); ++i) weekdays[i] += other.weekdays[i];
    year.add(other.year);
  }
};

double day_of_year(const CircularMean& year) {
  constexpr double days = 365.25;
  return 1.0 + year.direction() * days - 0.5;
}

/// `days`: how many of each kind were observed.
template <std::size_t n>
Table index_table(const char* name, const std::array<double, n>& purchases,
                  const std::array<double, n>& days) {
  double all_purchases = 0.0, all_days = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    all_purchases += purchases[i];
    all_days += days[i];
  }
  std::vector<std::int64_t> number, count;
  std::vector<double> expected, index;
  std::vector<std::uint8_t> valid;
  for (std::size_t i = 0; i < n; ++i) {
    number.push_back(static_cast<std::int64_t>(i + 1));
    count.push_back(static_cast<std::int64_t>(purchases[i]));
    expected.push_back(all_days > 0.0 ? all_purchases * days[i] / all_days : 0.0);
    valid.push_back(expected.back() > 0.0);
    index.push_back(valid.back() != 0 ? purchases[i] / expected.back() : 0.0);
  }
  return Table::Builder()
      .int64(name, std::move(number))
      .int64("purchases", std::move(count))
      .float64("expected", std::move(expected))
      .float64("index", std::move(index), std::move(valid))
      .build();
}

}  // namespace

SeasonalityResult seasonality(const Portfolio& portfolio, const Execution& execution) {
  const Portfolio::Data& data = portfolio.data();
  const Calendar calendar(portfolio.first_day(), portfolio.observed_until());
  std::vector<CircularMean> years(data.clients());
  std::vector<Counts> parts((data.clients() + clients_a_season_chunk - 1) / clients_a_season_chunk);
  parallel_for(data.clients(), clients_a_season_chunk, execution, "measuring seasons",
               [&](std::size_t begin, std::size_t end) {
                 std::vector<Purchase> purchases;
                 Counts& part = parts[begin / clients_a_season_chunk];
                 for (std::size_t i = begin; i < end; ++i) {
                   read_purchases(data, i, before_all_days, data.observed_until, purchases);
                   for (const Purchase& purchase : purchases) {
                     part.add(calendar[purchase.day]);
                     years[i].add(calendar[purchase.day].of_year);
                   }
                 }
               });
  Counts all, observed;
  for (const Counts& part : parts) all.add(part);
  for (const Place& place : calendar.all()) observed.add(place);

  std::vector<std::int64_t> purchases;
  std::vector<double> peak, concentration, p_value;
  std::vector<std::uint8_t> valid;
  const std::vector<std::size_t> scored = clients_without(portfolio, {ClientFlag::no_profiling});
  for (const std::size_t i : scored) {
    const CircularMean& year = years[i];
    purchases.push_back(static_cast<std::int64_t>(year.size()));
    valid.push_back(year.size() > 0.0);
    peak.push_back(valid.back() != 0 ? day_of_year(year) : 0.0);
    concentration.push_back(year.concentration());
    p_value.push_back(year.p_value());
  }
  Table::Builder clients;
  add_client_column(clients, portfolio, scored, portfolio.excluded_clients());
  SeasonalityResult result;
  result.clients = clients.int64("purchases", std::move(purchases))
                       .float64("peak", std::move(peak), valid)
                       .float64("concentration", std::move(concentration), valid)
                       .float64("p_value", std::move(p_value), valid)
                       .build();
  result.months = index_table("month", all.months, observed.months);
  result.weekdays = index_table("weekday", all.weekdays, observed.weekdays);
  result.peak = all.year.size() > 0.0 ? day_of_year(all.year) : 0.0;
  result.concentration = all.year.concentration();
  result.p_value = all.year.p_value();
  return result;
}

}  // namespace tenure
