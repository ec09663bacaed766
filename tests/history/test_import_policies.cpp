/// Each policy on a log of a few rows.
#include <string>

#include "base/throws.hpp"
#include "history/purchase_logs.hpp"

using namespace tenure;
using namespace tenure::test;

namespace {

const ImportReport::Dropped* find_dropped(const ImportReport& report, const std::string& reason) {
  for (const auto& dropped : report.dropped) {
    if (dropped.reason == reason) return &dropped;
  }
  return nullptr;
}

Log two_good_rows() {
  Log log;
  log.add("ann", "2024-01-01", 10);
  log.add("ann", "2024-01-08", 20);
  return log;
}

/// A policy that drops counts the row; one that rejects names it and leaves no portfolio.
void check_drop_and_reject(const Log& log, std::int64_t row, const std::string& reason,
                           const std::string& column, RowPolicy ImportOptions::*policy) {
  ImportOptions options;
  options.observed_until = day("2024-01-31");
  options.*policy = RowPolicy::drop;
  const Portfolio portfolio = import(log, options);
  const auto* dropped = find_dropped(portfolio.report(), reason);
  REQUIRE(dropped != nullptr);
  CHECK(dropped->rows == 1);
  CHECK(dropped->first_row == row);
  CHECK(portfolio.report().kept == 2);
  CHECK(portfolio.purchases() == 2);
  options.*policy = RowPolicy::reject;
  const auto error = error_of(Status::invalid_data, [&] { (void)import(log, options); });
  CHECK(error.row() == row);
  CHECK(error.argument() == column);
}

}  // namespace

TEST_CASE("D12: a row without a client is a guest, never lost in silence") {
  Log log = two_good_rows();
  log.add("", "2024-01-09", 30);
  check_drop_and_reject(log, 2, "guest", "client", &ImportOptions::guests);
}

TEST_CASE("D12: a number may be missing too") {
  const std::vector<std::int64_t> ids{1, 0, 0, 2};
  const std::vector<std::uint8_t> present{1, 0, 0, 1};
  const std::vector<std::int32_t> days{1, 2, 3, 4};
  PurchaseArrays log;
  log.clients = std::span<const std::int64_t>(ids);
  log.client_present = present;
  log.days = days;
  const Portfolio portfolio = Portfolio::from_arrays(log);
  CHECK(portfolio.clients() == 2);
  CHECK(portfolio.report().rows_read == 4);
  CHECK(find_dropped(portfolio.report(), "guest")->rows == 2);
  CHECK(find_dropped(portfolio.report(), "guest")->first_row == 1);
}

TEST_CASE("D13: a row without a day") {
  Log log = two_good_rows();
  log.add("ann", "", 30);
  check_drop_and_reject(log, 2, "invalid", "day", &ImportOptions::invalid_rows);
}

TEST_CASE("a day outside the calendar") {
  Log log = two_good_rows();
  log.add("ann", "2024-01-09", 30);
  log.days[2] = 1'704'067'200;  // seconds, taken for days
  check_drop_and_reject(log, 2, "invalid", "day", &ImportOptions::invalid_rows);
}

TEST_CASE("amounts and costs that are missing or infinite") {
  for (const double bad : {missing, std::numeric_limits<double>::infinity()}) {
    Log log = two_good_rows();
    log.add("ann", "2024-01-09", bad);
    check_drop_and_reject(log, 2, "invalid", "amount", &ImportOptions::invalid_rows);
    log = two_good_rows();
    log.add("ann", "2024-01-09", 30, "", bad);
    check_drop_and_reject(log, 2, "invalid", "cost", &ImportOptions::invalid_rows);
  }
}

TEST_CASE("an infinite amount is told by its value, a NaN as missing") {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const auto& [bad, told] : {std::pair{missing, "amount in row 2 is missing"},
                                  std::pair{infinity, "amount in row 2 is inf"},
                                  std::pair{-infinity, "amount in row 2 is -inf"}}) {
    Log log = two_good_rows();
    log.add("ann", "2024-01-09", bad);
    const auto error = error_of(Status::invalid_data, [&] { (void)import(log); });
    CHECK(std::string(error.what()) == told);
  }
}

TEST_CASE("the log is observed until its last row, a guest's too, but not an invalid one's") {
  Log log = two_good_rows();
  log.add("", "2024-01-20", 30);
  log.add("ann", "2099-01-01", missing);
  ImportOptions options;
  options.invalid_rows = RowPolicy::drop;
  CHECK(import(log, options).observed_until() == day("2024-01-20"));
}

TEST_CASE("rows after the end of observation") {
  Log log = two_good_rows();
  log.add("ann", "2024-02-01", 30);
  check_drop_and_reject(log, 2, "after_observed_until", "day", &ImportOptions::after_observed);
}

TEST_CASE("returns and zero amounts that are not kept") {
  Log log = two_good_rows();
  log.add("ann", "2024-01-09", -5);
  check_drop_and_reject(log, 2, "return", "amount", &ImportOptions::returns);
  log = two_good_rows();
  log.add("ann", "2024-01-09", 0);
  check_drop_and_reject(log, 2, "zero_amount", "amount", &ImportOptions::zero_amounts);
}

