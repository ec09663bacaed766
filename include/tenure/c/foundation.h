/* Version, errors, execution, days, texts and tables: what every other part needs.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_FOUNDATION_H
#define TENURE_C_FOUNDATION_H

#include <stddef.h>
#include <stdint.h>

#include <tenure/arrow_abi.h>

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

/* ---- Discount rates -------------------------------------------------------------------------- */

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
/* Clients who opted out of profiling and are therefore not in what the table tells. An Arrow stream
 * says it in the metadata of its schema, "tenure.excluded_clients". @since 0.1 */
TENURE_API tenure_status tenure_table_excluded_clients(const tenure_table* table, int64_t* out,
                                                       tenure_error** err);
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

#ifdef __cplusplus
}
#endif

#endif
