#include <string.h>

#include "check.h"
#include <tenure/tenure.h>

static tenure_portfolio* three_clients(void) {
  static const char* const kClients[] = {"ann", "ann", "bob", "eve"};
  static const int32_t kDays[] = {19000, 19100, 17000, 19200};
  static const double kAmounts[] = {10, 20, 5, 7};
  tenure_purchase_arrays log;
  tenure_portfolio* portfolio = NULL;
  CHECK(tenure_purchase_arrays_init(&log, sizeof log) == TENURE_OK);
  log.rows = 4;
  log.client_texts = kClients;
  log.days = kDays;
  log.amounts = kAmounts;
  CHECK(tenure_portfolio_from_arrays(&log, NULL, NULL, &portfolio, NULL) == TENURE_OK);
  return portfolio;
}

static tenure_portfolio* flagged(const tenure_portfolio* portfolio) {
  static const char* const kClients[] = {"eve"};
  static const uint8_t kAsked[] = {1};
  tenure_client_flags flags;
  tenure_portfolio* out = NULL;
  CHECK(tenure_client_flags_init(&flags, sizeof flags) == TENURE_OK);
  flags.rows = 1;
  flags.client_texts = kClients;
  flags.no_profiling = kAsked;
  CHECK(tenure_portfolio_with_flags(portfolio, &flags, &out, NULL) == TENURE_OK);
  return out;
}

static void test_excluded_clients_are_counted(void) {
  tenure_portfolio* portfolio = three_clients();
  tenure_portfolio* with_flags = flagged(portfolio);
  tenure_portfolio_info info;
  tenure_summary* summary = NULL;
  tenure_summary_info of_summary;
  tenure_table* table = NULL;
  int64_t excluded = -1;
  CHECK(tenure_portfolio_get_info(with_flags, &info, sizeof info, NULL) == TENURE_OK);
  CHECK(info.clients == 3 && info.excluded_clients == 1);
  CHECK(tenure_summary_from_portfolio(with_flags, NULL, NULL, &summary, NULL) == TENURE_OK);
  CHECK(tenure_summary_get_info(summary, &of_summary, sizeof of_summary, NULL) == TENURE_OK);
  CHECK(of_summary.clients == 2 && of_summary.excluded_clients == 1);
  CHECK(tenure_summary_table(summary, &table, NULL) == TENURE_OK);
  CHECK(tenure_table_excluded_clients(table, &excluded, NULL) == TENURE_OK);
  CHECK(excluded == 1);
  tenure_table_free(table);
  CHECK(tenure_portfolio_flags(with_flags, &table, NULL) == TENURE_OK);
  CHECK(tenure_table_shape(table, &excluded, NULL, NULL) == TENURE_OK && excluded == 1);
  tenure_table_free(table);
  tenure_summary_free(summary);
  tenure_portfolio_free(with_flags);
  tenure_portfolio_free(portfolio);
}

static void test_due_clients_are_erased(void) {
  static const char* const kGone[] = {"ann", "nobody"};
  tenure_portfolio* portfolio = three_clients();
  tenure_portfolio* rest = NULL;
  tenure_portfolio_info info;
  tenure_table* due = NULL;
  tenure_column reason;
  CHECK(tenure_portfolio_due_for_erasure(portfolio, NULL, &due, NULL) == TENURE_OK);
  CHECK(tenure_table_column_named(due, "reason", &reason, sizeof reason, NULL) == TENURE_OK);
  CHECK(reason.rows == 1 && memcmp(reason.text_bytes, "inactive", 8) == 0);
  tenure_table_free(due);
  CHECK(tenure_portfolio_erase_due(portfolio, NULL, &rest, NULL) == TENURE_OK);
  CHECK(tenure_portfolio_get_info(rest, &info, sizeof info, NULL) == TENURE_OK);
  CHECK(info.clients == 2 && info.rows_dropped == 1);
  tenure_portfolio_free(rest);
  CHECK(tenure_portfolio_erase(portfolio, NULL, kGone, 2, &rest, NULL) == TENURE_OK);
  CHECK(tenure_portfolio_get_info(rest, &info, sizeof info, NULL) == TENURE_OK);
  CHECK(info.clients == 2 && info.rows_dropped == 2);
  tenure_portfolio_free(rest);
  tenure_portfolio_free(portfolio);
}

static void test_small_cells_are_hidden(void) {
  static const int64_t kCounts[] = {120, 4, 60, 25};
  tenure_anonymity_totals totals;
  tenure_table* cells = NULL;
  tenure_column shown;
  CHECK(tenure_anonymous_cells(kCounts, 4, NULL, &totals, sizeof totals, &cells, NULL) ==
        TENURE_OK);
  CHECK(totals.smallest == 4 && totals.hidden_cells == 2 && totals.hidden_clients == 29);
  CHECK(totals.totals_publishable == 1);
  CHECK(tenure_table_column_named(cells, "clients", &shown, sizeof shown, NULL) == TENURE_OK);
  CHECK(shown.validity[0] == 1 && shown.validity[1] == 0 && shown.validity[3] == 0);
  CHECK(shown.int64[0] == 120 && shown.int64[1] == 0);
  tenure_table_free(cells);
}

int main(void) {
  test_excluded_clients_are_counted();
  test_due_clients_are_erased();
  test_small_cells_are_hidden();
  return checks_failed();
}
