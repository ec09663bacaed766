/// Days and dates: the one place where the calendar library is used.
#include "base/calendar.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include <boost/date_time/gregorian/gregorian_types.hpp>

#include "base/text.hpp"
#include "tenure/error.hpp"
#include "tenure/units.hpp"

namespace tenure {
namespace {

using Calendar = boost::gregorian::gregorian_calendar;

const std::int64_t epoch = Calendar::day_number({1970, 1, 1});

[[noreturn]] void out_of_range(const std::string& what) {
  throw Error(Status::invalid_argument, what + " is outside the calendar, 1400-01-01 to 9999-12-31",
              "day");
}

/// `months` calendar months from `from`; the day of month is clamped to the month's last, and
/// (unlike boost's `months`) the last of a month does not stay the last.
Day step_months(const Date& from, std::int64_t months) {
  const std::int64_t month = std::int64_t{from.year} * 12 + (from.month - 1) + months;
  const auto year = static_cast<int>(month / 12);
  if (month < 0 || year < 1400 || year > 9999) out_of_range("a day that many months away");
  const int in_year = static_cast<int>(month % 12) + 1;
  const int last = Calendar::end_of_month_day(static_cast<unsigned short>(year),
                                              static_cast<unsigned short>(in_year));
  return Day::from_date(year, in_year, from.day < last ? from.day : last);
}

/// Calendar months in one `unit`; 0 for the units that are a number of days.
int months_in(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::month:
      return 1;
    case TimeUnit::quarter:
      return 3;
    case TimeUnit::year:
      return 12;
    case TimeUnit::day:
    case TimeUnit::week:
      break;
  }
  return 0;
}

}  // namespace

Date to_date(Day day) {
  if (day < Day::first() || day > Day::last()) {
    out_of_range("day " + std::to_string(day.since_epoch));
  }
  const auto ymd = Calendar::from_day_number(static_cast<std::uint32_t>(day.since_epoch + epoch));
  return {ymd.year, ymd.month.as_number(), ymd.day.as_number()};
}

Day Day::from_date(int year, int month, int day) {
  const bool plausible = year >= 1400 && year <= 9999 && month >= 1 && month <= 12 && day >= 1;
  if (!plausible || day > Calendar::end_of_month_day(static_cast<unsigned short>(year),
                                                     static_cast<unsigned short>(month))) {
    throw Error(Status::invalid_argument,
                "there is no day " + std::to_string(year) + "-" + std::to_string(month) + "-" +
                    std::to_string(day),
                "day");
  }
  const auto number =
      Calendar::day_number({static_cast<unsigned short>(year), static_cast<unsigned short>(month),
                            static_cast<unsigned short>(day)});
  return {static_cast<std::int32_t>(number - epoch)};
}

Day Day::parse(std::string_view text) {
  const bool dashed = text.size() == 10 && text[4] == '-' && text[7] == '-';
  std::array<int, 3> fields{};
  bool digits = dashed || text.size() == 8;
  if (digits) {
    const std::array<std::string_view, 3> parts{text.substr(0, 4), text.substr(dashed ? 5 : 4, 2),
                                                text.substr(dashed ? 8 : 6, 2)};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const char* const end = parts[i].data() + parts[i].size();
      const auto read = std::from_chars(parts[i].data(), end, fields[i]);
      digits = digits && read.ec == std::errc{} && read.ptr == end && parts[i].front() != '-';
    }
  }
  if (!digits) {
    throw Error(Status::invalid_argument,
                in_quotes(text) + " is not a date: use YYYY-MM-DD or YYYYMMDD", "day");
  }
  return from_date(fields[0], fields[1], fields[2]);
}

std::string Day::to_string() const {
  const Date date = to_date(*this);
  std::string text = "0000-00-00";
  for (int i = 3, rest = date.year; i >= 0; --i, rest /= 10) {
    text[static_cast<std::size_t>(i)] = static_cast<char>('0' + rest % 10);
  }
  text[5] = static_cast<char>('0' + date.month / 10);
  text[6] = static_cast<char>('0' + date.month % 10);
  text[8] = static_cast<char>('0' + date.day / 10);
  text[9] = static_cast<char>('0' + date.day % 10);
  return text;
}

double time_between(Day from, Day to, TimeUnit unit) {
  static_cast<void>(units_per_year(unit));  // rejects a unit that is none
  const double days = static_cast<double>(to.since_epoch) - from.since_epoch;
  const int months = months_in(unit);
  if (months == 0) return unit == TimeUnit::week ? days / 7 : days;

  const Date start = to_date(from);
  const Date end = to_date(to);
  std::int64_t steps = ((end.year - start.year) * 12 + end.month - start.month) / months;
  while (step_months(start, steps * months) > to) --steps;
  const Day begun = step_months(start, steps * months);
  if (begun == to) return static_cast<double>(steps);
  const Day next = step_months(start, (steps + 1) * months);
  return static_cast<double>(steps) +
         static_cast<double>((to - begun).count) / static_cast<double>((next - begun).count);
}

Day add_time(Day from, double units, TimeUnit unit) {
  static_cast<void>(units_per_year(unit));
  const Date start = to_date(from);  // rejects a day outside the calendar, before it is added to
  const int months = months_in(unit);
  const double days = unit == TimeUnit::week ? units * 7 : units;
  constexpr double most_days = 8600 * 366.0;  // the length of the calendar
  if (!(std::fabs(months == 0 ? days : units * months * 31) < 2 * most_days)) {
    out_of_range(from.to_string() + " plus " + to_text(units) + " units");
  }
  if (months == 0) {
    const Day day = from + Days{static_cast<std::int32_t>(std::lround(days))};
    static_cast<void>(to_date(day));
    return day;
  }
  const double whole = std::floor(units);
  const auto steps = static_cast<std::int64_t>(whole);
  const Day begun = step_months(start, steps * months);
  if (units == whole) return begun;
  const Day next = step_months(start, (steps + 1) * months);
  return begun + Days{static_cast<std::int32_t>(
                     std::lround((units - whole) * static_cast<double>((next - begun).count)))};
}

}  // namespace tenure
