/* The summary of a purchase log as one SQL query, for a warehouse that holds the log.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_SQL_H
#define TENURE_C_SQL_H

#include "summary.h"

#ifdef __cplusplus
extern "C" {
#endif

/* @since 0.1 */
enum {
  TENURE_SQL_DUCKDB = 0,
  TENURE_SQL_POSTGRESQL = 1,
  TENURE_SQL_MYSQL = 2,  /* 8.0.17 or newer; MariaDB 10.4 or newer */
  TENURE_SQL_SQLITE = 3, /* 3.35 or newer, with its mathematical functions; days are texts */
  TENURE_SQL_BIGQUERY = 4,
  TENURE_SQL_SNOWFLAKE = 5,
  TENURE_SQL_SPARK = 6,
  TENURE_SQL_TSQL = 7 /* SQL Server 2012 or newer */
};

/* Where a log is, and what its columns are called; NULL or "": the log has no such column. Names
 * are quoted; a table's may have parts, "shop.orders". @since 0.1 */
typedef struct tenure_sql_log {
  size_t struct_size;
  const char* table;
  const char* client; /* "client" */
  const char* day;    /* "date": a date, or a wall-clock timestamp, of which the date counts */
  const char* amount; /* in currency units */
  const char* cost;
  int32_t decimals; /* of the currency, 0 to 6: 2 */
  int32_t reserved;
} tenure_sql_log;

/* The table has to be set. @since 0.1 */
TENURE_API tenure_status tenure_sql_log_init(tenure_sql_log* log, size_t size);

/* The query that gives the columns of tenure_summary_table(), a row a client, in no order, under
 * the default policies of an import, all to the last bit but for log_interpurchase, whose sum the
 * database rounds. Rows without a client, a day or an amount are left out. Units are TENURE_DAY and
 * TENURE_WEEK. @since 0.1 */
TENURE_API tenure_status tenure_summary_sql(int32_t dialect, const tenure_sql_log* log,
                                            const tenure_summary_options* options,
                                            tenure_text** out, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
