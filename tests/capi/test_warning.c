/* Signals, alerts and the monitor, from C. */
#include <math.h>

#include "check.h"
#include "fixture.h"

static int64_t rows(const tenure_table* table) {
  int64_t result = 0;
  CHECK(tenure_table_shape(table, &result, NULL, NULL) == TENURE_OK);
  return result;
}

static tenure_column column(const tenure_table* table, const char* name) {
  tenure_column result;
  CHECK(tenure_table_column_named(table, name, &result, sizeof result, NULL) == TENURE_OK);
  return result;
}

static void test_signals(void) {
  const double before[] = {12}, weeks[] = {52}, now[] = {1}, weeks_now[] = {13};
  const double baskets[] = {52, 50, 55, 48, 47, 49, 42, 40, 41, 36};
  const double p[] = {.001, .008, .039, .041, .042, .06, .074, .205, .212, .216};
  const int64_t lengths[] = {10};
  double adjusted[10];
  tenure_table* table = NULL;
  CHECK(tenure_rate_drop(before, weeks, now, weeks_now, 1, NULL, &table, NULL) == TENURE_OK);
  CHECK(fabs(column(table, "p_value").float64[0] - 0.2336462209) < 1e-9);
  tenure_table_free(table);
  CHECK(tenure_trend_test(baskets, 10, lengths, 1, &table, NULL) == TENURE_OK);
  CHECK(fabs(column(table, "z").float64[0] + 3.041052) < 1e-6);
  tenure_table_free(table);
  CHECK(tenure_adjusted_p_values(p, 10, TENURE_BENJAMINI_HOCHBERG, adjusted, NULL) == TENURE_OK);
  CHECK(fabs(adjusted[6] - 0.105714) < 1e-6);
}

static void test_cusum(void) {
  const double counts[] = {4, 5, 3, 4, 2, 1, 2, 0, 1, 2};
  tenure_cusum_plan plan;
  tenure_cusum_design design;
  tenure_table* trace = NULL;
  CHECK(tenure_cusum_plan_init(&plan, sizeof plan) == TENURE_OK);
  plan.rate = 4;
  plan.reference = 3;
  plan.threshold = 5;
  CHECK(tenure_design_cusum(&plan, &design, sizeof design, NULL) == TENURE_OK);
  CHECK(fabs(design.run_length - 80.187012) < 1e-6);
  CHECK(fabs(design.delay - 5.063073) < 1e-6);
  CHECK(tenure_cusum_trace(counts, 10, &plan, &trace, NULL) == TENURE_OK);
  CHECK(column(trace, "chart").float64[9] == 10);
  tenure_table_free(trace);
}

static void test_alerts(fixture* f) {
  tenure_alert_totals totals;
  tenure_table *alerts = NULL, *reasons = NULL, *signals = NULL, *contacts = NULL, *out = NULL;
  CHECK(tenure_alerts(f->portfolio, f->record, f->model, &f->alert_options, NULL, &totals,
                      sizeof totals, &alerts, &reasons, &signals, &contacts, NULL) == TENURE_OK);
  CHECK(totals.clients + totals.lapsed == FIXTURE_CLIENTS);
  CHECK(rows(signals) == 6);
  tenure_table_free(alerts);
  tenure_table_free(reasons);
  tenure_table_free(signals);
  tenure_table_free(contacts);
  CHECK(tenure_partial_defection(f->portfolio, &f->defection_options, NULL, &out, NULL) ==
        TENURE_OK);
  tenure_table_free(out);
}

static void test_monitor(fixture* f) {
  tenure_alert_monitor *monitor = NULL, *loaded = NULL;
  tenure_table* table = NULL;
  int32_t day = 0;
  CHECK(tenure_alert_monitor_load(f->monitor_path, &monitor, NULL) == TENURE_OK);
  CHECK(tenure_alert_monitor_update(monitor, f->portfolio, 400, &table, NULL) == TENURE_OK);
  CHECK(column(table, "signal").rows == rows(table));
  tenure_table_free(table);
  CHECK(tenure_alert_monitor_save(monitor, f->monitor_path, NULL) == TENURE_OK);
  CHECK(tenure_alert_monitor_load(f->monitor_path, &loaded, NULL) == TENURE_OK);
  CHECK(tenure_alert_monitor_date(loaded, &day, NULL) == TENURE_OK);
  CHECK(day == 400);
  CHECK(tenure_alert_monitor_charts(loaded, &table, NULL) == TENURE_OK);
  CHECK(rows(table) == FIXTURE_CLIENTS);
  CHECK(column(table, "overdue_day").rows == FIXTURE_CLIENTS);
  tenure_table_free(table);
  tenure_alert_monitor_free(monitor);
  tenure_alert_monitor_free(loaded);
  tenure_alert_monitor_free(NULL);
}

int main(void) {
  static fixture f;
  test_signals();
  test_cusum();
  CHECK(fixture_make(&f, "test_warning.tenure") == 0);
  test_alerts(&f);
  test_monitor(&f);
  fixture_free(&f);
  return checks_failed();
}
