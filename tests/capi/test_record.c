/* Tables beside the purchases: read, joined, saved, erased. */
#include <string.h>

#include "check.h"
#include <tenure/tenure.h>

enum { PURCHASES = 3, CONTACTS = 3 };

static tenure_portfolio* two_clients(void) {
  static const int64_t kClients[PURCHASES] = {1, 1, 2};
  static const int32_t kDays[PURCHASES] = {19000, 19100, 19050};
  static const double kAmounts[PURCHASES] = {10, 20, 5};
  tenure_purchase_arrays log;
  tenure_portfolio* portfolio = NULL;
  CHECK(tenure_purchase_arrays_init(&log, sizeof log) == TENURE_OK);
  log.rows = PURCHASES;
  log.client_numbers = kClients;
  log.days = kDays;
  log.amounts = kAmounts;
  CHECK(tenure_portfolio_from_arrays(&log, NULL, NULL, &portfolio, NULL) == TENURE_OK);
  return portfolio;
}

static tenure_record* with_contacts(const tenure_portfolio* portfolio) {
  static const int64_t kClients[CONTACTS] = {2, 3, 2};
  static const int32_t kDays[CONTACTS] = {19020, 19030, 19010};
  static const char* const kNatures[CONTACTS] = {"complaint", "visit", NULL};
  static const double kCosts[CONTACTS] = {1.5, 2, 4};
  static const tenure_record_cells kCells[] = {{"day", kDays, NULL, NULL, NULL, 0, 0},
                                               {"nature", NULL, NULL, kNatures, NULL, 0, 0},
                                               {"cost", NULL, kCosts, NULL, NULL, 0, 0}};
  static const int64_t kListed[] = {1};
  static const uint8_t kAsked[] = {1};
  static const char* const kRegions[] = {"north"};
  static const tenure_record_cells kClientCells[] = {
      {"no_profiling", NULL, NULL, NULL, kAsked, 0, 0},
      {"region", NULL, NULL, kRegions, NULL, 1, 0}};
  tenure_record_builder* builder = NULL;
  tenure_record_arrays rows;
  tenure_record* record = NULL;
  CHECK(tenure_record_builder_new(portfolio, &builder, NULL) == TENURE_OK);
  CHECK(tenure_record_arrays_init(&rows, sizeof rows) == TENURE_OK);
  rows.rows = CONTACTS;
  rows.client_numbers = kClients;
  rows.cells = kCells;
  rows.cell_count = 3;
  CHECK(tenure_record_builder_read(builder, TENURE_CONTACTS, &rows, NULL) == TENURE_OK);
  rows.rows = 1;
  rows.client_numbers = kListed;
  rows.cells = kClientCells;
  rows.cell_count = 2;
  CHECK(tenure_record_builder_read(builder, TENURE_CLIENTS, &rows, NULL) == TENURE_OK);
  CHECK(tenure_record_builder_build(builder, &record, NULL) == TENURE_OK);
  tenure_record_builder_free(builder);
  return record;
}

static void check_clients(const tenure_record* record, int64_t expected) {
  tenure_table* clients = NULL;
  tenure_column costs;
  CHECK(tenure_record_clients(record, &clients, NULL) == TENURE_OK);
  CHECK(tenure_table_column_named(clients, "contact_cost", &costs, sizeof costs, NULL) ==
        TENURE_OK);
  CHECK(costs.rows == expected);
  if (expected == 3) CHECK(costs.float64[1] == 5.5 && costs.float64[2] == 2);
  tenure_table_free(clients);
}

