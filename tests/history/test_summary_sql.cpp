// What queries say; that they give the summary is tested where there are databases, from Python.
#include <string>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "tenure/sql.hpp"

using namespace tenure;

namespace {

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

SqlLog orders() {
  SqlLog log;
  log.table = "shop.orders";
  log.amount = "paid";
  log.cost = "cost";
  return log;
}

}  // namespace

TEST_CASE("a query is written for each dialect, and names are quoted as it quotes them") {
  const struct {
    SqlDialect dialect;
    const char* table;
    const char* date;
  } said[] = {{SqlDialect::duckdb, R"("shop"."orders")", "DATE '2024-02-29'"},
              {SqlDialect::postgresql, R"("shop"."orders")", "DATE '2024-02-29'"},
              {SqlDialect::mysql, "`shop`.`orders`", "DATE '2024-02-29'"},
              {SqlDialect::sqlite, R"("shop"."orders")", "'2024-02-29'"},
              {SqlDialect::bigquery, "`shop`.`orders`", "DATE '2024-02-29'"},
              {SqlDialect::snowflake, R"("shop"."orders")", "DATE '2024-02-29'"},
              {SqlDialect::spark, "`shop`.`orders`", "DATE '2024-02-29'"},
              {SqlDialect::tsql, "[shop].[orders]", "CAST('2024-02-29' AS DATE)"}};
  SummaryOptions options;
  options.calibration_end = Day::parse("2024-02-29");
  for (const auto& [dialect, table, date] : said) {
    const std::string query = summary_sql(dialect, orders(), options);
    CHECK(has(query, table));
    CHECK(has(query, date));
    for (const char* column :
         {"frequency", "recency", "age", "first_day", "last_day", "spend", "mean_spend", "margin",
          "log_interpurchase", "holdout_frequency", "holdout_spend"}) {
      CHECK(has(query, (std::string(" AS ") + column).c_str()));
    }
  }
}

TEST_CASE("a name cannot end its quotes") {
  SqlLog log = orders();
  log.client = "a\"; DROP TABLE x; --";
  CHECK(has(summary_sql(SqlDialect::postgresql, log), "\"a\"\"; DROP TABLE x; --\""));
  log.client = "a]b";
  CHECK(has(summary_sql(SqlDialect::tsql, log), "[a]]b]"));
  log.client = "a`b\\";
  CHECK(has(summary_sql(SqlDialect::bigquery, log), "`a\\`b\\\\`"));
}

TEST_CASE("columns the log does not have are not in the query") {
  SqlLog log;
  log.table = "orders";
  const std::string query = summary_sql(SqlDialect::duckdb, log);
  for (const char* absent : {"spend", "margin", "holdout_frequency", "amount"}) {
    CHECK_FALSE(has(query, absent));
  }
  log.amount = "paid";
  log.decimals = 0;
  CHECK(has(summary_sql(SqlDialect::duckdb, log), "ABS(\"paid\") * 1 + 0.5"));
}

TEST_CASE("what a query cannot be is named") {
  const auto refused = [](const SqlLog& log, const SummaryOptions& options = {}) {
    return error_of(Status::invalid_argument,
                    [&] { static_cast<void>(summary_sql(SqlDialect::duckdb, log, options)); })
        .argument();
  };
  SqlLog log = orders();
  CHECK(refused(log, {TimeUnit::month, {}, {}}) == "unit");
  CHECK(refused(log, {TimeUnit::day, Day{10}, Day{11}}) == "calibration_end");
  log.decimals = 7;
  CHECK(refused(log) == "decimals");
  log = orders();
  log.amount.clear();
  CHECK(refused(log) == "amount");
  CHECK(refused({}) == "table");
  error_of(Status::invalid_argument,
           [] { static_cast<void>(summary_sql(static_cast<SqlDialect>(8), orders())); });
}
