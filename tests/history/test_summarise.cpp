/// Summaries of logs small enough to be counted by hand, among them the cases in which other
/// packages go wrong.
#include <cmath>

#include "base/throws.hpp"
#include "history/purchase_logs.hpp"
#include "tenure/summary.hpp"

using namespace tenure;
using namespace tenure::test;

namespace {

Summary by_day(const Portfolio& portfolio, std::optional<Day> calibration_end = {}) {
  return Summary::from_portfolio(portfolio, {TimeUnit::day, {}, calibration_end});
}

}  // namespace

TEST_CASE("one client, counted by hand") {
  Log log;
  log.add("ann", "2024-01-01", 10, "", 4);
  log.add("ann", "2024-01-15", 20, "", 8);
  log.add("ann", "2024-01-22", 5, "", 2);
  ImportOptions options;
  options.observed_until = day("2024-01-29");
  const Summary s = Summary::from_portfolio(import(log, options));
  REQUIRE(s.size() == 1);
  CHECK(s.frequency()[0] == 2);
  CHECK(s.recency()[0] == 3);  // weeks
  CHECK(s.age()[0] == 4);
  CHECK(s.spend()[0] == 35);
  CHECK(s.mean_spend()[0] == 12.5);
  CHECK(s.margin()[0] == 21);
  CHECK(s.log_interpurchase()[0] == std::log(2.0) + std::log(1.0));
  CHECK(Day{s.first_day()[0]} == day("2024-01-01"));
  CHECK(Day{s.last_day()[0]} == day("2024-01-22"));
  CHECK(s.calibration_end() == day("2024-01-29"));
  CHECK_FALSE(s.has_holdout());
  CHECK(s.holdout_frequency().empty());
  CHECK(s.table().columns() == 10);
}

TEST_CASE("columns the log does not have are not there") {
  Log log;
  log.add("ann", "2024-01-01", 10);
  LogArrays arrays(log);
  arrays.arrays.amounts = {};
  arrays.arrays.costs = {};
  const Summary s = by_day(Portfolio::from_arrays(arrays.arrays));
  CHECK(s.spend().empty());
  CHECK(s.mean_spend().empty());
  CHECK(s.margin().empty());
  CHECK(s.frequency()[0] == 0);
}

TEST_CASE("D1: the first purchase is the earliest day, whatever the order of the rows") {
  // lifetimes sorted the dates as text and got 60.
  Log log;
  log.add("2", "2014-03-14", 100);
  log.add("2", "2014-04-09", 10);
  log.add("2", "2014-05-21", 20);
  CHECK(by_day(import(log)).mean_spend()[0] == 15);
  CHECK(by_day(import(log.rows_at({2, 0, 1}))).mean_spend()[0] == 15);
  CHECK(by_day(import(log)).recency()[0] == 68);  // D3
}

TEST_CASE("D5: purchases of one day are one purchase in the holdout too") {
  Log log;
  log.add("ann", "2014-09-01", 5);
  log.add("ann", "2014-10-01", 50);
  log.add("ann", "2014-10-01", 50);
  log.add("ann", "2014-11-01", 10);
  const Summary s = by_day(import(log), day("2014-09-01"));
  CHECK(s.holdout_frequency()[0] == 2);
  CHECK(s.holdout_spend()[0] / s.holdout_frequency()[0] == 55);
  CHECK(s.holdout_length() == 61);
}

TEST_CASE("D7: two purchases on the first day are no repeat") {
  Log log;
  log.add("ann", "2012-01-06", 10, "a");
  log.add("ann", "2012-01-06", 20, "b");
  CHECK(by_day(import(log)).frequency()[0] == 0);
  CHECK(by_day(import(log)).spend()[0] == 30);
  ImportOptions options;
  options.same_day = SameDay::keep;
  const Summary kept = by_day(import(log, options));
  CHECK(kept.frequency()[0] == 1);
  CHECK(kept.recency()[0] == 0);
  CHECK(kept.mean_spend()[0] == 20);
  CHECK(kept.log_interpurchase()[0] == 0);  // and not minus infinity
}