static void test_tables_are_joined(void) {
  tenure_portfolio* portfolio = two_clients();
  tenure_record* record = with_contacts(portfolio);
  tenure_portfolio* flagged = NULL;
  tenure_portfolio_info info;
  tenure_table *contacts = NULL, *report = NULL;
  tenure_column days, regions;
  check_clients(record, 3);
  CHECK(tenure_record_portfolio(record, &flagged, NULL) == TENURE_OK);
  CHECK(tenure_portfolio_get_info(flagged, &info, sizeof info, NULL) == TENURE_OK);
  CHECK(info.excluded_clients == 1);
  CHECK(tenure_record_table(record, TENURE_CONTACTS, &contacts, NULL) == TENURE_OK);
  CHECK(tenure_table_column_named(contacts, "day", &days, sizeof days, NULL) == TENURE_OK);
  CHECK(days.rows == 3 && days.days[0] == 19010 && days.days[1] == 19020);
  tenure_table_free(contacts);
  CHECK(tenure_record_table(record, TENURE_CLIENTS, &contacts, NULL) == TENURE_OK);
  CHECK(tenure_table_column_named(contacts, "region", &regions, sizeof regions, NULL) == TENURE_OK);
  CHECK(regions.rows == 1 && memcmp(regions.text_bytes, "north", 5) == 0);
  CHECK(tenure_record_report(record, TENURE_CONTACTS, &report, NULL) == TENURE_OK);
  tenure_table_free(report);
  tenure_table_free(contacts);
  tenure_portfolio_free(flagged);
  tenure_record_free(record);
  tenure_portfolio_free(portfolio);
}

static void test_a_stream_is_read_too(void) {
  static const char* const kFields[] = {"day", "cost"};
  static const char* const kColumns[] = {"day", "amount"};
  tenure_portfolio* portfolio = two_clients();
  tenure_record_builder* builder = NULL;
  tenure_record_columns columns;
  tenure_record* record = NULL;
  tenure_table* purchases = NULL;
  struct ArrowArrayStream stream;
  CHECK(tenure_portfolio_purchases(portfolio, &purchases, NULL) == TENURE_OK);
  CHECK(tenure_table_export(purchases, &stream, NULL) == TENURE_OK);
  CHECK(tenure_record_columns_init(&columns, sizeof columns) == TENURE_OK);
  columns.fields = kFields;
  columns.columns = kColumns;
  columns.field_count = 2;
  CHECK(tenure_record_builder_new(portfolio, &builder, NULL) == TENURE_OK);
  CHECK(tenure_record_builder_read_arrow(builder, TENURE_CONTACTS, &stream, &columns, NULL) ==
        TENURE_OK);
  CHECK(stream.release == NULL);
  CHECK(tenure_record_builder_build(builder, &record, NULL) == TENURE_OK);
  check_clients(record, 2);
  tenure_record_free(record);
  tenure_record_builder_free(builder);
  tenure_table_free(purchases);
  tenure_portfolio_free(portfolio);
}

static void test_due_clients_are_erased(void) {
  static const int64_t kGone[] = {3};
  tenure_portfolio* portfolio = two_clients();
  tenure_record* record = with_contacts(portfolio);
  tenure_record* rest = NULL;
  tenure_retention_clock clock;
  tenure_table* due = NULL;
  int64_t rows = -1;
  CHECK(tenure_record_erase(record, kGone, NULL, 1, &rest, NULL) == TENURE_OK);
  check_clients(rest, 2);
  tenure_record_free(rest);
  CHECK(tenure_retention_clock_init(&clock, sizeof clock) == TENURE_OK);
  clock.as_of = 19030 + 3 * 366;
  CHECK(tenure_record_due_for_erasure(record, &clock, &due, NULL) == TENURE_OK);
  CHECK(tenure_table_shape(due, &rows, NULL, NULL) == TENURE_OK && rows == 1);
  tenure_table_free(due);
  CHECK(tenure_record_erase_due(record, &clock, &rest, NULL) == TENURE_OK);
  check_clients(rest, 2);
  tenure_record_free(rest);
  tenure_record_free(record);
  tenure_portfolio_free(portfolio);
}

int main(void) {
  test_tables_are_joined();
  test_a_stream_is_read_too();
  test_due_clients_are_erased();
  return checks_failed();
}
