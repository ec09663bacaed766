/// What holds for every log, tried on random dirty ones.
#include <cmath>
#include <cstring>
#include <numeric>

#include "base/throws.hpp"
#include "history/purchase_logs.hpp"
#include "history/same_summaries.hpp"
#include "tenure/summary.hpp"

using namespace tenure;
using namespace tenure::test;

TEST_CASE("B1: rows read = kept + merged + dropped") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const Log log = dirty_log(seed, 1 + seed * 2);
    const ImportReport report = import(log, random_policies(seed)).report();
    REQUIRE(report.rows_read == static_cast<std::int64_t>(log.rows()));
    REQUIRE(report.rows_read == report.kept + report.merged + report.rows_dropped());
    REQUIRE((report.merged == 0) == (report.first_merged_row < 0));
    for (const auto& dropped : report.dropped) REQUIRE(dropped.first_row >= 0);
  }
}

TEST_CASE("the report counts what a plain recount counts") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Log log = dirty_log(seed, 200);
    ImportOptions options;
    options.invalid_rows = RowPolicy::drop;
    options.returns = RowPolicy::drop;
    const ImportReport report = import(log, options).report();
    std::int64_t guests = 0, invalid = 0, returns = 0, first_return = -1;
    for (std::size_t i = 0; i < log.rows(); ++i) {
      if (log.client[i].empty()) {
        ++guests;
      } else if (log.days[i] == PurchaseArrays::no_day || std::isnan(log.amount[i]) ||
                 std::isnan(log.cost[i])) {
        ++invalid;
      } else if (log.amount[i] < 0) {
        if (returns++ == 0) first_return = static_cast<std::int64_t>(i);
      }
    }
    for (const auto& dropped : report.dropped) {
      if (dropped.reason == "guest") REQUIRE(dropped.rows == guests);
      if (dropped.reason == "invalid") REQUIRE(dropped.rows == invalid);
      if (dropped.reason == "return") {
        REQUIRE(dropped.rows == returns);
        REQUIRE(dropped.first_row == first_return);
      }
    }
  }
}

TEST_CASE("law 12: rows in another order are the same portfolio, bit by bit") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Log log = dirty_log(seed, 300);
    std::vector<std::size_t> order(log.rows());
    std::iota(order.begin(), order.end(), std::size_t{0});
    RandomBits random(seed);
    random.shuffle(order);
    const ImportOptions options = random_policies(seed);
    const Portfolio straight = import(log, options);
    const Portfolio shuffled = import(log.rows_at(order), options);
    REQUIRE(same_rows(straight, shuffled));
    REQUIRE(straight.report().kept == shuffled.report().kept);
    REQUIRE(straight.report().merged == shuffled.report().merged);
    REQUIRE(straight.report().returns_unmatched == shuffled.report().returns_unmatched);
    REQUIRE(same_summaries(Summary::from_portfolio(straight), Summary::from_portfolio(shuffled)));
  }
}

TEST_CASE("law 12: any partition into builders is the whole, in whatever order they are merged") {
  for (const std::size_t parts : {1U, 2U, 7U, 100U}) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      const Log log = dirty_log(seed, 300);
      const ImportOptions options = random_policies(seed);
      std::vector<PortfolioBuilder> builders;
      for (std::size_t p = 0; p < parts; ++p) {
        const std::size_t begin = log.rows() * p / parts, end = log.rows() * (p + 1) / parts;
        builders.emplace_back(options).push(LogArrays(log.rows_between(begin, end)).arrays);
      }
      RandomBits(seed).shuffle(builders);
      PortfolioBuilder all(options);
      for (PortfolioBuilder& builder : builders) {
        all.merge(std::move(builder));
        REQUIRE(builder.rows_read() == 0);
      }
      REQUIRE(all.rows_read() == static_cast<std::int64_t>(log.rows()));
      REQUIRE(same_rows(all.build(), import(log, options)));
    }
  }
}

TEST_CASE("builders merged in the order of the log give its report, row numbers and all") {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const Log log = dirty_log(seed, 300);
    const ImportOptions options = random_policies(seed);
    PortfolioBuilder first(options), second(options);
    first.push(LogArrays(log.rows_between(0, 120)).arrays);
    second.push(LogArrays(log.rows_between(120, 300)).arrays);
    first.merge(std::move(second));
    const ImportReport merged = first.build().report();
    const ImportReport whole = import(log, options).report();
    REQUIRE(merged.first_merged_row == whole.first_merged_row);
    REQUIRE(merged.first_rounded_row == whole.first_rounded_row);
    REQUIRE(merged.dropped.size() == whole.dropped.size());
    for (std::size_t i = 0; i < whole.dropped.size(); ++i) {
      REQUIRE(merged.dropped[i].rows == whole.dropped[i].rows);
      REQUIRE(merged.dropped[i].first_row == whole.dropped[i].first_row);
    }
  }
}

TEST_CASE("append equals one import of all rows, report included") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Log log = dirty_log(seed, 300);
    const ImportOptions options = random_policies(seed);
    const std::size_t cut = RandomBits(seed).below(301);
    const Log more = log.rows_between(cut, log.rows());
    const Portfolio start = import(log.rows_between(0, cut), options);
    if (cut == 0) continue;  // an empty log has no columns to agree with
    const Portfolio appended = start.append(LogArrays(more).arrays);
    const Portfolio whole = import(log, options);
    REQUIRE(same_rows(appended, whole));
    REQUIRE(appended.report().rows_read == whole.report().rows_read);
    REQUIRE(appended.report().kept == whole.report().kept);
    REQUIRE(appended.report().merged == whole.report().merged);
    REQUIRE(appended.report().first_merged_row == whole.report().first_merged_row);
    REQUIRE(appended.report().rows_dropped() == whole.report().rows_dropped());
    REQUIRE(appended.report().amounts_rounded == whole.report().amounts_rounded);
  }
}

TEST_CASE("F2: every number of threads gives the same bits") {
  const Log log = dirty_log(7, 60'000);
  const ImportOptions options = random_policies(7);
  const SummaryOptions periods{TimeUnit::month, {}, Day{10'030}};
  const Portfolio one = import(log, options, {1, {}});
  const Summary summary = Summary::from_portfolio(one, periods, {1, {}});
  for (const unsigned threads : {2U, 3U, 8U, 16U}) {
    const Portfolio many = import(log, options, {threads, {}});
    CHECK(same_rows(one, many));
    CHECK(many.report().first_merged_row == one.report().first_merged_row);
    CHECK(same_summaries(summary, Summary::from_portfolio(many, periods, {threads, {}})));
  }
}

TEST_CASE("law 15: a summary as of a day is that of the log cut off at that day") {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const Log log = dirty_log(seed, 300);
    ImportOptions options;
    options.invalid_rows = RowPolicy::drop;
    const Portfolio whole = import(log, options);
    for (const std::int32_t end : {10'005, 10'030, whole.observed_until().since_epoch}) {
      options.observed_until = Day{end};
      const Portfolio cut = import(log, options);
      SummaryOptions as_of;
      as_of.observed_until = Day{end};
      REQUIRE(same_summaries(Summary::from_portfolio(whole, as_of), Summary::from_portfolio(cut)));
      as_of.calibration_end = Day{end - 5};
      SummaryOptions calibration;
      calibration.calibration_end = Day{end - 5};
      REQUIRE(same_summaries(Summary::from_portfolio(whole, as_of),
                             Summary::from_portfolio(cut, calibration)));
    }
  }
}
