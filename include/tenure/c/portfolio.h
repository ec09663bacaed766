/* The purchase log: import, builder, files.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_PORTFOLIO_H
#define TENURE_C_PORTFOLIO_H

#include "bytes.h"
#include "foundation.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Portfolio: the purchase log, clean, sorted and immutable -------------------------------- */

/* Which rows make one purchase: tenure_import_options.same_day. @since 0.1 */
enum {
  TENURE_SAME_DAY_MERGE = 0, /* a client's rows of one day */
  TENURE_SAME_DAY_ORDER = 1, /* rows with the same order id */
  TENURE_SAME_DAY_KEEP = 2   /* every row by itself */
};

/* What is done with rows that are not plain purchases. @since 0.1 */
enum {
  TENURE_ROWS_KEEP = 0,
  TENURE_ROWS_DROP = 1,  /* left out and counted in the report */
  TENURE_ROWS_REJECT = 2 /* an error that names the row */
};

/* How a purchase log is read. Every policy is written into the portfolio. @since 0.1 */
typedef struct tenure_import_options {
  size_t struct_size;
  int32_t same_day;     /* TENURE_SAME_DAY_MERGE */
  int32_t returns;      /* negative amounts: KEEP takes them off the client's spend, from the latest
                         * purchase on or before their day backwards; never a purchase */
  int32_t zero_amounts; /* KEEP: they are purchases */
  int32_t guests;       /* rows without a client: DROP; KEEP is not possible */
  int32_t invalid_rows; /* no day, amount or cost missing or not finite: REJECT */
  int32_t after_observed;    /* rows after `observed_until`: DROP; KEEP is not possible */
  int32_t duplicates;        /* rows equal in every column to one of the same order id: KEEP */
  int32_t observed_until;    /* last day of observation; TENURE_NO_DAY: the last in the log */
  int32_t currency_decimals; /* minor units in one unit = 10^decimals, 0 to 6: 2 */
  int32_t day_starts_at;     /* minutes after local midnight at which a day begins: 0 */
  const char* currency_code; /* ISO 4217, or "" */
  /* An instant (timestamp with a zone) needs a zone to become a day; none is inferred. Either a
   * POSIX rule such as "UTC0" or "EST5EDT,M3.2.0,M11.1.0" ... */
  const char* day_zone;
  /* ... or the offsets themselves: from day_offset_starts[i] (seconds since 1970 UTC, ascending)
   * on, local time is UTC + day_offset_seconds[i]. */
  const int64_t* day_offset_starts;
  const int32_t* day_offset_seconds;
  int64_t day_offset_count;
} tenure_import_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_import_options_init(tenure_import_options* options, size_t size);

/* A purchase log as arrays of `rows` entries; NULL: the log has no such column. Exactly one of
 * client_numbers and client_texts (where NULL or "" is a guest); at most one of amounts and
 * minor_amounts, of costs and minor_costs. @since 0.1 */
typedef struct tenure_purchase_arrays {
  size_t struct_size;
  int64_t rows;
  const int64_t* client_numbers;
  const char* const* client_texts;
  const uint8_t* client_present; /* 0 where the row is a guest's; NULL: all have a client */
  const int32_t* days;           /* TENURE_NO_DAY: missing */
  const double* amounts;         /* NaN: missing */
  const int64_t* minor_amounts;
  const double* costs; /* cost of goods of the row */
  const int64_t* minor_costs;
  const char* const* order_ids;
  const char* const* categories;
  const char* const* channels;
  const double* quantities;
} tenure_purchase_arrays;

/* All columns absent, no rows. @since 0.1 */
TENURE_API tenure_status tenure_purchase_arrays_init(tenure_purchase_arrays* arrays, size_t size);

/* The names of a stream's columns; NULL or "": the log has no such column. Defaults: client
 * "client", day "date", no other. @since 0.1 */
typedef struct tenure_purchase_columns {
  size_t struct_size;
  const char* client;
  const char* day;
  const char* amount;
  const char* cost;   /* cost of goods of the row, same unit as amount */
  const char* margin; /* instead of cost: amount - cost */
  const char* order_id;
  const char* category;
  const char* channel;
  const char* quantity;
  int32_t minor_units; /* 1: amounts, costs, margins are integers in minor units. Default 0 */
  int32_t reserved;
} tenure_purchase_columns;

