/* The C ABI of tenure: from a purchase log to what every client is worth. C99, and C++.
 *
 * Conventions, said once:
 *
 * Status     Every function that can fail returns a tenure_status, TENURE_OK (0) or why not.
 *            Nothing ever leaves by exception, abort, signal or longjmp; nothing is printed;
 *            errno and the locale are left alone.
 * Errors     The last parameter is `tenure_error** err`. It may be NULL. Otherwise *err is set to
 *            NULL on entry and, on failure, to an error that the caller frees with
 *            tenure_error_free(). Free an earlier error before *err is used again.
 * Outputs    Handles and structs are set to NULL or zero on entry and written on success alone.
 *            Arrays that the caller allocates are written on success alone and left as they were
 *            otherwise. A function with one output needs it; where there are several, each may be
 *            NULL if it is not wanted.
 * Handles    are opaque, made by the library, and freed once with their own tenure_X_free();
 *            freeing NULL does nothing. Portfolios, summaries, models and tables never change once
 *            made: any number of threads may read one. A builder belongs to one thread at a time.
 *            Handles do not depend on each other: free them in any order.
 * Borrowed   Pointers inside a struct that the library fills belong to the handle they were asked
 *            of, and live as long as it does.
 * Inputs     Arrays and texts are read during the call and not kept. `const` inputs are not
 * changed. Texts      in are NUL-terminated UTF-8. Texts out are the same, except the cells of a
 * table (see tenure_column). NULL or "" is a text that is not there. Client ids that contain a NUL
 *            byte can come in by Arrow only.
 * Counts     are int64_t. A pointer with its count: NULL is allowed when the count is 0.
 * Days       are int32_t days since 1970-01-01; TENURE_NO_DAY where there is none.
 * Times      (recency, age, horizon) are in the time unit of the summary or model.
 * Money      in and out is double in currency units, except fields named `minor`: int64_t in the
 *            currency's minor unit (cents).
 * Enums      are int32_t, so that their size does not depend on the compiler.
 * Structs in begin with `struct_size`. Fill one with tenure_X_init(&x, sizeof x), then set what
 *            differs from the defaults; NULL in place of options means the defaults. Structs only
 *            ever grow at the end: a program compiled against an older header passes a smaller
 *            one, and the missing fields have their defaults; one compiled against a newer header
 *            passes a larger one, which is accepted if the part this library does not know is
 *            zero. Fields named `reserved` must be zero.
 * Structs out are passed with their size, `(&x, sizeof x)`: a smaller struct receives the first
 *            fields, the unknown end of a larger one is set to zero.
 *
 * A whole analysis (error handling left out; see examples/c):
 *
 *     tenure_purchase_arrays log;
 *     tenure_purchase_arrays_init(&log, sizeof log);
 *     log.rows = n; log.client_numbers = ids; log.days = days; log.amounts = amounts;
 *
 *     tenure_portfolio* portfolio;
 *     tenure_summary* summary;
 *     tenure_model *purchases, *spend;
 *     tenure_table* clients;
 *     tenure_portfolio_from_arrays(&log, NULL, NULL, &portfolio, NULL);
 *     tenure_summary_from_portfolio(portfolio, NULL, NULL, &summary, NULL);
 *     tenure_model_fit("pareto_nbd", summary, NULL, NULL, &purchases, NULL);
 *     tenure_model_fit("gamma_gamma", summary, NULL, NULL, &spend, NULL);
 *     tenure_clv(purchases, spend, summary, NULL, NULL, NULL, 0, &clients, NULL);
 */
#ifndef TENURE_TENURE_H
#define TENURE_TENURE_H

#include <stddef.h>
#include <stdint.h>

#include "arrow_abi.h"

#if defined(_WIN32) && defined(TENURE_BUILDING_LIBRARY)
#define TENURE_API __declspec(dllexport)
#elif defined(_WIN32)
#define TENURE_API __declspec(dllimport)
#else
#define TENURE_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Version --------------------------------------------------------------------------------- */

/* The version of the library that is linked, "major.minor.patch". Never freed. @since 0.1 */
TENURE_API const char* tenure_version(void);

/* The version of the C ABI: raised when a function or a field is added. @since 0.1 */
TENURE_API int32_t tenure_abi_version(void);

/* ---- Status and errors ----------------------------------------------------------------------- */

/* Why a call failed. A number is never given another meaning. @since 0.1 */
typedef int32_t tenure_status;
enum {
  TENURE_OK = 0,
  TENURE_INVALID_ARGUMENT = 1,    /* an option, size or parameter outside its domain */
  TENURE_INVALID_DATA = 2,        /* a row of the input breaks the stated policies */
  TENURE_NOT_SUPPORTED = 3,       /* the model has no such quantity, or no usable fit to give it */
  TENURE_CANCELLED = 4,           /* the progress callback asked to stop */
  TENURE_IO_ERROR = 5,            /* a file could not be read or written */
  TENURE_CORRUPT_DATA = 6,        /* a file or buffer fails its checks */
  TENURE_UNSUPPORTED_VERSION = 7, /* a file written by a newer version */
  TENURE_STREAM_ERROR = 8,        /* the producer of an Arrow stream reported a failure */
  TENURE_OUT_OF_MEMORY = 9,
  TENURE_INTERNAL = 10 /* a bug in this library */
};

/* What a status means, in a few words. Never NULL, never freed. @since 0.1 */
TENURE_API const char* tenure_status_text(tenure_status status);

/* What went wrong, in which argument, at which row. @since 0.1 */
typedef struct tenure_error tenure_error;

/* TENURE_OK for NULL. @since 0.1 */
TENURE_API tenure_status tenure_error_status(const tenure_error* error);
/* One sentence for a person; "" for NULL. Lives as long as the error. @since 0.1 */
TENURE_API const char* tenure_error_message(const tenure_error* error);
/* The argument, field or column at fault, "" if none. Lives as long as the error. @since 0.1 */
TENURE_API const char* tenure_error_argument(const tenure_error* error);
/* The zero-based row of the input at fault, -1 if none. @since 0.1 */
TENURE_API int64_t tenure_error_row(const tenure_error* error);
/* @since 0.1 */
TENURE_API void tenure_error_free(tenure_error* error);

/* ---- Execution: threads, progress, cancellation ---------------------------------------------- */

/* Told of progress: `fraction` in [0, 1] and the name of the stage, valid during the call. Returns
 * 0 to go on; anything else cancels, and the call returns TENURE_CANCELLED. Called from the
 * calling thread only. It must return: neither throw nor longjmp. @since 0.1 */
typedef int32_t (*tenure_progress)(void* user, double fraction, const char* stage);

/* How one call is run. The results are the same bits for every number of threads. @since 0.1 */
typedef struct tenure_execution {
  size_t struct_size;
  int32_t threads; /* 0: as many as the machine has cores */
  int32_t reserved;
  tenure_progress progress; /* NULL: silent */
  void* user;               /* handed to `progress` */
} tenure_execution;

/* @since 0.1 */
TENURE_API tenure_status tenure_execution_init(tenure_execution* execution, size_t size);

