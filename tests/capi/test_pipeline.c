/* The whole analysis of a made-up shop through the C ABI, and what a library that is a guest must
 * leave alone: errno and the locale. */
#include <errno.h>
#include <math.h>
#include <string.h>

#include <locale.h>

#include "check.h"
#include <tenure/tenure.h>

static tenure_portfolio* made_up_shop(void) {
  tenure_table* log = NULL;
  struct ArrowArrayStream stream;
  tenure_purchase_columns columns;
  tenure_portfolio* portfolio = NULL;
  CHECK(tenure_simulate_shop(NULL, &log, NULL, NULL, NULL, NULL, NULL, NULL) == TENURE_OK);
  CHECK(tenure_table_export(log, &stream, NULL) == TENURE_OK);
  tenure_table_free(log);
  tenure_purchase_columns_init(&columns, sizeof columns);
  columns.amount = "amount";
  columns.cost = "cost";
  CHECK(tenure_portfolio_from_arrow(&stream, &columns, NULL, NULL, &portfolio, NULL) == TENURE_OK);
  return portfolio;
}

static int64_t rows_of(const tenure_table* table) {
  int64_t rows = -1;
  CHECK(tenure_table_shape(table, &rows, NULL, NULL) == TENURE_OK);
  return rows;
}

static tenure_column column_of(const tenure_table* table, const char* name) {
  tenure_column column;
  CHECK(tenure_table_column_named(table, name, &column, sizeof column, NULL) == TENURE_OK);
  return column;
}

static double sum_of(const tenure_table* table, const char* name) {
  const tenure_column column = column_of(table, name);
  double sum = 0;
  int64_t i;
  for (i = 0; i < column.rows; ++i) sum += column.float64[i];
  return sum;
}

static void value_adds_up(const tenure_model* purchases, const tenure_model* spend,
                          const tenure_summary* summary) {
  tenure_clv_options options;
  tenure_clv_totals totals, defaults;
  tenure_table* clients = NULL;
  tenure_clv_options_init(&options, sizeof options);
  CHECK(options.horizon == INFINITY && options.margin == 1 && options.discount_rate == 0.10);
  CHECK(tenure_clv(purchases, spend, summary, &options, NULL, &totals, sizeof totals, &clients,
                   NULL) == TENURE_OK);
  CHECK(totals.not_valued == 0 && totals.total > 0);
  CHECK(fabs(sum_of(clients, "clv") - totals.total) < 1e-9 * totals.total);
  CHECK(strstr(totals.basis, "10 % a year") != NULL);
  tenure_table_free(clients);
  /* NULL means what the init function writes. */
  CHECK(tenure_clv(purchases, spend, summary, NULL, NULL, &defaults, sizeof defaults, NULL, NULL) ==
        TENURE_OK);
  CHECK(defaults.total == totals.total && strcmp(defaults.basis, totals.basis) == 0);
}

static void segments_cover_everyone(const tenure_summary* summary, int64_t clients) {
  tenure_rfm_options options;
  tenure_table *each = NULL, *segments = NULL, *cuts = NULL;
  tenure_column count;
  int64_t i, sum = 0;
  CHECK(tenure_rfm(summary, NULL, &each, &segments, &cuts, NULL, NULL, NULL, NULL, NULL) ==
        TENURE_OK);
  count = column_of(segments, "clients");
  for (i = 0; i < count.rows; ++i) sum += count.int64[i];
  CHECK(sum == clients && rows_of(each) == clients && rows_of(cuts) == 15);
  tenure_table_free(each);
  tenure_table_free(segments);
  tenure_table_free(cuts);

  tenure_rfm_options_init(&options, sizeof options);
  options.scoring = TENURE_SCORE_FIXED;
  CHECK(tenure_rfm(summary, &options, &each, NULL, NULL, NULL, NULL, NULL, NULL, NULL) ==
        TENURE_INVALID_ARGUMENT);
  CHECK(each == NULL);
}

