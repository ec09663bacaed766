// A log that goes through a file is the log that stays in memory.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "base/arrow_producer.hpp"
#include "base/temporary_directory.hpp"
#include "base/throws.hpp"
#include "history/purchase_logs.hpp"
#include "history/same_summaries.hpp"
#include "tenure/streaming.hpp"

using namespace tenure;
using namespace tenure::test;

namespace {

const PurchaseColumns all_columns{.client = "client",
                                  .day = "day",
                                  .amount = "amount",
                                  .cost = "cost",
                                  .margin = {},
                                  .order_id = "order",
                                  .category = "category",
                                  .channel = "channel",
                                  .quantity = "quantity"};

/// The rows of a log in batches; orders are there from `first_order` on.
Producer batches_of(const Log& log, std::size_t rows_a_batch, bool ids_are_numbers = false,
                    std::size_t first_order = 0) {
  std::vector<TestBatch> batches;
  for (std::size_t begin = 0; begin < log.rows(); begin += rows_a_batch) {
    Log rows = log.rows_between(begin, std::min(begin + rows_a_batch, log.rows()));
    if (begin < first_order) std::fill(rows.order.begin(), rows.order.end(), "");
    std::vector<std::uint8_t> has_day((rows.rows() + 7) / 8, 0);
    std::vector<std::int64_t> ids;
    for (std::size_t i = 0; i < rows.rows(); ++i) {
      if (rows.days[i] != PurchaseArrays::no_day) {
        has_day[i / 8] = static_cast<std::uint8_t>(has_day[i / 8] | (1U << (i % 8)));
      }
      ids.push_back(rows.client[i].size() > 7 ? std::stoll(rows.client[i].substr(7)) - 20 : 0);
    }
    batches.emplace_back(std::vector{
        ids_are_numbers ? numbers("client", "l", ids) : texts<std::int32_t>("client", rows.client),
        numbers("day", "tdD", rows.days, has_day), numbers("amount", "g", rows.amount),
        numbers("cost", "g", rows.cost), texts<std::int32_t>("order", rows.order),
        texts<std::int64_t>("category", rows.category),
        texts<std::int32_t>("channel", rows.channel), numbers("quantity", "g", rows.quantity)});
  }
  return Producer(std::move(batches));
}

void check_same_report(const ImportReport& a, const ImportReport& b) {
  CHECK(a.rows_read == b.rows_read);
  CHECK(a.kept == b.kept);
  CHECK(a.merged == b.merged);
  CHECK(a.first_merged_row == b.first_merged_row);
  CHECK(a.returns_recorded == b.returns_recorded);
  CHECK(a.returns_unmatched == b.returns_unmatched);
  CHECK(a.amounts_rounded == b.amounts_rounded);
  CHECK(a.first_rounded_row == b.first_rounded_row);
  CHECK(a.clients == b.clients);
  REQUIRE(a.dropped.size() == b.dropped.size());
  for (std::size_t i = 0; i < a.dropped.size(); ++i) {
    CHECK(a.dropped[i].reason == b.dropped[i].reason);
    CHECK(a.dropped[i].rows == b.dropped[i].rows);
    CHECK(a.dropped[i].first_row == b.dropped[i].first_row);
  }
}

void check_same_ids(const Summary& a, const Summary& b) {
  const ClientIds x = a.client_ids(), y = b.client_ids();
  REQUIRE(x.index() == y.index());
  if (const auto* texts = std::get_if<TextView>(&x)) {
    CHECK(texts->bytes == std::get<TextView>(y).bytes);
    CHECK(std::ranges::equal(texts->offsets, std::get<TextView>(y).offsets));
  } else {
    CHECK(std::ranges::equal(std::get<0>(x), std::get<0>(y)));
  }
}

constexpr std::int64_t little = std::int64_t{1} << 20;

}  // namespace