/* ---- Days and time units --------------------------------------------------------------------- */

/* The unit in which repeat purchases, recency and age are counted. @since 0.1 */
enum { TENURE_DAY = 0, TENURE_WEEK = 1, TENURE_MONTH = 2, TENURE_QUARTER = 3, TENURE_YEAR = 4 };

/* Where a day is absent. @since 0.1 */
#define TENURE_NO_DAY INT32_MIN

/* The day of a proleptic Gregorian date; TENURE_INVALID_ARGUMENT if there is none. @since 0.1 */
TENURE_API tenure_status tenure_day_from_date(int32_t year, int32_t month, int32_t day,
                                              int32_t* out, tenure_error** err);
/* Reads "YYYY-MM-DD" or "YYYYMMDD". @since 0.1 */
TENURE_API tenure_status tenure_day_parse(const char* text, int32_t* out, tenure_error** err);
/* Writes "YYYY-MM-DD" and its NUL into `out` of `capacity` bytes; 16 are enough. @since 0.1 */
TENURE_API tenure_status tenure_day_to_text(int32_t day, char* out, int64_t capacity,
                                            tenure_error** err);
/* Time from one day to a later one, fractional. Months, quarters and years are whole calendar steps
 * from `from` (29 Feb + 12 months = 28 Feb) plus the share of the step begun. @since 0.1 */
TENURE_API tenure_status tenure_time_between(int32_t from, int32_t to, int32_t unit, double* out,
                                             tenure_error** err);
/* The day `time` units after `from`, rounded to the nearest: the inverse. @since 0.1 */
TENURE_API tenure_status tenure_add_time(int32_t from, double time, int32_t unit, int32_t* out,
                                         tenure_error** err);
/* 365, 52, 12, 4, 1: the field's convention for converting rates. @since 0.1 */
TENURE_API tenure_status tenure_units_per_year(int32_t unit, double* out, tenure_error** err);

/* ---- Texts ----------------------------------------------------------------------------------- */

/* A text that the library made, NUL-terminated UTF-8. @since 0.1 */
typedef struct tenure_text tenure_text;

/* Lives as long as the text; "" for NULL. @since 0.1 */
TENURE_API const char* tenure_text_get(const tenure_text* text);
/* @since 0.1 */
TENURE_API void tenure_text_free(tenure_text* text);

/* ---- Tables ---------------------------------------------------------------------------------- */

/* Named immutable columns of equal length: every tabular result. @since 0.1 */
typedef struct tenure_table tenure_table;

enum { TENURE_FLOAT64 = 0, TENURE_INT64 = 1, TENURE_TEXT = 2, TENURE_DAYS = 3, TENURE_BOOLEAN = 4 };

/* One column, read in place. Of the pointers to cells only those of `type` are set; they may be
 * NULL when there are no rows. A cell without a value is 0 in `validity` and holds zero or the
 * empty text: there is no NaN and no infinity in a table. Text i is the bytes
 * text_bytes[text_offsets[i]] to text_bytes[text_offsets[i + 1]], not NUL-terminated. @since 0.1 */
typedef struct tenure_column {
  const char* name;
  int64_t rows;
  int32_t type; /* TENURE_FLOAT64 ... */
  int32_t reserved;
  const uint8_t* validity; /* one byte a row, 1: has a value; NULL: all have one */
  const double* float64;
  const int64_t* int64;
  const int32_t* days;
  const uint8_t* boolean;      /* 0 or 1 */
  const int64_t* text_offsets; /* rows + 1 */
  const char* text_bytes;
} tenure_column;

/* Either output may be NULL. @since 0.1 */
TENURE_API tenure_status tenure_table_shape(const tenure_table* table, int64_t* rows,
                                            int64_t* columns, tenure_error** err);
/* Column `index`, 0 to columns - 1. @since 0.1 */
TENURE_API tenure_status tenure_table_column(const tenure_table* table, int64_t index,
                                             tenure_column* out, size_t out_size,
                                             tenure_error** err);
/* The column of that name; TENURE_INVALID_ARGUMENT if there is none.
 *
 *     tenure_column clv;
 *     tenure_table_column_named(clients, "clv", &clv, sizeof clv, NULL);
 *     for (int64_t i = 0; i < clv.rows; ++i) total += clv.float64[i];
 *
 * @since 0.1 */
TENURE_API tenure_status tenure_table_column_named(const tenure_table* table, const char* name,
                                                   tenure_column* out, size_t out_size,
                                                   tenure_error** err);
/* Fills `out` with an Arrow C stream of one batch over the same memory. The stream keeps the
 * columns alive by itself; the caller releases it. What `out` held is overwritten. @since 0.1 */
TENURE_API tenure_status tenure_table_export(const tenure_table* table,
                                             struct ArrowArrayStream* out, tenure_error** err);
/* @since 0.1 */
TENURE_API void tenure_table_free(tenure_table* table);

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
                                                 int32_t observed_until, tenure_portfolio** out,
                                                 tenure_error** err);