static void attrition_and_cycles(const tenure_model* purchases, const tenure_summary* summary,
                                 int64_t clients) {
  tenure_attrition_options options;
  tenure_attrition_totals losses;
  tenure_cycle_totals rhythm;
  tenure_table* table = NULL;
  tenure_attrition_options_init(&options, sizeof options);
  options.horizon = 26;
  CHECK(tenure_attrition(purchases, summary, &options, NULL, &losses, sizeof losses, &table,
                         NULL) == TENURE_OK);
  CHECK(losses.clients_observed == (double)clients);
  CHECK(fabs(losses.expected_alive + losses.expected_lost - (double)clients) < 1e-6);
  CHECK(fabs(sum_of(table, "p_leaving") - losses.expected_leaving) < 1e-6);
  CHECK(0 < losses.attrition_rate && losses.attrition_rate < losses.attrition_rate_per_year);
  tenure_table_free(table);
  CHECK(tenure_cycles(purchases, summary, NULL, NULL, &rhythm, sizeof rhythm, &table, NULL) ==
        TENURE_OK);
  CHECK(rows_of(table) == clients && rhythm.clients_used > 0);
  tenure_table_free(table);
}

static void predictions_face_the_holdout(const tenure_model* purchases,
                                         const tenure_summary* summary, int64_t clients) {
  tenure_table* table = NULL;
  CHECK(tenure_model_predict(purchases, summary, 26, NULL, NULL, &table, NULL) == TENURE_OK);
  CHECK(rows_of(table) == clients);
  tenure_table_free(table);
  CHECK(tenure_holdout_errors(purchases, summary, NULL, &table, NULL) == TENURE_OK);
  CHECK(rows_of(table) == 3 && column_of(table, "mae").float64[0] > 0);
  tenure_table_free(table);
}

static void a_saved_portfolio_is_the_same(const tenure_portfolio* portfolio) {
  static const char kPath[] = "capi_test_pipeline.tenure";
  tenure_portfolio* loaded = NULL;
  tenure_portfolio_info info, again;
  CHECK(tenure_portfolio_save(portfolio, kPath, NULL) == TENURE_OK);
  CHECK(tenure_portfolio_load(kPath, &loaded, NULL) == TENURE_OK);
  CHECK(tenure_portfolio_get_info(portfolio, &info, sizeof info, NULL) == TENURE_OK);
  CHECK(tenure_portfolio_get_info(loaded, &again, sizeof again, NULL) == TENURE_OK);
  info.currency_code = again.currency_code = NULL; /* each has its own copy */
  CHECK(memcmp(&info, &again, sizeof info) == 0);
  tenure_portfolio_free(loaded);
  remove(kPath);
  CHECK(tenure_portfolio_load(kPath, &loaded, NULL) == TENURE_IO_ERROR && loaded == NULL);
}

int main(void) {
  tenure_portfolio* portfolio;
  tenure_summary_options options;
  tenure_summary* summary = NULL;
  tenure_summary_info info;
  tenure_model *purchases = NULL, *spend = NULL;
  char locale[64] = "";
  strncpy(locale, setlocale(LC_ALL, NULL), sizeof locale - 1);
  errno = EDOM;

  portfolio = made_up_shop();
  tenure_summary_options_init(&options, sizeof options);
  CHECK(tenure_day_parse("2023-06-30", &options.calibration_end, NULL) == TENURE_OK);
  CHECK(tenure_summary_from_portfolio(portfolio, &options, NULL, &summary, NULL) == TENURE_OK);
  CHECK(tenure_summary_get_info(summary, &info, sizeof info, NULL) == TENURE_OK);
  CHECK(info.unit == TENURE_WEEK && info.has_holdout == 1 && info.holdout_length > 26);
  CHECK(info.calibration_end == options.calibration_end && info.clients > 1000);
  CHECK(tenure_model_fit("pareto_nbd", summary, NULL, NULL, &purchases, NULL) == TENURE_OK);
  CHECK(tenure_model_fit("gamma_gamma", summary, NULL, NULL, &spend, NULL) == TENURE_OK);
  value_adds_up(purchases, spend, summary);
  segments_cover_everyone(summary, info.clients);
  attrition_and_cycles(purchases, summary, info.clients);
  predictions_face_the_holdout(purchases, summary, info.clients);
  CHECK(errno == EDOM);
  a_saved_portfolio_is_the_same(portfolio);
  CHECK(strcmp(locale, setlocale(LC_ALL, NULL)) == 0);

  tenure_model_free(spend);
  tenure_model_free(purchases);
  tenure_summary_free(summary);
  tenure_portfolio_free(portfolio);
  return checks_failed();
}