TEST_CASE("a log that goes through a file has the summary and report of one in memory") {
  const TemporaryDirectory directory;
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    const Log log = dirty_log(seed, 12'000);
    const ImportOptions policies = random_policies(seed);
    const SummaryOptions options{static_cast<TimeUnit>(seed % 5),
                                 {},
                                 seed % 2 == 0 ? std::optional(Day{10'030}) : std::nullopt};
    const bool numbers = seed % 3 == 0;
    const std::size_t first_order = seed % 4 == 0 ? 6'000 : 0;  // no order id in the first rows
    Producer whole = batches_of(log, 700, numbers, first_order);
    const Portfolio portfolio = Portfolio::from_arrow(whole.stream(), all_columns, policies);
    const Summary expected = Summary::from_portfolio(portfolio, options);
    for (const std::int64_t memory : {little, std::int64_t{1} << 30}) {
      Producer again = batches_of(log, 700, numbers, first_order);
      const StreamedSummary streamed =
          summarise_stream(again.stream(), all_columns, policies, options,
                           {directory.file("rows"), memory}, {.threads = 2});
      REQUIRE(same_summaries(streamed.summary, expected));
      check_same_ids(streamed.summary, expected);
      check_same_report(streamed.report, portfolio.report());
      CHECK(streamed.summary.observed_until() == expected.observed_until());
      CHECK(again.all_released());
    }
  }
  CHECK(directory.files() == 0);
}

TEST_CASE("errors of a log that goes through a file name its rows") {
  const TemporaryDirectory directory;
  Log log = dirty_log(1, 8'000);
  ImportOptions options = random_policies(1);
  options.duplicates = RowPolicy::reject;
  Producer whole = batches_of(log, 500);
  const Error expected = error_of(Status::invalid_data, [&] {
    static_cast<void>(Portfolio::from_arrow(whole.stream(), all_columns, options));
  });
  Producer again = batches_of(log, 500);
  const Error found = error_of(Status::invalid_data, [&] {
    static_cast<void>(summarise_stream(again.stream(), all_columns, options, {},
                                       {directory.file("rows"), little}));
  });
  CHECK(expected.row() >= 0);
  CHECK(found.row() >= 0);
  CHECK(found.argument() == expected.argument());
  CHECK(again.all_released());
  CHECK(directory.files() == 0);
}

TEST_CASE("a file that is there is not overwritten, and too little memory is refused") {
  const TemporaryDirectory directory;
  std::ofstream(directory.file("mine")) << "precious";
  const Log log = dirty_log(2, 12'000);
  ImportOptions options;
  options.invalid_rows = RowPolicy::drop;
  const auto run = [&](const SpillOptions& spill) {
    Producer rows = batches_of(log, 700);
    static_cast<void>(summarise_stream(rows.stream(), all_columns, options, {}, spill));
  };
  CHECK(error_of(Status::io_error, [&] {
          run({directory.file("mine"), little});
        }).argument() == "path");
  CHECK(error_of(Status::io_error, [&] {
          run({directory.file("no/folder"), little});
        }).argument() == "path");
  CHECK(error_of(Status::invalid_argument, [&] {
          run({directory.file("x"), little - 1});
        }).argument() == "memory_bytes");
  CHECK(error_of(Status::invalid_argument, [&] { run({"", little}); }).argument() == "path");
  std::string kept;
  std::ifstream(directory.file("mine")) >> kept;
  CHECK(kept == "precious");
}

TEST_CASE("a log without rows has a summary without clients") {
  const TemporaryDirectory directory;
  Producer nothing = batches_of(dirty_log(1, 1), 1);
  ImportOptions options;
  options.invalid_rows = RowPolicy::drop;
  options.observed_until = Day{0};  // before all rows
  const StreamedSummary streamed = summarise_stream(nothing.stream(), all_columns, options, {},
                                                    {directory.file("rows"), little});
  CHECK(streamed.summary.size() == 0);
  CHECK(streamed.report.rows_read == 1);
}
