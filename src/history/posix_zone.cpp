/// DayRule from a POSIX time zone rule (IEEE Std 1003.1, chapter 8.3, with the extension of RFC
/// 8536 that transition times may be up to a week).
#include <algorithm>
#include <limits>

#include "base/text.hpp"
#include "tenure/error.hpp"
#include "tenure/portfolio.hpp"

namespace tenure {
namespace {

constexpr int first_year = 1970;
constexpr int last_year = 2100;
constexpr std::int32_t hour = 3600;

bool is_leap(int year) {
  return Day::from_date(year, 3, 1) - Day::from_date(year, 2, 28) > Days{1};
}

/// When in a year the clock changes: the three forms of POSIX, and the local time of day.
struct Change {
  enum class Form { month_week_day, julian_without_leap_day, day_of_year } form;
  int month = 0, week = 0, day = 0;
  std::int32_t time = 2 * hour;

  [[nodiscard]] Day in(int year) const {
    const Day new_year = Day::from_date(year, 1, 1);
    if (form == Form::day_of_year) return new_year + Days{day};
    if (form == Form::julian_without_leap_day) {
      return new_year + Days{day - 1 + (is_leap(year) && day >= 60 ? 1 : 0)};
    }
    const Day month_start = Day::from_date(year, month, 1);
    const int weekday = ((month_start.since_epoch + 4) % 7 + 7) % 7;  // 1970-01-01: a Thursday
    Day found = month_start + Days{(day - weekday + 7) % 7 + 7 * (week - 1)};
    const Day next_month =
        month == 12 ? Day::from_date(year + 1, 1, 1) : Day::from_date(year, month + 1, 1);
    while (found >= next_month) found = found - Days{7};  // week 5: the last
    return found;
  }
};

class Parser {
 public:
  explicit Parser(std::string_view rule) : rule_(rule), rest_(rule) {}

  DayRule parse() {
    DayRule out;
    name();
    const std::int32_t standard = -offset();
    out.offsets.push_back({std::numeric_limits<std::int64_t>::min(), standard});
    if (rest_.empty()) return out;
    name();
    const std::int32_t summer = rest_.empty() || rest_.front() == ',' ? standard + hour : -offset();
    const Change to_summer = change();
    const Change to_standard = change();
    if (!rest_.empty()) fail();
    for (int year = first_year; year <= last_year; ++year) {
      append(out, to_summer, year, standard, summer);
      append(out, to_standard, year, summer, standard);
    }
    std::sort(out.offsets.begin() + 1, out.offsets.end(),
              [](const auto& a, const auto& b) { return a.utc_second < b.utc_second; });
    return out;
  }

 private:
  static void append(DayRule& out, const Change& change, int year, std::int32_t before,
                     std::int32_t after) {
    const std::int64_t midnight = std::int64_t{change.in(year).since_epoch} * 24 * hour;
    out.offsets.push_back({midnight + change.time - before, after});
  }

  [[noreturn]] void fail() const {
    throw Error(
        Status::invalid_argument,
        in_quotes(rule_) + " is not a POSIX time zone rule such as 'EST5EDT,M3.2.0,M11.1.0'",
        "day_rule");
  }

  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  int number(int low, int high) {
    int value = 0;
    std::size_t digits = 0;
    while (digits < rest_.size() && digits < 4 && rest_[digits] >= '0' && rest_[digits] <= '9') {
      value = value * 10 + (rest_[digits++] - '0');
    }
    if (digits == 0 || value < low || value > high) fail();
    rest_.remove_prefix(digits);
    return value;
  }

  /// Three letters or more, or anything alphanumeric in angle brackets.
  void name() {
    const bool bracketed = take('<');
    std::size_t length = 0;
    const auto belongs = [&](char c) {
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      return letter || (bracketed && ((c >= '0' && c <= '9') || c == '+' || c == '-'));
    };
    while (length < rest_.size() && belongs(rest_[length])) ++length;
    if (length < 3) fail();
    rest_.remove_prefix(length);
    if (bracketed && !take('>')) fail();
  }

  /// [+|-]hh[:mm[:ss]] in seconds.
  std::int32_t time(int most_hours) {
    const bool minus = take('-');
    if (!minus) take('+');
    std::int32_t seconds = number(0, most_hours) * hour;
    if (take(':')) seconds += number(0, 59) * 60;
    if (take(':')) seconds += number(0, 59);
    return minus ? -seconds : seconds;
  }
  std::int32_t offset() { return time(24); }

  Change change() {
    if (!take(',')) fail();
    Change out{};
    if (take('M')) {
      out.form = Change::Form::month_week_day;
      out.month = number(1, 12);
      if (!take('.')) fail();
      out.week = number(1, 5);
      if (!take('.')) fail();
      out.day = number(0, 6);
    } else if (take('J')) {
      out.form = Change::Form::julian_without_leap_day;
      out.day = number(1, 365);
    } else {
      out.form = Change::Form::day_of_year;
      out.day = number(0, 365);
    }
    if (take('/')) out.time = time(167);
    return out;
  }

  std::string_view rule_;
  std::string_view rest_;
};

}  // namespace

DayRule DayRule::posix(std::string_view rule) { return Parser(rule).parse(); }

}  // namespace tenure
