/* A purchase log from arrays, row by row and as an Arrow stream: the same portfolio. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "arrow_batch.h"
#include "check.h"
#include <tenure/tenure.h>

/* The log of arrow_batch.c in another order. */
enum { kRows = 6 };
static const int64_t kClients[kRows] = {1, 2, 1, 2, 2, 1};
static const int32_t kDays[kRows] = {31, 17, 3, 10, 17, 24};
static const double kAmounts[kRows] = {10.5, 6, 8, 5, 7, 9};

static tenure_purchase_arrays arrays(void) {
  tenure_purchase_arrays log;
  tenure_purchase_arrays_init(&log, sizeof log);
  log.rows = kRows;
  log.client_numbers = kClients;
  log.days = kDays;
  log.amounts = kAmounts;
  return log;
}

static tenure_purchase_columns columns(void) {
  tenure_purchase_columns names;
  tenure_purchase_columns_init(&names, sizeof names);
  names.day = "day";
  names.amount = "amount";
  return names;
}

static void check_is_the_log(const tenure_portfolio* portfolio) {
  tenure_portfolio_info info;
  tenure_summary* summary = NULL;
  tenure_histories h;
  CHECK(tenure_portfolio_get_info(portfolio, &info, sizeof info, NULL) == TENURE_OK);
  CHECK(info.clients == 2 && info.purchases == 5);
  CHECK(info.rows_read == 6 && info.rows_kept == 5 && info.rows_merged == 1);
  CHECK(info.rows_dropped == 0 && info.first_day == 3 && info.observed_until == 31);
  CHECK(info.has_amounts == 1 && info.has_costs == 0);
  CHECK(strcmp(info.currency_code, "") == 0 && info.currency_decimals == 2);
  CHECK(tenure_summary_from_portfolio(portfolio, NULL, NULL, &summary, NULL) == TENURE_OK);
  CHECK(tenure_summary_get_histories(summary, &h, sizeof h, NULL) == TENURE_OK);
  CHECK(h.rows == 2 && h.struct_size == sizeof h);
  CHECK(h.frequency[0] == 2 && h.recency[0] == 4 && h.age[0] == 4);
  CHECK(h.frequency[1] == 1 && h.recency[1] == 1 && h.age[1] == 3);
  CHECK(h.mean_spend[0] == 9.75 && h.mean_spend[1] == 13);
  tenure_summary_free(summary);
}

static void from_arrays(void) {
  const tenure_purchase_arrays log = arrays();
  tenure_portfolio* portfolio = NULL;
  tenure_table* table = NULL;
  int64_t rows = 0;
  CHECK(tenure_portfolio_from_arrays(&log, NULL, NULL, &portfolio, NULL) == TENURE_OK);
  check_is_the_log(portfolio);
  CHECK(tenure_portfolio_report(portfolio, &table, NULL) == TENURE_OK);
  CHECK(tenure_table_shape(table, &rows, NULL, NULL) == TENURE_OK && rows > 0);
  tenure_table_free(table);
  tenure_portfolio_free(portfolio);
}

static void row_by_row_in_two_parts(void) {
  tenure_portfolio_builder *builder = NULL, *other = NULL;
  tenure_portfolio* portfolio = NULL;
  tenure_purchase purchase;
  int64_t rows = -1;
  int i;
  CHECK(tenure_portfolio_builder_new(NULL, &builder, NULL) == TENURE_OK);
  CHECK(tenure_portfolio_builder_new(NULL, &other, NULL) == TENURE_OK);
  tenure_purchase_init(&purchase, sizeof purchase);
  purchase.client_kind = TENURE_CLIENT_NUMBER;
  for (i = 0; i < kRows; ++i) {
    purchase.client_number = kClients[i];
    purchase.day = kDays[i];
    purchase.amount = kAmounts[i];
    CHECK(tenure_portfolio_builder_push(i % 2 ? builder : other, &purchase, NULL) == TENURE_OK);
  }
  purchase.day = TENURE_NO_DAY;
  CHECK(tenure_portfolio_builder_push(builder, &purchase, NULL) == TENURE_INVALID_DATA);
  CHECK(tenure_portfolio_builder_merge(builder, other, NULL) == TENURE_OK);
  CHECK(tenure_portfolio_builder_rows(other, &rows, NULL) == TENURE_OK && rows == 0);
  CHECK(tenure_portfolio_builder_rows(builder, &rows, NULL) == TENURE_OK && rows == kRows);
  CHECK(tenure_portfolio_builder_build(builder, NULL, &portfolio, NULL) == TENURE_OK);
  CHECK(tenure_portfolio_builder_rows(builder, &rows, NULL) == TENURE_OK && rows == 0);
  check_is_the_log(portfolio);
  tenure_portfolio_free(portfolio);
  tenure_portfolio_builder_free(builder);
  tenure_portfolio_builder_free(other);
}

static void from_a_stream(void) {
  const tenure_purchase_columns names = columns();
  arrow_log log = {-1, 0, 0, 0, 0};
  struct ArrowArrayStream stream;
  tenure_portfolio* portfolio = NULL;
  arrow_log_stream(&log, &stream);
  CHECK(tenure_portfolio_from_arrow(&stream, &names, NULL, NULL, &portfolio, NULL) == TENURE_OK);
  check_is_the_log(portfolio);
  CHECK(log.streams_released == 1 && log.schemas_released == 1);
  CHECK(log.arrays_released == ARROW_BATCHES && stream.release == NULL);
  tenure_portfolio_free(portfolio);
}

