/// The summary of a purchase log as one SQL query, for a warehouse that holds the log.
#pragma once

#include <cstdint>
#include <string>

#include <tenure/summary.hpp>

namespace tenure {

enum class SqlDialect : std::int32_t {
  duckdb = 0,
  postgresql = 1,
  mysql = 2,   ///< 8.0.17 or newer; MariaDB 10.4 or newer
  sqlite = 3,  ///< 3.35 or newer, with its mathematical functions; days are texts YYYY-MM-DD
  bigquery = 4,
  snowflake = 5,
  spark = 6,
  tsql = 7,  ///< SQL Server 2012 or newer
};

/// Where a log is, and what its columns are called; empty: the log has no such column. Names are
/// quoted, so that any will do; a table's may have parts, "shop.orders".
struct SqlLog {
  std::string table;
  std::string client = "client";
  std::string day = "date";  ///< a date, or a wall-clock timestamp, of which the date counts
  std::string amount;        ///< in currency units
  std::string cost;
  int decimals = 2;  ///< of the currency, 0 to 6: amounts are rounded to its minor units
};

/// The query that gives the columns of Summary::table, a row a client, in no order: rows of a
/// client and day are one purchase, returns are taken off the purchases before them, days after
/// `observed_until` (by default the log's last) are left out, all to the last bit but for
/// log_interpurchase, whose sum the database rounds.
///
/// Rows without a client, a day or an amount are left out, not counted; other policies than the
/// defaults of ImportOptions are the reader's own views of the log. Units are day or week: months
/// differ in length, and databases in what they make of that.
/// Throws Error(invalid_argument) naming what is not possible.
[[nodiscard]] std::string summary_sql(SqlDialect dialect, const SqlLog& log,
                                      const SummaryOptions& options = {});

}  // namespace tenure