TEST_CASE("D8: repeats are purchases less first purchases: one count for all") {
  const Portfolio portfolio = [] {
    ImportOptions options;
    options.invalid_rows = RowPolicy::drop;
    options.returns = RowPolicy::drop;
    return import(dirty_log(11, 2'000), options);
  }();
  const Summary summary = by_day(portfolio);
  double repeats = 0;
  for (const double x : summary.frequency()) repeats += x;
  CHECK(repeats == static_cast<double>(portfolio.purchases() - portfolio.clients()));
}

TEST_CASE("D11: months are calendar months") {
  Log log;
  log.add("ann", "2012-02-29", 10);
  log.add("ann", "2013-02-28", 10);
  log.add("ann", "2016-02-29", 10);
  const Portfolio portfolio = import(log);
  const auto age = [&](TimeUnit unit) {
    return Summary::from_portfolio(portfolio, {unit, {}, {}}).age()[0];
  };
  CHECK(age(TimeUnit::month) == 48);
  CHECK(age(TimeUnit::quarter) == 16);
  CHECK(age(TimeUnit::year) == 4);
  CHECK(age(TimeUnit::day) == 1461);
}

TEST_CASE("D15: returns are taken off what was bought, and are no purchases") {
  // Other packages: frequency 2, mean -10.
  Log log;
  log.add("1", "2024-01-01", 10);
  log.add("1", "2024-01-02", 30);
  log.add("1", "2024-01-02", -30);
  log.add("1", "2024-01-03", -20);
  const Portfolio portfolio = import(log);
  const Summary s = by_day(portfolio);
  CHECK(s.frequency()[0] == 1);
  CHECK(s.recency()[0] == 1);
  CHECK(s.age()[0] == 2);
  CHECK(s.mean_spend()[0] == 0);  // 30 - 30
  CHECK(s.spend()[0] == 0);       // and 10 - 20, of which 10 find nothing
  CHECK(portfolio.report().returns_recorded == 2);
  CHECK(portfolio.report().returns_unmatched == 1);
}

TEST_CASE("a return comes off the latest purchase on or before its day, then off the one before") {
  Log log;
  log.add("ann", "2024-01-01", 100);
  log.add("ann", "2024-01-05", 40);
  log.add("ann", "2024-01-08", -60);
  log.add("ann", "2024-01-09", 70);
  const Summary s = by_day(import(log));
  CHECK(s.spend()[0] == 150);
  CHECK(s.mean_spend()[0] == 35);  // of 0 and 70; the first purchase is down to 80
}

TEST_CASE("a return in the holdout leaves the calibration period as it was") {
  Log log;
  log.add("ann", "2024-01-01", 100);
  log.add("ann", "2024-01-05", 40);
  log.add("ann", "2024-01-08", 30);
  log.add("ann", "2024-01-09", -50);
  const Summary s = by_day(import(log), day("2024-01-06"));
  CHECK(s.spend()[0] == 140);
  CHECK(s.holdout_frequency()[0] == 1);
  CHECK(s.holdout_spend()[0] == 0);
}

TEST_CASE("who only returned has no purchases") {
  Log log;
  log.add("ann", "2024-01-01", 10);
  log.add("joe", "2024-01-01", -10);
  const Portfolio portfolio = import(log);
  CHECK(portfolio.clients() == 2);
  const Summary s = by_day(portfolio);
  REQUIRE(s.size() == 1);
  CHECK(std::get<TextView>(s.client_ids())[0] == "ann");
  CHECK(s.clients_left_out() == 1);
}

TEST_CASE("clients of the holdout alone are left out and counted") {
  Log log;
  log.add("ann", "2024-01-01", 10);
  log.add("joe", "2024-01-07", 10);
  log.add("eve", "2024-01-09", 10);
  const Portfolio portfolio = import(log);
  const Summary s = by_day(portfolio, day("2024-01-06"));
  CHECK(s.size() == 1);
  CHECK(s.clients_left_out() == 2);
  const Summary earlier =
      Summary::from_portfolio(portfolio, {TimeUnit::day, day("2024-01-08"), day("2024-01-06")});
  CHECK(earlier.clients_left_out() == 1);  // nobody knows of eve yet
}

TEST_CASE("D18, D19: no clients are an empty summary that says how many were left out") {
  CHECK(by_day(import({})).size() == 0);
  Log log;
  log.add("ann", "2014-01-01", 10);
  const Summary s = Summary::from_portfolio(import(log), {TimeUnit::day, {}, day("2013-01-01")});
  CHECK(s.size() == 0);
  CHECK(s.clients_left_out() == 1);
  CHECK(s.table().rows() == 0);
}

TEST_CASE("a log that does not say how long it was observed can be summarised at a later day") {
  Log log;
  log.add("ann", "2014-01-01", 10);
  const Summary s = Summary::from_portfolio(import(log), {TimeUnit::day, day("2014-01-11"), {}});
  CHECK(s.age()[0] == 10);
  CHECK(s.observed_until() == day("2014-01-11"));
}

TEST_CASE("a summary cannot look beyond the given end, nor calibrate beyond it") {
  Log log;
  log.add("ann", "2014-01-01", 10);
  ImportOptions options;
  options.observed_until = day("2014-01-01");
  const Portfolio portfolio = import(log, options);
  CHECK(error_of(Status::invalid_argument, [&] {
          (void)Summary::from_portfolio(portfolio, {TimeUnit::day, day("2014-01-02"), {}});
        }).argument() == "observed_until");
  CHECK(error_of(Status::invalid_argument, [&] {
          (void)by_day(portfolio, day("2014-01-02"));
        }).argument() == "calibration_end");
}