TEST_CASE("an amount too large for its minor units is refused, never wrapped") {
  Log log = two_good_rows();
  log.add("ann", "2024-01-09", 1e17);
  const auto error = error_of(Status::invalid_data, [&] { (void)import(log); });
  CHECK(error.row() == 2);
  CHECK(error.argument() == "amount");
}

TEST_CASE("a sum too large for its minor units is refused, never wrapped") {
  Log log;
  for (int i = 0; i < 3; ++i) log.add("ann", "2024-01-09", 4e16);
  CHECK(error_of(Status::invalid_data, [&] { (void)import(log); }).argument() == "amount");
}

TEST_CASE("amounts finer than a minor unit are rounded and counted") {
  Log log = two_good_rows();
  log.add("ann", "2024-01-09", 1.239);
  const Portfolio portfolio = import(log);
  CHECK(portfolio.report().amounts_rounded == 1);
  CHECK(portfolio.report().first_rounded_row == 2);
  CHECK(portfolio.purchase_table().float64("amount")[2] == 1.24);
}

TEST_CASE("D7: purchases of one day are one purchase, unless asked otherwise") {
  Log log;
  log.add("ann", "2012-01-06", 10, "a");
  log.add("ann", "2012-01-06", 20, "b");
  log.add("ann", "2012-01-06", 30, "b");
  log.add("ann", "2012-01-07", 40, "c");
  ImportOptions options;
  CHECK(import(log, options).purchases() == 2);
  CHECK(import(log, options).report().merged == 2);
  CHECK(import(log, options).report().first_merged_row == 1);
  options.same_day = SameDay::order;
  CHECK(import(log, options).purchases() == 3);
  CHECK(import(log, options).report().first_merged_row == 2);
  options.same_day = SameDay::keep;
  CHECK(import(log, options).purchases() == 4);
  CHECK(import(log, options).report().merged == 0);
  CHECK(import(log, options).report().first_merged_row == -1);
}

TEST_CASE("law 16: with order ids, reading the same rows again changes nothing") {
  Log once;
  once.add("ann", "2012-01-06", 10, "a");
  once.add("ann", "2012-01-06", 20, "b");
  once.add("joe", "2012-01-07", 20, "c");
  Log twice = once;
  twice.add("ann", "2012-01-06", 20, "b");
  twice.add("joe", "2012-01-07", 20, "c");
  ImportOptions options;
  options.same_day = SameDay::order;
  options.duplicates = RowPolicy::drop;
  CHECK(same_rows(import(twice, options), import(once, options)));
  const ImportReport report = import(twice, options).report();
  CHECK(find_dropped(report, "duplicate")->rows == 2);
  CHECK(find_dropped(report, "duplicate")->first_row == 3);
  options.duplicates = RowPolicy::reject;
  CHECK(error_of(Status::invalid_data, [&] { (void)import(twice, options); }).row() == 3);
}

TEST_CASE("policies that need order ids say so") {
  const Log log = two_good_rows();
  ImportOptions options;
  options.same_day = SameDay::order;
  CHECK(error_of(Status::invalid_argument, [&] { (void)import(log, options); }).argument() ==
        "order_id");
  options = {};
  options.duplicates = RowPolicy::drop;
  CHECK(error_of(Status::invalid_argument, [&] { (void)import(log, options); }).argument() ==
        "order_id");
}

TEST_CASE("options outside their domain are named") {
  const auto argument = [](const ImportOptions& options) {
    return error_of(Status::invalid_argument, [&] { (void)import({}, options); }).argument();
  };
  ImportOptions options;
  options.guests = RowPolicy::keep;
  CHECK(argument(options) == "guests");
  options = {};
  options.after_observed = RowPolicy::keep;
  CHECK(argument(options) == "after_observed");
  options = {};
  options.returns = static_cast<RowPolicy>(9);
  CHECK(argument(options) == "returns");
  options = {};
  options.same_day = static_cast<SameDay>(-1);
  CHECK(argument(options) == "same_day");
  options = {};
  options.currency.decimals = 7;
  CHECK(argument(options) == "currency");
  options = {};
  options.observed_until = Day{INT32_MAX};
  CHECK(argument(options) == "observed_until");
}

TEST_CASE("columns of different lengths are refused") {
  const Log log = two_good_rows();
  LogArrays arrays(log);
  arrays.arrays.days = arrays.arrays.days.subspan(1);
  CHECK(error_of(Status::invalid_argument, [&] {
          (void)Portfolio::from_arrays(arrays.arrays);
        }).argument() == "day");
}

TEST_CASE("texts that are not UTF-8 are refused") {
  Log log = two_good_rows();
  log.add("j\xC3", "2024-01-09", 1);
  CHECK(error_of(Status::invalid_data, [&] { (void)import(log); }).argument() == "client");
}

TEST_CASE("D18: an empty log is an empty portfolio") {
  const Portfolio portfolio = import({});
  CHECK(portfolio.clients() == 0);
  CHECK(portfolio.purchases() == 0);
  CHECK(portfolio.report().rows_read == 0);
  CHECK(portfolio.purchase_table().rows() == 0);
  CHECK(portfolio.observed_until() == Day{});
}
