/* Rates of attrition, by the numbers of their definitions. */
#include <math.h>

#include "check.h"
#include <tenure/tenure.h>

static int is_near(double value, double expected) { return fabs(value - expected) < 1e-6; }

static const double* column(const tenure_table* table, const char* name) {
  tenure_column found;
  CHECK(tenure_table_column_named(table, name, &found, sizeof found, NULL) == TENURE_OK);
  return found.float64;
}

static void check_rates(void) {
  tenure_base_moves moves;
  tenure_table* rates = NULL;
  double rate, hazard;
  CHECK(tenure_base_moves_init(&moves, sizeof moves) == TENURE_OK);
  moves.start = 500;
  moves.lost = 60;
  moves.contraction = 25;
  moves.expansion = 45;
  moves.gained = 80;
  CHECK(tenure_attrition_rates(&moves, 1, &rates, NULL) == TENURE_OK);
  CHECK(is_near(column(rates, "value")[3], 0.83) && is_near(column(rates, "value")[4], 0.92));
  tenure_table_free(rates);
  CHECK(tenure_convert_rate(0.2, 1 / 12.0, &rate, &hazard, NULL) == TENURE_OK);
  CHECK(is_near(rate, 0.01842347) && is_near(hazard, 0.0185953));
}

static void check_bridge(void) {
  static const double kOpening[] = {100, 80, 50, 0}, kClosing[] = {120, 60, 0, 40};
  tenure_table *steps = NULL, *rates = NULL;
  CHECK(tenure_client_bridge(kOpening, kClosing, 4, NULL, &steps, &rates, NULL, NULL) == TENURE_OK);
  CHECK(column(steps, "revenue")[5] == 220 && column(steps, "clients")[5] == 3);
  CHECK(is_near(column(rates, "value")[9], (230 - 50 - 20 + 20) / 230.0));
  tenure_table_free(steps);
  tenure_table_free(rates);
}

static void check_stock_and_cohorts(void) {
  static const int64_t kClients[] = {1, 1, 2}, kPeriods[] = {1, 2, 1};
  tenure_stock_flow_options options;
  tenure_stock_flow_totals totals;
  tenure_cohort_rows rows;
  tenure_table *path = NULL, *triangle = NULL;
  CHECK(tenure_stock_flow_options_init(&options, sizeof options) == TENURE_OK);
  options.clients = 1000;
  options.loss_rate = 0.05;
  options.acquired = 40;
  CHECK(tenure_stock_flow(&options, &totals, sizeof totals, &path, NULL) == TENURE_OK);
  CHECK(is_near(column(path, "clients")[11], 908.072018));
  CHECK(totals.has_steady == 1 && is_near(totals.steady, 800) && is_near(totals.hold, 50));
  tenure_table_free(path);
  CHECK(tenure_cohort_rows_init(&rows, sizeof rows) == TENURE_OK);
  rows.rows = 3;
  rows.client = kClients;
  rows.period = kPeriods;
  rows.last_period = 2;
  CHECK(tenure_cohort_triangle(&rows, 0.95, NULL, &triangle, NULL, NULL) == TENURE_OK);
  CHECK(column(triangle, "age_1")[0] == 0.5);
  tenure_table_free(triangle);
}

int main(void) {
  check_rates();
  check_bridge();
  check_stock_and_cohorts();
  return checks_failed();
}
