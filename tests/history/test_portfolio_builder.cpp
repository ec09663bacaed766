#include "base/throws.hpp"
#include "history/purchase_logs.hpp"

using namespace tenure;
using namespace tenure::test;

namespace {

PortfolioBuilder::Row row_of(const Log& log, std::size_t i) {
  const auto text = [](const std::string& t) {
    return t.empty() ? std::optional<std::string_view>() : t;
  };
  PortfolioBuilder::Row row;
  if (!log.client[i].empty()) row.client = std::string_view(log.client[i]);
  row.day = Day{log.days[i]};
  row.amount = log.amount[i];
  row.cost = log.cost[i];
  row.order_id = text(log.order[i]);
  row.category = text(log.category[i]);
  row.channel = text(log.channel[i]);
  if (!std::isnan(log.quantity[i])) row.quantity = log.quantity[i];
  return row;
}

PortfolioBuilder::Row plain_row(std::int64_t client, const char* date, double amount) {
  PortfolioBuilder::Row row;
  row.client = client;
  row.day = day(date);
  row.amount = amount;
  return row;
}

}  // namespace

TEST_CASE("rows pushed one by one are the log as arrays") {
  ImportOptions options;
  options.invalid_rows = RowPolicy::drop;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Log log = dirty_log(seed, 200);
    PortfolioBuilder builder(options);
    for (std::size_t i = 0; i < log.rows(); ++i) builder.push(row_of(log, i));
    const Portfolio pushed = builder.build();
    const Portfolio whole = import(log, options);
    REQUIRE(same_rows(pushed, whole));
    REQUIRE(pushed.report().first_merged_row == whole.report().first_merged_row);
    REQUIRE(pushed.report().amounts_rounded == whole.report().amounts_rounded);
  }
}

TEST_CASE("a refused row leaves the builder as it was") {
  PortfolioBuilder builder;
  builder.push(plain_row(1, "2024-01-01", 10));
  CHECK(error_of(Status::invalid_data, [&] {
          builder.push(plain_row(2, "2024-01-02", missing));
        }).row() == 1);
  PortfolioBuilder::Row texts = plain_row(2, "2024-01-02", 10);
  texts.client = std::string_view("two");
  CHECK(error_of(Status::invalid_data, [&] { builder.push(texts); }).argument() == "client");
  PortfolioBuilder::Row no_amount = plain_row(2, "2024-01-02", 10);
  no_amount.amount.reset();
  CHECK(error_of(Status::invalid_data, [&] { builder.push(no_amount); }).argument() == "amount");
  PortfolioBuilder::Row broken = plain_row(2, "2024-01-02", 10);
  broken.category = "\xFF";
  CHECK(error_of(Status::invalid_data, [&] { builder.push(broken); }).argument() == "category");
  CHECK(builder.rows_read() == 1);

  Log bad;
  for (int i = 0; i < 5; ++i) bad.add("x", "2024-01-01", 10);
  CHECK(error_of(Status::invalid_data, [&] { builder.push(LogArrays(bad).arrays); }).argument() ==
        "cost");  // the first row had none

  const Portfolio portfolio = builder.build();
  CHECK(portfolio.clients() == 1);
  CHECK(portfolio.report().rows_read == 1);
  CHECK(portfolio.purchase_table().find("category") == std::nullopt);
}

TEST_CASE("a bad row in the middle of arrays takes the rows before it back") {
  Log log = dirty_log(5, 100);
  ImportOptions options;
  options.invalid_rows = RowPolicy::drop;
  PortfolioBuilder builder(options);
  builder.push(LogArrays(log).arrays);
  const std::int64_t rows = builder.rows_read();
  Log bad = dirty_log(6, 200'000);  // more than one slice
  bad.amount[150'000] = 1e300;
  bad.client[150'000] = "x";
  CHECK(error_of(Status::invalid_data, [&] { builder.push(LogArrays(bad).arrays); }).row() ==
        rows + 150'000);
  CHECK(builder.rows_read() == rows);
  CHECK(same_rows(builder.build(), import(log, options)));
}

TEST_CASE("building empties the builder") {
  PortfolioBuilder builder;
  builder.push(plain_row(1, "2024-01-01", 10));
  CHECK(builder.build().clients() == 1);
  CHECK(builder.rows_read() == 0);
  CHECK(builder.build().clients() == 0);
}

TEST_CASE("builders that do not fit together are not merged") {
  PortfolioBuilder numbers, texts, priceless;
  numbers.push(plain_row(1, "2024-01-01", 10));
  PortfolioBuilder::Row row = plain_row(1, "2024-01-01", 10);
  row.client = std::string_view("one");
  texts.push(row);
  row = plain_row(1, "2024-01-01", 10);
  row.amount.reset();
  priceless.push(row);
  ImportOptions options;
  options.same_day = SameDay::keep;
  PortfolioBuilder other(options);
  other.push(plain_row(1, "2024-01-01", 10));

  CHECK(error_of(Status::invalid_data, [&] { numbers.merge(std::move(texts)); }).argument() ==
        "client");
  CHECK(error_of(Status::invalid_data, [&] { numbers.merge(std::move(priceless)); }).argument() ==
        "amount");
  error_of(Status::invalid_argument, [&] { numbers.merge(std::move(other)); });
  CHECK(numbers.rows_read() == 1);
  CHECK(texts.rows_read() == 1);
  CHECK(numbers.build().report().kept == 1);
}

TEST_CASE("appending may move the end of observation forward, never back") {
  Log log;
  log.add("ann", "2024-01-10", 10);
  ImportOptions options;
  options.observed_until = day("2024-01-20");
  const Portfolio portfolio = import(log, options);
  Log more;
  more.add("ann", "2024-01-25", 10);
  const LogArrays arrays(more);
  CHECK(portfolio.append(arrays.arrays).report().rows_dropped() == 1);
  const Portfolio later = portfolio.append(arrays.arrays, day("2024-01-31"));
  CHECK(later.purchases() == 2);
  CHECK(later.observed_until() == day("2024-01-31"));
  CHECK(error_of(Status::invalid_argument, [&] {
          (void)portfolio.append(arrays.arrays, day("2024-01-15"));
        }).argument() == "observed_until");
}

TEST_CASE("the purchase table shows every recorded row") {
  Log log;
  log.add("joe", "2024-01-02", 7);
  log.add("ann", "2024-01-01", 10, "a", 4);
  log.add("ann", "2024-01-01", 5, "b", 2);
  log.add("ann", "2024-01-03", -5, "b");
  log.add("ann", "2024-01-04", 8, "c");
  const Table table = import(log).purchase_table();
  REQUIRE(table.rows() == 5);
  CHECK(table.text("client")[0] == "ann");
  CHECK(table.text("client")[4] == "joe");
  const auto numbers = table.int64("purchase");
  CHECK(std::vector<std::int64_t>(numbers.begin(), numbers.end()) ==
        std::vector<std::int64_t>{1, 1, 0, 2, 1});
  CHECK(table.float64("amount")[2] == -5);
  CHECK(table.text("order_id")[3] == "c");
  CHECK(table.validity(table.at("order_id"))[4] == 0);
}