/* @since 0.1 */
TENURE_API tenure_status tenure_purchase_columns_init(tenure_purchase_columns* columns,
                                                      size_t size);

/* @since 0.1 */
typedef struct tenure_portfolio tenure_portfolio;

/* Reads a log. On TENURE_INVALID_DATA the error names column (argument) and row. Progress stages:
 * those of the import. @since 0.1 */
TENURE_API tenure_status tenure_portfolio_from_arrays(const tenure_purchase_arrays* log,
                                                      const tenure_import_options* options,
                                                      const tenure_execution* execution,
                                                      tenure_portfolio** out, tenure_error** err);
/* Reads a log from an Arrow C stream of structs: ids integer or utf8, days date, timestamp,
 * YYYYMMDD or ISO text or the integer YYYYMMDD, amounts float, decimal or integer, dictionaries
 * too. The stream is consumed: it is released whatever happens. NULL `columns`: the default
 * names. @since 0.1 */
TENURE_API tenure_status tenure_portfolio_from_arrow(struct ArrowArrayStream* stream,
                                                     const tenure_purchase_columns* columns,
                                                     const tenure_import_options* options,
                                                     const tenure_execution* execution,
                                                     tenure_portfolio** out, tenure_error** err);
/* A file written by tenure_portfolio_save(). TENURE_CORRUPT_DATA if it fails its checks. @since 0.1
 */
TENURE_API tenure_status tenure_portfolio_load(const char* path, tenure_portfolio** out,
                                               tenure_error** err);
/* Written beside `path`, checked, then renamed onto it. @since 0.1 */
TENURE_API tenure_status tenure_portfolio_save(const tenure_portfolio* portfolio, const char* path,
                                               tenure_error** err);
/* A new portfolio with more rows under the same policies, equal to one import of all rows.
 * `observed_until` may only move forward; TENURE_NO_DAY: as the policies say. @since 0.1 */
TENURE_API tenure_status tenure_portfolio_append(const tenure_portfolio* portfolio,
                                                 const tenure_purchase_arrays* more,
                                                 int32_t observed_until,
                                                 const tenure_execution* execution,
                                                 tenure_portfolio** out, tenure_error** err);
/* The same from a stream, which is released whatever happens. @since 0.1 */
TENURE_API tenure_status tenure_portfolio_append_arrow(const tenure_portfolio* portfolio,
                                                       struct ArrowArrayStream* more,
                                                       const tenure_purchase_columns* columns,
                                                       int32_t observed_until,
                                                       const tenure_execution* execution,
                                                       tenure_portfolio** out, tenure_error** err);

/* What is in a portfolio and what became of the rows:
 * rows_read = rows_kept + rows_merged + rows_dropped. @since 0.1 */
typedef struct tenure_portfolio_info {
  int64_t clients;
  int64_t purchases; /* after the same-day policy */
  int32_t first_day;
  int32_t observed_until;
  int32_t has_amounts;
  int32_t has_costs;
  int64_t rows_read;
  int64_t rows_kept;   /* purchases, and returns that were recorded */
  int64_t rows_merged; /* became part of another row's purchase */
  int64_t rows_dropped;
  int64_t first_merged_row;  /* -1: none */
  int64_t returns_recorded;  /* among kept */
  int64_t returns_unmatched; /* larger than the purchases before them: the rest counts nowhere */
  int64_t amounts_rounded;   /* finer than the currency's minor unit */
  int64_t first_rounded_row; /* -1: none */
  const char* currency_code; /* borrowed */
  int32_t currency_decimals;
  int32_t reserved;
  int64_t excluded_clients; /* among clients: they opted out of profiling and are scored nowhere */
} tenure_portfolio_info;

/* @since 0.1 */
TENURE_API tenure_status tenure_portfolio_get_info(const tenure_portfolio* portfolio,
                                                   tenure_portfolio_info* out, size_t out_size,
                                                   tenure_error** err);
/* outcome, rows, first_row: every row read, by what was done with it. @since 0.1 */
TENURE_API tenure_status tenure_portfolio_report(const tenure_portfolio* portfolio,
                                                 tenure_table** out, tenure_error** err);