static void a_stream_is_released_whatever_happens(void) {
  tenure_purchase_columns names = columns();
  struct ArrowArrayStream stream;
  tenure_portfolio* portfolio = NULL;
  tenure_error* error = NULL;
  arrow_log log = {1, 0, 0, 0, 0};
  arrow_log_stream(&log, &stream);
  CHECK(tenure_portfolio_from_arrow(&stream, &names, NULL, NULL, &portfolio, &error) ==
        TENURE_STREAM_ERROR);
  CHECK(strstr(tenure_error_message(error), "the till is on fire") != NULL);
  CHECK(log.streams_released == 1 && log.arrays_released == 1 && portfolio == NULL);
  tenure_error_free(error);

  log.fail_at = -1;
  arrow_log_stream(&log, &stream);
  names.day = "month";
  CHECK(tenure_portfolio_from_arrow(&stream, &names, NULL, NULL, &portfolio, NULL) ==
        TENURE_INVALID_ARGUMENT);
  CHECK(log.streams_released == 1);

  arrow_log_stream(&log, &stream);
  CHECK(tenure_portfolio_from_arrow(&stream, &names, NULL, NULL, NULL, NULL) ==
        TENURE_INVALID_ARGUMENT);
  CHECK(log.streams_released == 1);
}

/* Exports a portfolio and reads the export, which has been given another producer's names. */
static void what_went_out_comes_in_again(void) {
  const tenure_purchase_arrays log = arrays();
  const tenure_purchase_columns names = columns();
  struct ArrowArrayStream stream;
  tenure_portfolio *portfolio = NULL, *again = NULL;
  tenure_portfolio_info info;
  tenure_table* table = NULL;
  CHECK(tenure_portfolio_from_arrays(&log, NULL, NULL, &portfolio, NULL) == TENURE_OK);
  CHECK(tenure_portfolio_purchases(portfolio, &table, NULL) == TENURE_OK);
  CHECK(tenure_table_export(table, &stream, NULL) == TENURE_OK);
  CHECK(tenure_portfolio_from_arrow(&stream, &names, NULL, NULL, &again, NULL) == TENURE_OK);
  CHECK(tenure_portfolio_get_info(again, &info, sizeof info, NULL) == TENURE_OK);
  CHECK(info.clients == 2 && info.purchases == 5);
  tenure_table_free(table);
  tenure_portfolio_free(portfolio);
  tenure_portfolio_free(again);
}

static void appended_rows_equal_one_import(void) {
  tenure_purchase_arrays log = arrays();
  tenure_portfolio *first = NULL, *all = NULL;
  log.rows = 4;
  CHECK(tenure_portfolio_from_arrays(&log, NULL, NULL, &first, NULL) == TENURE_OK);
  log.rows = 2;
  log.client_numbers += 4;
  log.days += 4;
  log.amounts += 4;
  CHECK(tenure_portfolio_append(first, &log, TENURE_NO_DAY, NULL, &all, NULL) == TENURE_OK);
  check_is_the_log(all);
  tenure_portfolio_free(first);
  tenure_portfolio_free(all);
}

static void texts_and_guests(void) {
  static const char* const kTexts[kRows] = {"ann", "bob", "ann", NULL, "bob", "ann"};
  tenure_purchase_arrays log = arrays();
  tenure_portfolio* portfolio = NULL;
  tenure_portfolio_info info;
  tenure_summary* summary = NULL;
  tenure_table* table = NULL;
  tenure_column client;
  log.client_numbers = NULL;
  log.client_texts = kTexts;
  CHECK(tenure_portfolio_from_arrays(&log, NULL, NULL, &portfolio, NULL) == TENURE_OK);
  CHECK(tenure_portfolio_get_info(portfolio, &info, sizeof info, NULL) == TENURE_OK);
  CHECK(info.clients == 2 && info.rows_dropped == 1);
  CHECK(tenure_summary_from_portfolio(portfolio, NULL, NULL, &summary, NULL) == TENURE_OK);
  CHECK(tenure_summary_table(summary, &table, NULL) == TENURE_OK);
  CHECK(tenure_table_column_named(table, "client", &client, sizeof client, NULL) == TENURE_OK);
  CHECK(client.type == TENURE_TEXT && client.rows == 2);
  CHECK(client.text_offsets[2] == 6 && memcmp(client.text_bytes, "annbob", 6) == 0);
  tenure_table_free(table);
  tenure_summary_free(summary);
  tenure_portfolio_free(portfolio);
}

static void a_bad_row_is_named(void) {
  double amounts[kRows];
  tenure_purchase_arrays log = arrays();
  tenure_portfolio* portfolio = NULL;
  tenure_error* error = NULL;
  memcpy(amounts, kAmounts, sizeof amounts);
  amounts[4] = NAN;
  log.amounts = amounts;
  CHECK(tenure_portfolio_from_arrays(&log, NULL, NULL, &portfolio, &error) == TENURE_INVALID_DATA);
  CHECK(tenure_error_row(error) == 4 && portfolio == NULL);
  CHECK(strstr(tenure_error_argument(error), "amount") != NULL);
  tenure_error_free(error);
}

int main(void) {
  from_arrays();
  row_by_row_in_two_parts();
  from_a_stream();
  a_stream_is_released_whatever_happens();
  what_went_out_comes_in_again();
  appended_rows_equal_one_import();
  texts_and_guests();
  a_bad_row_is_named();
  return checks_failed();
}
