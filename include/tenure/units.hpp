/// Units at the edges of the library: days, time units, money, discount rates.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace tenure {

/// A number of days.
struct Days {
  std::int32_t count = 0;
  friend constexpr auto operator<=>(Days, Days) = default;
};

/// A calendar day: days since 1970-01-01.
struct Day {
  std::int32_t since_epoch = 0;

  // The calendar's ends: 1400-01-01 and 9999-12-31. A day outside is an error wherever one is read.
  [[nodiscard]] static constexpr Day first() { return {-208188}; }
  [[nodiscard]] static constexpr Day last() { return {2932896}; }
  /// The day of a proleptic Gregorian date; throws Error(invalid_argument) if there is none.
  [[nodiscard]] static Day from_date(int year, int month, int day);
  /// Reads "YYYY-MM-DD" or "YYYYMMDD"; throws Error(invalid_argument) otherwise.
  [[nodiscard]] static Day parse(std::string_view text);
  /// "YYYY-MM-DD".
  [[nodiscard]] std::string to_string() const;

  friend constexpr auto operator<=>(Day, Day) = default;
  friend constexpr Day operator+(Day day, Days days) { return {day.since_epoch + days.count}; }
  friend constexpr Day operator-(Day day, Days days) { return {day.since_epoch - days.count}; }
  friend constexpr Days operator-(Day a, Day b) { return {a.since_epoch - b.since_epoch}; }
};

/// The unit in which frequency, recency and age are counted. Chosen when a Summary is built and
/// carried by it and by every model fitted to it.
enum class TimeUnit : std::int32_t { day = 0, week = 1, month = 2, quarter = 3, year = 4 };

/// "day", "week", "month", "quarter", "year".
[[nodiscard]] std::string_view to_string(TimeUnit unit);
[[nodiscard]] TimeUnit time_unit_from_string(std::string_view name);

/// Units in a year by the field's convention: 365, 52, 12, 4, 1. Used to convert rates only.
[[nodiscard]] double units_per_year(TimeUnit unit);

/// Time from one day to a later one in fractional units. Day and week: days / 1 and days / 7.
/// Month, quarter, year: whole calendar steps from `from` (the day of month clamped to the
/// month's last: 29 Feb + 12 months = 28 Feb) plus the share of the step that has begun, so
/// that 2012-02-29 to 2016-02-29 is exactly 48 months.
[[nodiscard]] double time_between(Day from, Day to, TimeUnit unit);

/// The day `units` after `from`, rounded to the nearest day: the inverse of time_between.
[[nodiscard]] Day add_time(Day from, double units, TimeUnit unit);

/// A recorded amount: minor units (cents) as an exact integer.
struct Money {
  std::int64_t minor = 0;
  friend constexpr auto operator<=>(Money, Money) = default;
};

/// The currency amounts are recorded in: its ISO 4217 code (may be empty) and decimals.
struct Currency {
  std::string code;
  int decimals = 2;  ///< minor units in one unit = 10^decimals; 0 to 6
  friend bool operator==(const Currency&, const Currency&) = default;
};

/// An interest rate that knows its period, so that it cannot be applied to another one.
class DiscountRate {
 public:
  /// `rate` is earned once a `period`: 0.10 per year turns 1.00 into 1.10 after a year.
  [[nodiscard]] static DiscountRate effective(double rate, TimeUnit period);
  /// `delta` is the force of interest per `period`: 1.00 turns into exp(delta).
  [[nodiscard]] static DiscountRate continuous(double delta, TimeUnit period);

  /// The force of interest per `unit`: ln(1 + d) / 52 for an annual d and weeks.
  [[nodiscard]] double force_per(TimeUnit unit) const;

 private:
  constexpr DiscountRate(double force, TimeUnit period) : force_(force), period_(period) {}
  double force_;
  TimeUnit period_;
};

}  // namespace tenure