/* Every recorded row: client, day, purchase (its number in the client's history, 0 for a return),
 * amount, cost, order_id, category, channel, quantity: those the log has. @since 0.1 */
TENURE_API tenure_status tenure_portfolio_purchases(const tenure_portfolio* portfolio,
                                                    tenure_table** out, tenure_error** err);
/* @since 0.1 */
TENURE_API void tenure_portfolio_free(tenure_portfolio* portfolio);

/* ---- Builder: a purchase log row by row, or in parts ----------------------------------------- */

/* Rows pushed one at a time, or into several builders that are merged. The result depends neither
 * on the order nor on the partition. @since 0.1 */
typedef struct tenure_portfolio_builder tenure_portfolio_builder;

/* Of which kind the client of a tenure_purchase is. @since 0.1 */
enum { TENURE_CLIENT_NONE = 0, TENURE_CLIENT_NUMBER = 1, TENURE_CLIENT_TEXT = 2 };

/* One row of a purchase log. NaN: no amount, cost or quantity; the first row says whether the log
 * has amounts and costs. @since 0.1 */
typedef struct tenure_purchase {
  size_t struct_size;
  int32_t client_kind; /* TENURE_CLIENT_NONE: a guest, whatever the two fields below say */
  int32_t day;
  int64_t client_number;
  const char* client_text;
  double amount;
  double cost;
  const char* order_id;
  const char* category;
  const char* channel;
  double quantity;
} tenure_purchase;

/* A guest who bought on no day: set at least the client and the day. @since 0.1 */
TENURE_API tenure_status tenure_purchase_init(tenure_purchase* purchase, size_t size);

/* @since 0.1 */
TENURE_API tenure_status tenure_portfolio_builder_new(const tenure_import_options* options,
                                                      tenure_portfolio_builder** out,
                                                      tenure_error** err);
/* A row that is refused leaves the builder as it was. @since 0.1 */
TENURE_API tenure_status tenure_portfolio_builder_push(tenure_portfolio_builder* builder,
                                                       const tenure_purchase* purchase,
                                                       tenure_error** err);
/* All rows enter or none. @since 0.1 */
TENURE_API tenure_status tenure_portfolio_builder_push_arrays(tenure_portfolio_builder* builder,
                                                              const tenure_purchase_arrays* rows,
                                                              tenure_error** err);
/* All rows enter or none; the stream is released whatever happens. @since 0.1 */
TENURE_API tenure_status tenure_portfolio_builder_push_arrow(tenure_portfolio_builder* builder,
                                                             struct ArrowArrayStream* stream,
                                                             const tenure_purchase_columns* columns,
                                                             tenure_error** err);
/* Takes all rows of `other`, whose options must be equal, and leaves it empty; it still has to be
 * freed. @since 0.1 */
TENURE_API tenure_status tenure_portfolio_builder_merge(tenure_portfolio_builder* builder,
                                                        tenure_portfolio_builder* other,
                                                        tenure_error** err);
/* The rows and options, to go on in another process. @since 0.1 */
TENURE_API tenure_status tenure_portfolio_builder_to_bytes(const tenure_portfolio_builder* builder,
                                                           tenure_bytes** out, tenure_error** err);
/* @since 0.1 */
TENURE_API tenure_status tenure_portfolio_builder_from_bytes(const uint8_t* bytes,
                                                             int64_t byte_count,
                                                             tenure_portfolio_builder** out,
                                                             tenure_error** err);
/* @since 0.1 */
TENURE_API tenure_status tenure_portfolio_builder_rows(const tenure_portfolio_builder* builder,
                                                       int64_t* out, tenure_error** err);
/* Builds from the rows and empties the builder, which may be used again. @since 0.1 */
TENURE_API tenure_status tenure_portfolio_builder_build(tenure_portfolio_builder* builder,
                                                        const tenure_execution* execution,
                                                        tenure_portfolio** out, tenure_error** err);
/* @since 0.1 */
TENURE_API void tenure_portfolio_builder_free(tenure_portfolio_builder* builder);

#ifdef __cplusplus
}
#endif

#endif