/* The same from a stream, which is released whatever happens. @since 0.1 */
TENURE_API tenure_status tenure_portfolio_append_arrow(const tenure_portfolio* portfolio,
                                                       struct ArrowArrayStream* more,
                                                       const tenure_purchase_columns* columns,
                                                       int32_t observed_until,
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
/* @since 0.1 */
TENURE_API tenure_status tenure_portfolio_builder_rows(const tenure_portfolio_builder* builder,
                                                       int64_t* out, tenure_error** err);
/* Builds from the rows and empties the builder, which may be used again. @since 0.1 */
TENURE_API tenure_status tenure_portfolio_builder_build(tenure_portfolio_builder* builder,
                                                        const tenure_execution* execution,
                                                        tenure_portfolio** out, tenure_error** err);
/* @since 0.1 */
TENURE_API void tenure_portfolio_builder_free(tenure_portfolio_builder* builder);

/* ---- Summary: one row a client --------------------------------------------------------------- */

/* What the models need to know of each history. @since 0.1 */
typedef struct tenure_summary tenure_summary;

/* @since 0.1 */
typedef struct tenure_summary_options {
  size_t struct_size;
  int32_t unit;            /* TENURE_WEEK */
  int32_t observed_until;  /* last day that counts; TENURE_NO_DAY: the portfolio's */
  int32_t calibration_end; /* what follows is the holdout; TENURE_NO_DAY: no holdout. Clients whose
                            * first purchase is later are left out and counted */
  int32_t reserved;
} tenure_summary_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_summary_options_init(tenure_summary_options* options, size_t size);

/* Histories as the models read them: parallel arrays of `rows` entries, one a client or one a
 * distinct history. Times in the model's unit. @since 0.1 */
typedef struct tenure_histories {
  size_t struct_size;
  int64_t rows;
  const double* frequency;  /* x: repeat purchases, a whole number >= 0 */
  const double* recency;    /* t_x: age at the last purchase, 0 if x = 0 */
  const double* age;        /* T: from the first purchase to the end of observation */
  const double* mean_spend; /* mean of the repeat purchases; spend models only, else NULL */
  const double* weight;     /* clients a row stands for; NULL: one each */
  /* sum over the repeats of ln(time since the purchase before), 0 if x = 0; models with a
     regularity above 1 and for likelihoods only, else NULL */
  const double* log_interpurchase;
} tenure_histories;

/* No rows, no arrays. @since 0.1 */
TENURE_API tenure_status tenure_histories_init(tenure_histories* histories, size_t size);

/* One row a client with a purchase on or before the end of calibration. @since 0.1 */
TENURE_API tenure_status tenure_summary_from_portfolio(const tenure_portfolio* portfolio,
                                                       const tenure_summary_options* options,
                                                       const tenure_execution* execution,
                                                       tenure_summary** out, tenure_error** err);
/* From histories known otherwise. At most one of client_numbers and client_texts, with as many
 * entries as there are rows; with neither, clients are numbered from 0. TENURE_INVALID_DATA, naming
 * column and row, unless x is whole and >= 0, 0 <= t_x <= T, t_x = 0 where x = 0. @since 0.1 */
TENURE_API tenure_status tenure_summary_from_arrays(const tenure_histories* histories, int32_t unit,
                                                    const int64_t* client_numbers,
                                                    const char* const* client_texts,
                                                    tenure_summary** out, tenure_error** err);

/* @since 0.1 */
typedef struct tenure_summary_info {
  int64_t clients;
  int64_t clients_left_out; /* first purchase after the end of calibration */
  int32_t unit;
  int32_t has_holdout;
  int32_t calibration_end; /* end of observation without a holdout; TENURE_NO_DAY without days */
  int32_t observed_until;  /* TENURE_NO_DAY without days */
  double holdout_length;   /* in units, 0 without a holdout */
} tenure_summary_info;

/* @since 0.1 */
TENURE_API tenure_status tenure_summary_get_info(const tenure_summary* summary,
                                                 tenure_summary_info* out, size_t out_size,
                                                 tenure_error** err);
/* The histories of a summary, borrowed from it, ready for the functions of a model. @since 0.1 */
TENURE_API tenure_status tenure_summary_get_histories(const tenure_summary* summary,
                                                      tenure_histories* out, size_t out_size,
                                                      tenure_error** err);
/* client, frequency, recency, age, first_day, last_day, spend, mean_spend, margin,
 * log_interpurchase, holdout_frequency, holdout_spend: those that are there. @since 0.1 */
TENURE_API tenure_status tenure_summary_table(const tenure_summary* summary, tenure_table** out,
                                              tenure_error** err);
/* The histories of contracts that were signed together: survivors[t] of them have been renewed t
 * times, so that survivors[0] is the size of the cohort. One row a distinct history, with its
 * weight. TENURE_INVALID_DATA unless they are finite, above 0 and do not increase. @since 0.1 */
TENURE_API tenure_status tenure_summary_from_cohort(const double* survivors, int64_t n,
                                                    int32_t period, tenure_summary** out,
                                                    tenure_error** err);
/* @since 0.1 */
TENURE_API void tenure_summary_free(tenure_summary* summary);

/* ---- Models ---------------------------------------------------------------------------------- */

/* @since 0.1 */
enum {
  TENURE_PURCHASE_MODEL = 0, /* when clients buy and when they leave */
  TENURE_SPEND_MODEL = 1,    /* how much a purchase is worth */
  /* how often clients renew: frequency = recency = renewals, age = periods that have ended; a
     client with frequency < age has left */
  TENURE_CONTRACT_MODEL = 2
};

/* A model that the library knows. All pointers live for ever. @since 0.1 */
typedef struct tenure_model_info {
  const char* name;  /* "pareto_nbd": what tenure_model_fit() takes */
  const char* title; /* "Pareto/NBD" */
  const char* reference;
  const char* const* parameters; /* their names; all are positive */
  int64_t parameter_count;
  int32_t kind;
  int32_t max_regularity; /* the largest k, a whole number from 1 beside the parameters; 0: none */
} tenure_model_info;

/* How many models there are. @since 0.1 */
TENURE_API tenure_status tenure_models_count(int64_t* out, tenure_error** err);
/* Model `index`, 0 to count - 1, in a fixed order. @since 0.1 */
TENURE_API tenure_status tenure_models_at(int64_t index, tenure_model_info* out, size_t out_size,
                                          tenure_error** err);
/* The model of that name; the error lists the known names. @since 0.1 */
TENURE_API tenure_status tenure_models_named(const char* name, tenure_model_info* out,
                                             size_t out_size, tenure_error** err);

/* A model with parameters. @since 0.1 */
typedef struct tenure_model tenure_model;

/* @since 0.1 */
typedef struct tenure_fit_options {
  size_t struct_size;
  const double* start; /* natural scale, in the order of the parameters; NULL: the model's own */
  int64_t start_count;
  int32_t max_iterations; /* of each start */
  int32_t regularity;     /* k of a model that has one; 0: the one of highest likelihood */
  /* Log-normal priors, at most one a parameter: the logarithm of the parameter named
   * prior_parameters[i] is normal around that of prior_centres[i] with standard deviation
   * prior_sds[i], both above 0. NULL: maximum likelihood. */
  const char* const* prior_parameters;
  const double* prior_centres;
  const double* prior_sds;
  int64_t prior_count;
} tenure_fit_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_fit_options_init(tenure_fit_options* options, size_t size);

/* Maximum likelihood. Failing to converge is TENURE_OK: read `reason` and `usable` of the result.
 * @since 0.1 */
TENURE_API tenure_status tenure_model_fit(const char* name, const tenure_summary* summary,
                                          const tenure_fit_options* options,
                                          const tenure_execution* execution, tenure_model** out,
                                          tenure_error** err);
/* The same from histories, which may carry weights. @since 0.1 */
TENURE_API tenure_status tenure_model_fit_histories(const char* name,
                                                    const tenure_histories* histories, int32_t unit,
                                                    const tenure_fit_options* options,
                                                    const tenure_execution* execution,
                                                    tenure_model** out, tenure_error** err);
/* `parameters` in the order of tenure_model_info.parameters, all positive and finite; `regularity`
 * from 1 to tenure_model_info.max_regularity, 0 for a model without one. @since 0.1 */
TENURE_API tenure_status tenure_model_from_parameters(const char* name, const double* parameters,
                                                      int64_t parameter_count, int32_t unit,
                                                      int32_t regularity, tenure_model** out,
                                                      tenure_error** err);

/* Why the optimiser stopped: tenure_fit_result.reason. @since 0.1 */
enum {
  TENURE_FIT_GRADIENT = 0,         /* the gradient is zero to rounding: the optimum */
  TENURE_FIT_BOUNDARY = 1,         /* the optimum lies at a boundary: see `boundary` */
  TENURE_FIT_NOT_IDENTIFIABLE = 2, /* the data do not determine the parameters */
  TENURE_FIT_ITERATION_LIMIT = 3,
  TENURE_FIT_STALLED = 4, /* no further progress before the gradient vanished */
  TENURE_FIT_GIVEN = 5    /* parameters were given, not fitted */
};

/* What was learned by a fit. All pointers are borrowed from the model. @since 0.1 */
typedef struct tenure_fit_result {
  const char* name;
  int32_t unit;
  int32_t usable; /* 1: the parameters may be used for prediction */
  int64_t parameter_count;
  const double* parameters;
  const double* standard_errors; /* NULL when the Hessian is not positive definite */
  const double* covariance;      /* row-major, natural scale; NULL with the standard errors */
  double log_likelihood;
  double aic;
  double bic;
  double clients; /* sum of weights */
  int64_t cells;  /* distinct histories */
  int32_t reason;
  int32_t iterations;
  int32_t evaluations;
  int32_t starts;
  double gradient_norm; /* largest |d log-likelihood / d log parameter| a client */
  const char* boundary; /* the parameter that ran away and the simpler model; "" if none */
  const char* message;  /* one sentence for a person */
  /* Of the priors; the fit made log_likelihood - penalty as large as possible, while
   * log_likelihood, aic and bic are those of the data alone. */
  double penalty;
  /* Of the histories fitted, the same in any order and for copies or weights; 0 if given. */
  uint64_t data_fingerprint;
  int32_t regularity;        /* k; 0: the model has none */
  int32_t regularity_chosen; /* 1: by likelihood; AIC and BIC count it with the parameters */
} tenure_fit_result;

/* @since 0.1 */
TENURE_API tenure_status tenure_model_get_result(const tenure_model* model, tenure_fit_result* out,
                                                 size_t out_size, tenure_error** err);
/* parameter, estimate, standard_error, lower, upper: Wald on the log scale, at a level such as
 * 0.95. @since 0.1 */
TENURE_API tenure_status tenure_model_result_table(const tenure_model* model, double level,
                                                   tenure_table** out, tenure_error** err);
/* Writes the result as lines for a person, and a NUL, into `out` of `capacity` bytes; 4096 are
 * enough. @since 0.1 */
TENURE_API tenure_status tenure_model_summary_text(const tenure_model* model, double level,
                                                   char* out, int64_t capacity, tenure_error** err);
/* The model and all that its fit told as JSON: people can read it, and it comes back bit for bit.
 * @since 0.1 */
TENURE_API tenure_status tenure_model_to_json(const tenure_model* model, tenure_text** out,
                                              tenure_error** err);
/* TENURE_CORRUPT_DATA, saying what is wrong and where, for a text that is no saved model;
 * TENURE_UNSUPPORTED_VERSION for one that a newer library wrote. @since 0.1 */
TENURE_API tenure_status tenure_model_from_json(const char* json, tenure_model** out,
                                                tenure_error** err);
/* The same as a file: written beside `path`, then renamed onto it. @since 0.1 */
TENURE_API tenure_status tenure_model_save(const tenure_model* model, const char* path,
                                           tenure_error** err);
/* @since 0.1 */
TENURE_API tenure_status tenure_model_load(const char* path, tenure_model** out,
                                           tenure_error** err);
/* @since 0.1 */
TENURE_API void tenure_model_free(tenure_model* model);

/* ---- Predictions of a model ------------------------------------------------------------------ */

/* The functions of histories write one value a row into `out`, whose length `n` must equal
 * histories->rows. TENURE_NOT_SUPPORTED if the model has no such quantity, and for all but the
 * log-likelihood if the fit is not usable; TENURE_INVALID_DATA, naming column and row, for a
 * history outside the domain.
 *
 *     tenure_histories h;
 *     tenure_summary_get_histories(summary, &h, sizeof h, NULL);
 *     double* alive = malloc((size_t)h.rows * sizeof *alive);
 *     tenure_model_p_alive(model, &h, 0.0, NULL, alive, h.rows, NULL);
 */

/* Log-likelihood of each history (the weight does not enter). @since 0.1 */
TENURE_API tenure_status tenure_model_log_likelihood(const tenure_model* model,
                                                     const tenure_histories* histories,
                                                     const tenure_execution* execution, double* out,
                                                     int64_t n, tenure_error** err);
/* P(still a client `after` units past the end of observation | history). @since 0.1 */
TENURE_API tenure_status tenure_model_p_alive(const tenure_model* model,
                                              const tenure_histories* histories, double after,
                                              const tenure_execution* execution, double* out,
                                              int64_t n, tenure_error** err);
/* The window of a prediction is (from, to], in units past the end of observation, or of a new
 * client's age: 0, horizon for the time just ahead. TENURE_INVALID_ARGUMENT unless
 * 0 <= from <= to < INFINITY. */

/* P(no purchase in the window | history). @since 0.1 */
TENURE_API tenure_status tenure_model_p_silent(const tenure_model* model,
                                               const tenure_histories* histories, double from,
                                               double to, const tenure_execution* execution,
                                               double* out, int64_t n, tenure_error** err);
/* P(at least one purchase in the window | history), to full relative accuracy. @since 0.1 */
TENURE_API tenure_status tenure_model_p_active(const tenure_model* model,
                                               const tenure_histories* histories, double from,
                                               double to, const tenure_execution* execution,
                                               double* out, int64_t n, tenure_error** err);
/* E[purchases in the window | history]. @since 0.1 */
TENURE_API tenure_status tenure_model_expected_purchases(
    const tenure_model* model, const tenure_histories* histories, double from, double to,
    const tenure_execution* execution, double* out, int64_t n, tenure_error** err);
/* P(counts[j] purchases in the window | history): out[i * count_n + j] for row i. `n` must equal
 * histories->rows times count_n. @since 0.1 */
TENURE_API tenure_status tenure_model_conditional_pmf(const tenure_model* model,
                                                      const tenure_histories* histories,
                                                      const int64_t* counts, int64_t count_n,
                                                      double from, double to,
                                                      const tenure_execution* execution,
                                                      double* out, int64_t n, tenure_error** err);
/* The smallest number of purchases such that P(at most so many in the window | history) >=
 * probability, which lies in (0, 1). TENURE_INVALID_DATA naming the row of one above 10^15.
 * @since 0.1 */
TENURE_API tenure_status tenure_model_purchase_quantiles(
    const tenure_model* model, const tenure_histories* histories, double probability, double from,
    double to, const tenure_execution* execution, int64_t* out, int64_t n, tenure_error** err);
/* The quantiles at (1 - level) / 2 and (1 + level) / 2: the client's own randomness, the parameters
 * being taken as they are. Both arrays have n entries. @since 0.1 */
TENURE_API tenure_status tenure_model_purchase_intervals(const tenure_model* model,
                                                         const tenure_histories* histories,
                                                         double level, double from, double to,
                                                         const tenure_execution* execution,
                                                         int64_t* lower, int64_t* upper, int64_t n,
                                                         tenure_error** err);
/* E[purchases a unit of time while a client | history]; BG/BB: his chance to buy at an opportunity.
 * @since 0.1 */
TENURE_API tenure_status tenure_model_expected_rate(const tenure_model* model,
                                                    const tenure_histories* histories,
                                                    const tenure_execution* execution, double* out,
                                                    int64_t n, tenure_error** err);
/* E[what makes a client leave | history]: Pareto/NBD, his rate of leaving, mu; GGompertz/NBD, the
 * scale of his risk, eta; others, his chance to leave after a purchase (p) or at an opportunity or
 * a contract's end (theta). @since 0.1 */
TENURE_API tenure_status tenure_model_expected_dropout(const tenure_model* model,
                                                       const tenure_histories* histories,
                                                       const tenure_execution* execution,
                                                       double* out, int64_t n, tenure_error** err);

/* How a discount rate is meant. @since 0.1 */
enum {
  TENURE_EFFECTIVE = 0, /* earned once a period: 0.10 turns 1.00 into 1.10 after a period */
  TENURE_CONTINUOUS = 1 /* the force of interest: 1.00 turns into exp(rate) after a period */
};

/* A rate that knows its period. Default: 0.10, effective, a year. @since 0.1 */
typedef struct tenure_discount_rate {
  size_t struct_size;
  double rate;
  int32_t kind;
  int32_t period; /* TENURE_DAY ... TENURE_YEAR */
} tenure_discount_rate;

/* @since 0.1 */
TENURE_API tenure_status tenure_discount_rate_init(tenure_discount_rate* rate, size_t size);

/* E[sum of exp(-force * time from now until it) over the purchases in the window | history]; `to`
 * INFINITY: for ever (DERT). @since 0.1 */
TENURE_API tenure_status tenure_model_discounted_purchases(
    const tenure_model* model, const tenure_histories* histories, const tenure_discount_rate* rate,
    double from, double to, const tenure_execution* execution, double* out, int64_t n,
    tenure_error** err);
/* E[repeat purchases of a new client in (after, times[i]]], i < n. @since 0.1 */
TENURE_API tenure_status tenure_model_expected_purchases_new(const tenure_model* model,
                                                             const double* times, double after,
                                                             double* out, int64_t n,
                                                             tenure_error** err);
/* P(a new client makes counts[i] repeat purchases in the window of his age), i < n. @since 0.1 */
TENURE_API tenure_status tenure_model_pmf(const tenure_model* model, const int64_t* counts,
                                          double from, double to, double* out, int64_t n,
                                          tenure_error** err);
/* The smallest number such that P(a new client makes at most so many repeat purchases in the window
 * of his age) >= probabilities[i], i < n. @since 0.1 */
TENURE_API tenure_status tenure_model_quantiles_new(const tenure_model* model,
                                                    const double* probabilities, double from,
                                                    double to, int64_t* out, int64_t n,
                                                    tenure_error** err);

/* Why a row has no value. @since 0.1 */
enum {
  TENURE_VALUE_OK = 0,
  TENURE_VALUE_INFINITE = 1, /* the expectation does not exist */
  TENURE_VALUE_OVERFLOW = 2  /* finite, but above the range of double */
};

/* E[time as a client still to come, up to `horizon` units | history]; INFINITY: for ever, which has
 * no mean (TENURE_VALUE_INFINITE) where too many stay for long. In discrete time: how many
 * opportunities, or renewals, he is still there for. Where row_status[i] is not TENURE_VALUE_OK,
 * out[i] is 0. Both arrays have n entries. @since 0.1 */
TENURE_API tenure_status tenure_model_expected_lifetime(const tenure_model* model,
                                                        const tenure_histories* histories,
                                                        double horizon,
                                                        const tenure_execution* execution,
                                                        double* out, uint8_t* row_status, int64_t n,
                                                        tenure_error** err);
/* Spend models: E[value of a purchase | frequency, mean spend]. Where row_status[i] is not
 * TENURE_VALUE_OK, out[i] is 0. Both arrays have n entries. @since 0.1 */
TENURE_API tenure_status tenure_model_expected_spend(const tenure_model* model,
                                                     const tenure_histories* histories,
                                                     const tenure_execution* execution, double* out,
                                                     uint8_t* row_status, int64_t n,
                                                     tenure_error** err);
/* Spend models: mean value of a purchase over all clients. TENURE_VALUE_INFINITE in value_status,
 * and 0 in `out`, if it does not exist. Neither may be NULL. @since 0.1 */
TENURE_API tenure_status tenure_model_population_spend(const tenure_model* model, double* out,
                                                       int32_t* value_status, tenure_error** err);
/* @since 0.1 */
typedef struct tenure_predict_options {
  size_t struct_size;
  double level; /* above 0: the probability of purchases_lower and purchases_upper; 0: neither */
} tenure_predict_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_predict_options_init(tenure_predict_options* options, size_t size);

/* client, p_alive, expected_purchases and p_active over `horizon` (spend models: expected_spend),
 * purchases_lower and purchases_upper if the options ask for them and, if the summary has a
 * holdout, holdout_frequency. @since 0.1 */
TENURE_API tenure_status tenure_model_predict(const tenure_model* model,
                                              const tenure_summary* summary, double horizon,
                                              const tenure_predict_options* options,
                                              const tenure_execution* execution, tenure_table** out,
                                              tenure_error** err);
/* Purchases of n new clients over ages[i] units each: client (0 to n - 1), time (units since his
 * first purchase, which is the row with time 0). The same for every number of threads. @since 0.1
 */
TENURE_API tenure_status tenure_model_simulate(const tenure_model* model, const double* ages,
                                               int64_t n, uint64_t seed,
                                               const tenure_execution* execution,
                                               tenure_table** out, tenure_error** err);
/* Spend models: values of counts[i] purchases of each of n new clients, in order: client, spend.
 * @since 0.1 */
TENURE_API tenure_status tenure_model_simulate_spend(const tenure_model* model,
                                                     const int64_t* counts, int64_t n,
                                                     uint64_t seed, tenure_table** out,
                                                     tenure_error** err);

/* ---- Models of contracts --------------------------------------------------------------------- */

/* P(a new client renews at least renewals[i] times), i < n; whole numbers from 0. @since 0.1 */
TENURE_API tenure_status tenure_model_survival(const tenure_model* model, const double* renewals,
                                               double* out, int64_t n, tenure_error** err);
/* P(a client who has signed periods[i] contracts renews the last of them), i < n; whole numbers
 * from 1. @since 0.1 */
TENURE_API tenure_status tenure_model_retention_rates(const tenure_model* model,
                                                      const double* periods, double* out, int64_t n,
                                                      tenure_error** err);
/* DEL, discounted expected lifetime, of a new client: the contract just signed, and every renewal
 * discounted by the periods until it. @since 0.1 */
TENURE_API tenure_status tenure_model_discounted_lifetime(const tenure_model* model,
                                                          const tenure_discount_rate* rate,
                                                          double* out, tenure_error** err);
/* DERL, discounted expected residual lifetime, of clients who have signed periods[i] contracts and
 * are just about to renew the last of them or not: that renewal counts in full, the one after it is
 * discounted by a period, and so on. @since 0.1 */
TENURE_API tenure_status tenure_model_discounted_residual_lifetime(const tenure_model* model,
                                                                   const double* periods,
                                                                   const tenure_discount_rate* rate,
                                                                   double* out, int64_t n,
                                                                   tenure_error** err);

/* ---- Evaluation ------------------------------------------------------------------------------ */

/* Predictions against the summary's holdout, beside naive benchmarks: method, predicted, actual,
 * mae, rmse, wape, bias, top_decile_share. @since 0.1 */
TENURE_API tenure_status tenure_holdout_errors(const tenure_model* model,
                                               const tenure_summary* summary,
                                               const tenure_execution* execution,
                                               tenure_table** out, tenure_error** err);

/* Models beside each other and beside naive benchmarks, on what they have not seen.
 *
 * `models` has a row a model, then "past_rate" (everyone goes on as he did) and "mean_rate"
 * (everyone at the mean rate). Its columns are method; status ("ok", "not_usable", "failed") and
 * message; of the calibration period parameters, log_likelihood, aic, bic; of the holdout
 * predicted, actual, mae, rmse, bias, wape, top_decile_share (of the purchases, those of the tenth
 * predicted to buy most) and log_score (mean log-probability of the purchases that were made).
 * `calibration` has method, decile (1: predicted to buy most), clients, and predicted and actual
 * purchases a client. Either table may be NULL, no entry of `candidates` may. @since 0.1 */
TENURE_API tenure_status tenure_compare(const tenure_model* const* candidates,
                                        int64_t candidate_count, const tenure_summary* summary,
                                        const tenure_execution* execution, tenure_table** models,
                                        tenure_table** calibration, tenure_error** err);
/* The same for models that are first fitted to the summary, by their names. @since 0.1 */
TENURE_API tenure_status tenure_compare_named(const char* const* names, int64_t name_count,
                                              const tenure_summary* summary,
                                              const tenure_fit_options* options,
                                              const tenure_execution* execution,
                                              tenure_table** models, tenure_table** calibration,
                                              tenure_error** err);

/* When a backtest looks ahead, and how far. @since 0.1 */
typedef struct tenure_backtest_options {
  size_t struct_size;
  double horizon;         /* units of holdout after each origin; no default: it must be set */
  double every;           /* units between origins; 0: the horizon */
  int32_t unit;           /* TENURE_WEEK */
  int32_t first;          /* first origin; TENURE_NO_DAY: the middle of the log */
  const int32_t* origins; /* days, instead of `first` and `every`; NULL: by them */
  int64_t origin_count;
} tenure_backtest_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_backtest_options_init(tenure_backtest_options* options,
                                                      size_t size);

/* A rolling-origin backtest: for each origin the models are fitted to what was known on that day,
 * and scored on the horizon after it. As tenure_compare_named(), with origin, observed_until and
 * clients in front of `models` and origin in front of `calibration`. @since 0.1 */
TENURE_API tenure_status tenure_backtest(const tenure_portfolio* portfolio,
                                         const char* const* names, int64_t name_count,
                                         const tenure_backtest_options* plan,
                                         const tenure_fit_options* options,
                                         const tenure_execution* execution, tenure_table** models,
                                         tenure_table** calibration, tenure_error** err);

/* ---- Value ----------------------------------------------------------------------------------- */

/* When in a period the cash of its purchases is counted. @since 0.1 */
enum {
  TENURE_AT_PURCHASE = 0,  /* continuously, at the moment of each purchase */
  TENURE_PERIOD_START = 1, /* the first period's cash is not discounted */
  TENURE_PERIOD_MIDDLE = 2,
  TENURE_PERIOD_END = 3
};

/* @since 0.1 */
typedef struct tenure_clv_options {
  size_t struct_size;
  double horizon;          /* in units of the summary; INFINITY: for ever, at_purchase only */
  double discount_rate;    /* 0.10 ... */
  int32_t discount_kind;   /* ... TENURE_EFFECTIVE ... */
  int32_t discount_period; /* ... a TENURE_YEAR */
  int32_t timing;          /* TENURE_AT_PURCHASE */
  int32_t period;          /* of the other timings: TENURE_MONTH */
  double margin;           /* share of spend left after the cost of goods, in (0, 1]: 1 */
  const double* margins;   /* one a client instead; NULL: `margin` for all */
  int64_t margin_count;
} tenure_clv_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_clv_options_init(tenure_clv_options* options, size_t size);

/* @since 0.1 */
typedef struct tenure_clv_totals {
  double total;       /* sum of clv over the clients that have one */
  int64_t not_valued; /* clients without a value */
  char basis[256];    /* timing, horizon, discount and margin in one sentence */
} tenure_clv_totals;

/* Value of the residual lifetime of every client, first purchase excluded: client, p_alive,
 * expected_purchases (finite horizon), discounted_purchases, expected_spend, margin, clv,
 * clv_if_alive, status ("ok", or why clv has no value). @since 0.1 */
TENURE_API tenure_status tenure_clv(const tenure_model* purchases, const tenure_model* spend,
                                    const tenure_summary* summary,
                                    const tenure_clv_options* options,
                                    const tenure_execution* execution, tenure_clv_totals* totals,
                                    size_t totals_size, tenure_table** clients, tenure_error** err);

/* Share of all spend that was left after its cost: what tenure_clv_options.margin asks for. Where
 * there is none, or it is not in (0, 1], has_value is 0. Neither may be NULL. @since 0.1 */
TENURE_API tenure_status tenure_observed_margin(const tenure_summary* summary, double* out,
                                                int32_t* has_value, tenure_error** err);

/* ---- Concentration --------------------------------------------------------------------------- */

/* Clients by falling value are A while those before them hold less than a_share of all value, then
 * B while less than b_share, then C. @since 0.1 */
typedef struct tenure_concentration_options {
  size_t struct_size;
  double a_share; /* 0.80 */
  double b_share; /* 0.95 */
} tenure_concentration_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_concentration_options_init(tenure_concentration_options* options,
                                                           size_t size);

/* @since 0.1 */
typedef struct tenure_concentration_totals {
  double total;
  int64_t negative;         /* values below 0, which count as 0 */
  double gini;              /* of the clients as a population: at most 1 - 1/n */
  double gini_unbiased;     /* of the population they are drawn from */
  double top_tenth_share;   /* of value, with the greatest tenth of clients */
  double top_fifth_share;   /* with the greatest fifth: "80/20" if it is 0.8 */
  double herfindahl;        /* sum of squared shares */
  double effective_clients; /* as many equal clients would be as concentrated */
  double entropy;           /* nats */
  double hoover;            /* share of value to move for all to be equal */
} tenure_concentration_totals;

/* How unequally n finite values are spread over clients.
 * clients: rank, share, cumulative_share, class: parallel to the values.
 * classes: class, clients, client_share, value, value_share.
 * lorenz:  client_share, value_share, at each hundredth of the clients. @since 0.1 */
TENURE_API tenure_status tenure_concentration(const double* values, int64_t n,
                                              const tenure_concentration_options* options,
                                              tenure_concentration_totals* totals,
                                              size_t totals_size, tenure_table** clients,
                                              tenure_table** classes, tenure_table** lorenz,
                                              tenure_error** err);

/* @since 0.1 */
typedef struct tenure_rate_concentration {
  double gini;
  double top_fifth_share;
  double seen_top_fifth_share; /* of the purchases seen in the window: chance adds to it */
} tenure_rate_concentration;

/* Concentration of the purchase rates of a model, and what a window of that many units shows of it.
 * @since 0.1 */
TENURE_API tenure_status tenure_rate_concentration_of(const tenure_model* purchases, double window,
                                                      tenure_rate_concentration* out,
                                                      size_t out_size, tenure_error** err);

/* ---- Inference: how sure a fit is ------------------------------------------------------------ */

/* Wald intervals of parameters are in tenure_model_result_table(). A model that was not fitted, or
 * whose data do not determine its parameters, has no intervals: TENURE_INVALID_ARGUMENT. */

/* Profile likelihood intervals, of histories that are those of the fit: parameter, estimate, lower,
 * upper, lower_status, upper_status ("ok", "unbounded", "not_found" or "higher_elsewhere"; without
 * "ok" there is no bound). With priors, the same of the posterior. @since 0.1 */
TENURE_API tenure_status tenure_profile_intervals(const tenure_model* model,
                                                  const tenure_histories* histories, double level,
                                                  const tenure_execution* execution,
                                                  tenure_table** out, tenure_error** err);

/* @since 0.1 */
typedef struct tenure_likelihood_ratio {
  double statistic; /* twice the difference of the log-likelihoods, at least 0 */
  double p_value;
  int64_t degrees_of_freedom; /* parameters that the larger model has more */
  char distribution[256];     /* of the statistic if the smaller model is true, in words */
} tenure_likelihood_ratio;

/* Whether the larger of two nested models, fitted to the same data without priors, fits better than
 * chance would let it. Pairs: nbd in pareto_nbd, bg_nbd and mbg_nbd; pareto_nbd in ggompertz_nbd;
 * shifted_beta_geometric in beta_discrete_weibull. @since 0.1 */
TENURE_API tenure_status tenure_likelihood_ratio_test(const tenure_model* smaller,
                                                      const tenure_model* larger,
                                                      tenure_likelihood_ratio* out, size_t out_size,
                                                      tenure_error** err);

/* What an interval is of. @since 0.1 */
enum {
  TENURE_OF_EXPECTED_PURCHASES = 0,
  TENURE_OF_P_ALIVE = 1, /* after the horizon; INFINITY: now */
  TENURE_OF_DISCOUNTED_PURCHASES = 2,
  TENURE_OF_EXPECTED_SPEND = 3,
  /* The number of purchases that will be made: the uncertainty of the parameters and the chance of
   * the purchases themselves. */
  TENURE_OF_PURCHASES = 4
};

/* How the uncertainty of the parameters is carried on. @since 0.1 */
enum {
  TENURE_DELTA = 0,   /* by derivatives: normal on the log scale, of P(alive) on the logit */
  TENURE_SAMPLING = 1 /* by draws of the parameters, normal on the log scale; not of purchases */
};

/* @since 0.1 */
typedef struct tenure_prediction_options {
  size_t struct_size;
  double level;            /* 0.95 */
  double horizon;          /* in units; INFINITY: for ever, of discounted purchases alone */
  double discount_rate;    /* 0.10 ... */
  int32_t discount_kind;   /* ... TENURE_EFFECTIVE ... */
  int32_t discount_period; /* ... a TENURE_YEAR; of discounted purchases */
  int32_t method;          /* TENURE_DELTA */
  int32_t draws;           /* of TENURE_SAMPLING: 1000 */
  uint64_t seed;           /* of TENURE_SAMPLING: 1 */
  /* One number from 0 a client, the group whose sum he enters, or -1: none. NULL: each client by
   * himself. */
  const int64_t* groups;
  int64_t group_count; /* the number of clients */
} tenure_prediction_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_prediction_options_init(tenure_prediction_options* options,
                                                        size_t size);

/* Intervals of a quantity, TENURE_OF_..., of each client or of its sum over groups: client; or
 * group, clients and not_valued; then estimate, standard_error, lower, upper. Options must have a
 * horizon but for P(alive), spend and purchases for ever. @since 0.1 */
TENURE_API tenure_status tenure_prediction_intervals(const tenure_model* model,
                                                     const tenure_summary* summary, int32_t of,
                                                     const tenure_prediction_options* options,
                                                     const tenure_execution* execution,
                                                     tenure_table** out, tenure_error** err);
/* The same of the lifetime value of tenure_clv(), which `value` describes: horizon and discount are
 * its own. @since 0.1 */
TENURE_API tenure_status tenure_clv_intervals(
    const tenure_model* purchases, const tenure_model* spend, const tenure_summary* summary,
    const tenure_clv_options* value, const tenure_prediction_options* options,
    const tenure_execution* execution, tenure_table** out, tenure_error** err);

/* What a bootstrap draws. @since 0.1 */
enum {
  TENURE_RESAMPLE_CLIENTS = 0, /* as many clients, with replacement */
  TENURE_RESAMPLE_MODEL = 1    /* the same clients with histories simulated from the model */
};

/* @since 0.1 */
typedef struct tenure_bootstrap_options {
  size_t struct_size;
  int32_t resampling; /* TENURE_RESAMPLE_CLIENTS */
  int32_t replicates; /* 1000 */
  double level;       /* 0.95 */
  uint64_t seed;      /* 1 */
} tenure_bootstrap_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_bootstrap_options_init(tenure_bootstrap_options* options,
                                                       size_t size);

/* Fits again to resampled data; histories are those of the fit, of whole clients. `replicates`:
 * replicate, one column a parameter, log_likelihood, reason, usable. `intervals`: parameter,
 * estimate; standard_error and bias over the replicates that ended at an optimum; lower and upper,
 * percentiles of all usable ones, those at a boundary included. @since 0.1 */
TENURE_API tenure_status tenure_bootstrap(const tenure_model* model,
                                          const tenure_histories* histories,
                                          const tenure_bootstrap_options* options,
                                          const tenure_execution* execution,
                                          tenure_table** replicates, tenure_table** intervals,
                                          tenure_error** err);

/* ---- Segments -------------------------------------------------------------------------------- */

/* How values become scores 1 (worst) to `bins` (best). @since 0.1 */
enum {
  TENURE_SCORE_QUANTILE = 0, /* cut at type-7 quantiles; equal values get equal scores */
  TENURE_SCORE_RANK = 1,     /* equally many clients a score */
  TENURE_SCORE_NESTED = 2,   /* R, then F within R, then M within both, by rank */
  TENURE_SCORE_FIXED = 3     /* cuts are given: stable over time */
};

/* A named segment: the clients whose scores lie in the box; the first match wins. An element of an
 * array, and therefore never growing. @since 0.1 */
typedef struct tenure_segment_rule {
  const char* name;
  int32_t r_from, r_to, f_from, f_to, m_from, m_to;
} tenure_segment_rule;

/* The eleven usual names for five bins, which together cover every combination of scores: what
 * tenure_rfm_options.rules and .rule_count are where they say nothing. They live for ever; either
 * output may be NULL. @since 0.1 */
TENURE_API tenure_status tenure_usual_segments(const tenure_segment_rule** rules, int64_t* count,
                                               tenure_error** err);

/* @since 0.1 */
typedef struct tenure_rfm_options {
  size_t struct_size;
  int32_t scoring;          /* TENURE_SCORE_QUANTILE */
  int32_t bins;             /* 5 */
  int32_t monetary_is_mean; /* 1: mean spend of a purchase instead of total spend */
  int32_t reserved;
  /* TENURE_SCORE_FIXED only: ascending upper bounds of all bins but the last; recency in days since
   * the last purchase, or in units for a summary without days. */
  const double* recency_cuts;
  int64_t recency_cut_count;
  const double* frequency_cuts;
  int64_t frequency_cut_count;
  const double* monetary_cuts;
  int64_t monetary_cut_count;
  const tenure_segment_rule* rules;
  int64_t rule_count; /* -1: the eleven usual names for five bins; 0: no names */
} tenure_rfm_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_rfm_options_init(tenure_rfm_options* options, size_t size);

/* Scores by recency, frequency and monetary value.
 * clients:  client, recency_days, purchases, monetary, r, f, m, segment.
 * segments: segment, clients, share, purchases, spend, spend_share, median_recency, mean_spend.
 * cuts:     measure, score, from, to.
 * overlaps: two rules and the clients that both boxes contain. @since 0.1 */
TENURE_API tenure_status tenure_rfm(const tenure_summary* summary,
                                    const tenure_rfm_options* options, tenure_table** clients,
                                    tenure_table** segments, tenure_table** cuts,
                                    tenure_table** overlaps, tenure_error** err);

/* ---- Cycles ---------------------------------------------------------------------------------- */

/* @since 0.1 */
typedef struct tenure_cycle_options {
  size_t struct_size;
  double alarm_level; /* overdue when the probability of having come back exceeds it: 0.95 */
} tenure_cycle_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_cycle_options_init(tenure_cycle_options* options, size_t size);

/* @since 0.1 */
typedef struct tenure_cycle_totals {
  double regularity;    /* k of the base: 1 random, above 1 more regular */
  int64_t clients_used; /* with two intervals or more: what k rests on */
} tenure_cycle_totals;

/* How long each client waits between purchases, and whether he is overdue: client, cycle, silence,
 * overdue_probability, is_overdue, alarm_after, next_purchase. Times in units. @since 0.1 */
TENURE_API tenure_status tenure_cycles(const tenure_model* purchases, const tenure_summary* summary,
                                       const tenure_cycle_options* options,
                                       const tenure_execution* execution,
                                       tenure_cycle_totals* totals, size_t totals_size,
                                       tenure_table** clients, tenure_error** err);

/* ---- Attrition ------------------------------------------------------------------------------- */

/* @since 0.1 */
typedef struct tenure_attrition_options {
  size_t struct_size;
  double horizon; /* units ahead, above 0; it has no default and must be set */
} tenure_attrition_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_attrition_options_init(tenure_attrition_options* options,
                                                       size_t size);

/* @since 0.1 */
typedef struct tenure_attrition_totals {
  double clients_observed;
  double expected_alive;          /* sum of p_alive */
  double expected_lost;           /* observed less alive */
  double expected_leaving;        /* alive now, gone at the horizon */
  double attrition_rate;          /* leaving / alive, over the horizon */
  double attrition_rate_per_year; /* the same, compounded to a year */
} tenure_attrition_totals;

/* How much of the base is gone or going, and who: client, p_alive, p_lost, p_leaving, p_silent,
 * risk_rank (1: most likely to be leaving). @since 0.1 */
TENURE_API tenure_status tenure_attrition(const tenure_model* purchases,
                                          const tenure_summary* summary,
                                          const tenure_attrition_options* options,
                                          const tenure_execution* execution,
                                          tenure_attrition_totals* totals, size_t totals_size,
                                          tenure_table** clients, tenure_error** err);

/* ---- Retention budget ------------------------------------------------------------------------ */

/* Share of the leaving clients that an effort of x currency units saves:
 * max_saved (1 - exp(-speed x)). It has no default: both fields must be set. @since 0.1 */
typedef struct tenure_response_curve {
  size_t struct_size;
  double max_saved; /* in (0, 1] */
  double speed;     /* per currency unit, above 0 */
} tenure_response_curve;

/* @since 0.1 */
TENURE_API tenure_status tenure_response_curve_init(tenure_response_curve* curve, size_t size);
/* Fills a curve that reaches half of max_saved at a cost of half_cost. @since 0.1 */
TENURE_API tenure_status tenure_response_curve_from_half_cost(double max_saved, double half_cost,
                                                              tenure_response_curve* out,
                                                              size_t out_size, tenure_error** err);

/* One client's limits, currency units. @since 0.1 */
typedef struct tenure_retention_limits {
  double ceiling;    /* spending it earns nothing */
  double optimum;    /* where the next unit spent saves just its own worth */
  double saved;      /* response at the optimum */
  double net;        /* expected gain of the optimum less its cost */
  double break_even; /* the spending, beyond the optimum, at which nothing is left */
} tenure_retention_limits;

/* `risk`: probability that the client leaves if nothing is done. `value`: what is lost then.
 * @since 0.1 */
TENURE_API tenure_status tenure_retention_limits_of(double risk, double value,
                                                    const tenure_response_curve* response,
                                                    tenure_retention_limits* out, size_t out_size,
                                                    tenure_error** err);
/* For n clients: risk, value, ceiling, optimum, saved, net, roi, break_even, rank (1: largest net).
 * @since 0.1 */
TENURE_API tenure_status tenure_retention_budget(const double* risk, const double* value, int64_t n,
                                                 const tenure_response_curve* response,
                                                 tenure_table** out, tenure_error** err);

/* ---- A made-up shop -------------------------------------------------------------------------- */

/* @since 0.1 */
typedef struct tenure_shop_options {
  size_t struct_size;
  uint64_t seed;
  int32_t clients;
  int32_t opened;  /* clients join over the `joining` days from this one */
  int32_t joining; /* days */
  int32_t observed_until;
  double r, alpha, s, beta; /* Pareto/NBD of the clients, by the week */
  double p, q, v;           /* Gamma-Gamma of the clients */
  double margin;            /* mean share of an amount left after the cost of goods */
} tenure_shop_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_shop_options_init(tenure_shop_options* options, size_t size);

/* log:   client (text, absent for guests), date, order_id, amount, cost, category, channel,
 *        quantity, as a till exports it, with returns, guests and same-day duplicates.
 * truth: client, purchase_rate (a week), left_on, is_client, mean_spend. @since 0.1 */
TENURE_API tenure_status tenure_simulate_shop(const tenure_shop_options* options,
                                              tenure_table** log, tenure_table** truth,
                                              tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
