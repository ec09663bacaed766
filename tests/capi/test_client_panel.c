/* The panel of the fixture's clients, their solvent revenue, levers and account, from one shop. */
#include <math.h>

#include "check.h"
#include "fixture.h"
#include <tenure/tenure.h>

static const double* numbers_of(const tenure_table* table, const char* name, int64_t rows) {
  tenure_column column;
  CHECK(tenure_table_column_named(table, name, &column, sizeof column, NULL) == TENURE_OK);
  CHECK(column.rows == rows && column.float64 != NULL);
  return column.float64;
}

static void panel_of_two_dates(const fixture* f) {
  tenure_table *clients = NULL, *by_date = NULL;
  const double *expected, *sums, *optimum, *ceiling;
  double sum = 0;
  int64_t i;
  CHECK(tenure_client_panel(f->portfolio, f->model, f->spend, f->dates, 2, &f->panel_costs,
                            &f->panel_options, NULL, &clients, &by_date, NULL) == TENURE_OK);
  expected = numbers_of(clients, "expected_revenue", 2 * FIXTURE_CLIENTS);
  optimum = numbers_of(clients, "retention_optimum", 2 * FIXTURE_CLIENTS);
  ceiling = numbers_of(clients, "retention_ceiling", 2 * FIXTURE_CLIENTS);
  sums = numbers_of(by_date, "expected_revenue", 2);
  for (i = 0; i < FIXTURE_CLIENTS; ++i) {
    sum += expected[i];
    CHECK(expected[i] > 0 && optimum[i] <= ceiling[i]);
  }
  CHECK(fabs(sum - sums[0]) < 1e-9 * sum);
  tenure_table_free(clients);
  tenure_table_free(by_date);
}

static void solvency_and_levers_of_the_summary(const fixture* f) {
  tenure_solvency_options options;
  tenure_solvency_totals totals;
  tenure_lever_totals revenue;
  tenure_client_value_totals value;
  tenure_solvency_options_init(&options, sizeof options);
  options.solvency = 0.9;
  CHECK(tenure_solvent_revenue(f->model, f->spend, f->summary, &options, NULL, &totals,
                               sizeof totals, NULL, NULL) == TENURE_OK);
  CHECK(0 < totals.solvent_revenue && totals.solvent_revenue < totals.revenue);
  CHECK(tenure_summary_levers(f->summary, NULL, NULL, &revenue, sizeof revenue, NULL, NULL, NULL,
                              NULL) == TENURE_OK);
  CHECK(tenure_portfolio_client_value(f->portfolio, NULL, TENURE_NO_DAY, 250, NULL, &value,
                                      sizeof value, NULL, NULL, NULL) == TENURE_OK);
  CHECK(fabs(revenue.revenue - value.revenue) < 1e-6); /* the summary's calibration ends then */
}

int main(void) {
  static fixture f;
  CHECK(fixture_make(&f, "capi_test_client_panel.tenure") == 0);
  panel_of_two_dates(&f);
  solvency_and_levers_of_the_summary(&f);
  fixture_free(&f);
  return checks_failed();
}
