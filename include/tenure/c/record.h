/* What is known of clients beside their purchases.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_RECORD_H
#define TENURE_C_RECORD_H

#include "privacy.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The tables beside the purchases, and the fields each can have beside "client". Events are ordered
 * by their first field.
 *   clients:   acquired (day), acquisition_cost (amount), acquisition_channel (text), no_profiling,
 *              no_contact, erase (flags), and attributes under any other name (texts)
 *   contacts:  day (needed), nature (text: "visit", "call", "mail", "complaint", "resolution" or
 * any other word), channel (text), started_by (text: "client" or another word), cost (amount),
 * satisfaction (number) invoices:  issued (day, needed), due (day), paid (day; absent: not yet),
 * amount (needed) contracts: start (day, needed), end (day; absent: it runs), renewal_months
 * (number)
 * @since 0.1 */
enum { TENURE_CLIENTS = 0, TENURE_CONTACTS = 1, TENURE_INVOICES = 2, TENURE_CONTRACTS = 3 };

/* Collects tables beside a portfolio, in any number of lots, by the portfolio's policies. @since
 * 0.1
 */
typedef struct tenure_record_builder tenure_record_builder;
/* A portfolio and the tables beside it. Its clients are those of any table. @since 0.1 */
typedef struct tenure_record tenure_record;

/* One column as an array of as many entries as there are rows: exactly one of days, numbers, texts
 * and flags, as the field asks. A cell without a value is TENURE_NO_DAY, NaN, NULL or "". The
 * struct is one of an array: it never grows. Set what is not used to zero. @since 0.1 */
typedef struct tenure_record_cells {
  const char* field;
  const int32_t* days;
  const double* numbers; /* amounts, in currency units, and numbers */
  const char* const* texts;
  const uint8_t* flags;
  int32_t is_attribute; /* 1: a text kept under the name `field`; of clients only */
  int32_t reserved;
} tenure_record_cells;

/* A lot of rows; a single one is arrays of one entry. Exactly one of client_numbers and
 * client_texts. @since 0.1 */
typedef struct tenure_record_arrays {
  size_t struct_size;
  int64_t rows;
  const int64_t* client_numbers;
  const char* const* client_texts;
  const uint8_t* client_present;    /* 0 where a row has no client; NULL: all have */
  const tenure_record_cells* cells; /* `cell_count` of them */
  int64_t cell_count;
} tenure_record_arrays;

/* No rows, no columns. @since 0.1 */
TENURE_API tenure_status tenure_record_arrays_init(tenure_record_arrays* arrays, size_t size);

/* Which columns of a stream are a table: field fields[i] is column columns[i]. @since 0.1 */
typedef struct tenure_record_columns {
  size_t struct_size;
  const char* client; /* "client" */
  const char* const* fields;
  const char* const* columns;
  int64_t field_count;
  const char* const* attributes; /* columns kept as texts under their names; of clients only */
  int64_t attribute_count;
  int32_t minor_units; /* 1: amounts are integers in minor units. Default 0 */
  int32_t reserved;
} tenure_record_columns;

/* @since 0.1 */
TENURE_API tenure_status tenure_record_columns_init(tenure_record_columns* columns, size_t size);

/* @since 0.1 */
TENURE_API tenure_status tenure_record_builder_new(const tenure_portfolio* portfolio,
                                                   tenure_record_builder** out, tenure_error** err);
/* All rows enter or none. @since 0.1 */
TENURE_API tenure_status tenure_record_builder_read(tenure_record_builder* builder, int32_t table,
                                                    const tenure_record_arrays* rows,
                                                    tenure_error** err);
/* All rows enter or none; the stream is released whatever happens. @since 0.1 */
TENURE_API tenure_status tenure_record_builder_read_arrow(tenure_record_builder* builder,
                                                          int32_t table,
                                                          struct ArrowArrayStream* stream,
                                                          const tenure_record_columns* columns,
                                                          tenure_error** err);
/* Joins what was read, which stays in the builder. @since 0.1 */
TENURE_API tenure_status tenure_record_builder_build(const tenure_record_builder* builder,
                                                     tenure_record** out, tenure_error** err);
/* @since 0.1 */
TENURE_API void tenure_record_builder_free(tenure_record_builder* builder);

/* A file written by tenure_record_save(). @since 0.1 */
TENURE_API tenure_status tenure_record_load(const char* path, tenure_record** out,
                                            tenure_error** err);
/* Portfolio and tables in one file, written beside `path`, then renamed onto it. @since 0.1 */
TENURE_API tenure_status tenure_record_save(const tenure_record* record, const char* path,
                                            tenure_error** err);

/* The portfolio, with the flags that the clients table gave. @since 0.1 */
TENURE_API tenure_status tenure_record_portfolio(const tenure_record* record,
                                                 tenure_portfolio** out, tenure_error** err);
/* client and the fields that were given, by client and day; no rows if the table was not given.
 * @since 0.1 */
TENURE_API tenure_status tenure_record_table(const tenure_record* record, int32_t table,
                                             tenure_table** out, tenure_error** err);
/* outcome, rows, first_row: every row read of a table, by what was done with it. @since 0.1 */
TENURE_API tenure_status tenure_record_report(const tenure_record* record, int32_t table,
                                              tenure_table** out, tenure_error** err);
/* One row a client: client, purchases, revenue, cost_of_goods, acquired, acquisition_cost,
 * contacts, complaints, contact_cost, invoiced, paid, contracts: those that the record has. @since
 * 0.1 */
TENURE_API tenure_status tenure_record_clients(const tenure_record* record, tenure_table** out,
                                               tenure_error** err);

/* As those of a portfolio, on all tables. The last active contact is the client's own act: a
 * purchase or return, a contact he started, a payment, a contract that runs. @since 0.1 */
TENURE_API tenure_status tenure_record_erase(const tenure_record* record,
                                             const int64_t* client_numbers,
                                             const char* const* client_texts, int64_t n,
                                             tenure_record** out, tenure_error** err);
/* @since 0.1 */
TENURE_API tenure_status tenure_record_due_for_erasure(const tenure_record* record,
                                                       const tenure_retention_clock* clock,
                                                       tenure_table** out, tenure_error** err);
/* @since 0.1 */
TENURE_API tenure_status tenure_record_erase_due(const tenure_record* record,
                                                 const tenure_retention_clock* clock,
                                                 tenure_record** out, tenure_error** err);
/* @since 0.1 */
TENURE_API void tenure_record_free(tenure_record* record);

#ifdef __cplusplus
}
#endif

#endif
