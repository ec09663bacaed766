#include <cstdint>
#include <limits>

#include "base/throws.hpp"
#include "tenure/units.hpp"

using namespace tenure;

namespace {
Day day(const char* text) { return Day::parse(text); }
}  // namespace

TEST_CASE("a day is a date") {
  CHECK(day("1970-01-01").since_epoch == 0);
  CHECK(day("19970101").since_epoch == 9862);
  CHECK(day("2000-02-29") + Days{1} == day("2000-03-01"));
  CHECK(Day::from_date(1998, 6, 30).to_string() == "1998-06-30");
  CHECK(Day::first().to_string() == "1400-01-01");
  CHECK(Day::last().to_string() == "9999-12-31");
}

TEST_CASE("every day of eight centuries reads back") {
  for (Day d = day("1600-01-01"); d < day("2400-01-01"); d = d + Days{1}) {
    REQUIRE(Day::parse(d.to_string()) == d);
  }
}

TEST_CASE("what is not a date is refused") {
  for (const char* text : {"", "1997", "1997-1-01", "1997/01/01", "1997-02-29", "1900-02-29",
                           "1997-13-01", "1997-00-10", "1997-01-00", "1997-01-32", "1399-12-31",
                           "-199-01-01", "1997-01-01 ", "199701011", "1997--101", "14/03/2014"}) {
    CHECK_MESSAGE(error_of(Status::invalid_argument, [&] { (void)day(text); }).argument() == "day",
                  text);
  }
  error_of(Status::invalid_argument, [] { (void)Day{Day::last().since_epoch + 1}.to_string(); });
  error_of(Status::invalid_argument, [] { (void)Day{INT32_MIN}.to_string(); });
}

TEST_CASE("days and weeks are counted in days, in fractions") {
  CHECK(time_between(day("1997-01-01"), day("1997-09-30"), TimeUnit::day) == 272);
  CHECK(time_between(day("1997-01-01"), day("1997-09-30"), TimeUnit::week) == 272.0 / 7);
  CHECK(time_between(day("1997-01-08"), day("1997-01-01"), TimeUnit::week) == -1);
}

TEST_CASE("D11: a leap day and months") {
  // lifetimes: 48.000986 "months" and 4.000082 years.
  CHECK(time_between(day("2012-02-29"), day("2016-02-29"), TimeUnit::month) == 48);
  CHECK(time_between(day("2012-02-29"), day("2016-02-29"), TimeUnit::quarter) == 16);
  CHECK(time_between(day("2012-02-29"), day("2016-02-29"), TimeUnit::year) == 4);
  CHECK(time_between(day("2012-02-29"), day("2013-02-28"), TimeUnit::year) == 1);
  CHECK(time_between(day("2012-02-29"), day("2013-02-28"), TimeUnit::month) == 12);
  CHECK(add_time(day("2012-02-29"), 12, TimeUnit::month) == day("2013-02-28"));
  CHECK(add_time(day("2012-02-29"), 48, TimeUnit::month) == day("2016-02-29"));
}

TEST_CASE("the last day of a month does not stay the last") {
  // boost::gregorian::months would snap 29 February + 1 month to 31 March.
  CHECK(add_time(day("2012-02-29"), 1, TimeUnit::month) == day("2012-03-29"));
  CHECK(add_time(day("2012-01-31"), 1, TimeUnit::month) == day("2012-02-29"));
  CHECK(add_time(day("2012-01-31"), 2, TimeUnit::month) == day("2012-03-31"));
  CHECK(add_time(day("2012-01-31"), -11, TimeUnit::month) == day("2011-02-28"));
}

TEST_CASE("a step that has begun counts by its days") {
  CHECK(time_between(day("2021-01-01"), day("2021-01-16"), TimeUnit::month) == 15.0 / 31);
  CHECK(time_between(day("2021-02-01"), day("2021-02-15"), TimeUnit::month) == 0.5);
  CHECK(time_between(day("2021-01-31"), day("2021-03-30"), TimeUnit::month) == 1 + 30.0 / 31);
  CHECK(time_between(day("2021-01-01"), day("2022-07-02"), TimeUnit::year) == 1 + 182.0 / 365);
}

TEST_CASE("time grows with the day, and add_time is its inverse") {
  for (const auto unit :
       {TimeUnit::day, TimeUnit::week, TimeUnit::month, TimeUnit::quarter, TimeUnit::year}) {
    for (const char* start : {"2012-02-29", "2011-12-31", "2012-01-30", "2013-08-15"}) {
      const Day from = day(start);
      double before = time_between(from, from - Days{801}, unit);
      for (int d = -800; d <= 1600; ++d) {
        const double time = time_between(from, from + Days{d}, unit);
        REQUIRE(time > before);
        REQUIRE(add_time(from, time, unit) == from + Days{d});
        before = time;
      }
    }
  }
}

TEST_CASE("times beyond the calendar are refused") {
  const Day d = day("2020-01-01");
  for (const auto unit : {TimeUnit::day, TimeUnit::week, TimeUnit::month, TimeUnit::year}) {
    for (const double units : {1e300, -1e300, 3e7, std::numeric_limits<double>::quiet_NaN()}) {
      error_of(Status::invalid_argument, [&] { (void)add_time(d, units, unit); });
    }
  }
}
