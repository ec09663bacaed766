#include <limits>

#include "base/throws.hpp"
#include "history/day_rule.hpp"

using namespace tenure;

namespace {

constexpr const char* new_york = "EST5EDT,M3.2.0,M11.1.0";

/// Seconds since 1970 of a UTC date and time.
std::int64_t utc(const char* date, int hour, int minute = 0) {
  return std::int64_t{Day::parse(date).since_epoch} * 86'400 + hour * 3600 + minute * 60;
}

std::int32_t offset_at(const DayRule& rule, std::int64_t second) {
  std::int32_t offset = 0;
  for (const auto& o : rule.offsets) {
    if (o.utc_second <= second) offset = o.offset_seconds;
  }
  return offset;
}

Day local_day(const DayRule& rule, std::int64_t second) {
  return {DayClock(rule).day_of_instant(second)};
}

}  // namespace

TEST_CASE("an instant belongs to the day of its zone") {
  CHECK(local_day(DayRule::utc(), utc("2024-03-10", 23, 59)) == Day::parse("2024-03-10"));
  CHECK(local_day(DayRule::fixed(60), utc("2024-03-10", 23)) == Day::parse("2024-03-11"));
  CHECK(local_day(DayRule::fixed(-60), utc("2024-03-10", 0, 59)) == Day::parse("2024-03-09"));
  CHECK(local_day(DayRule::utc(), -1) == Day::parse("1969-12-31"));
}

TEST_CASE("D10: the clocks change at both ends of summer time") {
  const DayRule rule = DayRule::posix(new_york);
  CHECK(offset_at(rule, utc("2024-03-10", 7) - 1) == -5 * 3600);
  CHECK(offset_at(rule, utc("2024-03-10", 7)) == -4 * 3600);
  CHECK(offset_at(rule, utc("2024-11-03", 6) - 1) == -4 * 3600);
  CHECK(offset_at(rule, utc("2024-11-03", 6)) == -5 * 3600);
  CHECK(local_day(rule, utc("2024-03-10", 4, 59)) == Day::parse("2024-03-09"));
  CHECK(local_day(rule, utc("2024-03-10", 5)) == Day::parse("2024-03-10"));
  CHECK(local_day(rule, utc("2024-03-11", 3, 59)) == Day::parse("2024-03-10"));  // a 23 h day
  CHECK(local_day(rule, utc("2024-03-11", 4)) == Day::parse("2024-03-11"));
}

TEST_CASE("the forms of a POSIX rule") {
  CHECK(offset_at(DayRule::posix("IST-5:30"), 0) == 19'800);
  CHECK(offset_at(DayRule::posix("<+1345>-13:45"), 0) == 49'500);
  // The south: summer at new year.
  const DayRule sydney = DayRule::posix("AEST-10AEDT,M10.1.0,M4.1.0/3");
  CHECK(offset_at(sydney, utc("2024-01-01", 0)) == 11 * 3600);
  CHECK(offset_at(sydney, utc("2024-07-01", 0)) == 10 * 3600);
  // The last Sunday of a month.
  const DayRule paris = DayRule::posix("CET-1CEST,M3.5.0,M10.5.0/3");
  CHECK(offset_at(paris, utc("2024-03-31", 1) - 1) == 3600);
  CHECK(offset_at(paris, utc("2024-03-31", 1)) == 7200);
  CHECK(offset_at(paris, utc("2024-10-27", 1)) == 3600);
  // Days of the year, with and without 29 February.
  const DayRule julian = DayRule::posix("AAA0BBB,J60/0,J300/0");
  CHECK(offset_at(julian, utc("2024-03-01", 0)) == 3600);
  CHECK(offset_at(julian, utc("2024-02-29", 23)) == 0);
  const DayRule zero_based = DayRule::posix("AAA0BBB,59/0,300/0");
  CHECK(offset_at(zero_based, utc("2024-02-29", 0)) == 3600);
}

TEST_CASE("a day may start after midnight") {
  DayRule rule = DayRule::utc();
  rule.day_starts_at = 4 * 60;
  CHECK(local_day(rule, utc("2024-05-02", 3, 59)) == Day::parse("2024-05-01"));
  CHECK(local_day(rule, utc("2024-05-02", 4)) == Day::parse("2024-05-02"));
  CHECK(Day{DayClock(rule).day_of_wall_clock(utc("2024-05-02", 3))} == Day::parse("2024-05-01"));
}

TEST_CASE("instants at the ends of their range become days out of the calendar") {
  const DayRule rule = DayRule::posix(new_york);
  CHECK(local_day(rule, std::numeric_limits<std::int64_t>::max()) > Day::last());
  CHECK(local_day(rule, std::numeric_limits<std::int64_t>::min()) < Day::first());
}

TEST_CASE("rules that are none are refused") {
  for (const char* rule :
       {"", "ES", "EST", "EST25", "EST5EDT", "EST5EDT,M3.2.0", "EST5x", "EST5EDT,M13.2.0,M11.1.0",
        "EST5EDT,M3.2.7,M11.1.0", "<EST5", "EST5EDT,M3.2.0,M11.1.0,", "EST5EDT,J0,J5",
        "EST5EDT,M3.2.0/168,M11.1.0", "America/New_York"}) {
    CHECK_MESSAGE(
        error_of(Status::invalid_argument, [&] { (void)DayRule::posix(rule); }).argument() ==
            "day_rule",
        rule);
  }
  error_of(Status::invalid_argument, [] { (void)DayRule::fixed(1500); });
  DayRule unordered;
  unordered.offsets = {{10, 0}, {10, 60}};
  error_of(Status::invalid_argument, [&] { (void)DayClock(unordered); });
  DayRule late;
  late.day_starts_at = 1440;
  CHECK(error_of(Status::invalid_argument, [&] { (void)DayClock(late); }).argument() ==
        "day_starts_at");
}
