/* Models beside each other, and backtests, on the purchases of the fixture. */
#include <math.h>
#include <string.h>

#include "check.h"
#include "fixture.h"
#include <tenure/tenure.h>

static fixture f;
static const char* const kNames[] = {"nbd", "bg_bb"};

static tenure_column column(const tenure_table* table, const char* name) {
  tenure_column result;
  CHECK(tenure_table_column_named(table, name, &result, sizeof result, NULL) == TENURE_OK);
  return result;
}
static int64_t rows(const tenure_table* table) {
  int64_t result = 0;
  CHECK(tenure_table_shape(table, &result, NULL, NULL) == TENURE_OK);
  return result;
}
static double number(const tenure_table* table, const char* name, int64_t row) {
  return column(table, name).float64[row];
}
static int has_value(const tenure_table* table, const char* name, int64_t row) {
  const tenure_column values = column(table, name);
  return values.validity == NULL || values.validity[row];
}
static int is_text(const tenure_table* table, const char* name, int64_t row, const char* text) {
  const tenure_column texts = column(table, name);
  const int64_t from = texts.text_offsets[row];
  const size_t length = (size_t)(texts.text_offsets[row + 1] - from);
  return length == strlen(text) && memcmp(texts.text_bytes + from, text, length) == 0;
}

static void fitted_models_stand_beside_the_benchmarks(void) {
  const tenure_model* candidates[2];
  tenure_table *models = NULL, *calibration = NULL, *errors = NULL;
  tenure_fit_result fit;
  candidates[0] = f.smaller_model;
  candidates[1] = f.larger_model;
  CHECK(tenure_compare(candidates, 2, f.summary, NULL, &models, &calibration, NULL) == TENURE_OK);
  CHECK(rows(models) == 4 && rows(calibration) == 40);
  CHECK(is_text(models, "method", 0, "nbd") && is_text(models, "method", 1, "pareto_nbd"));
  CHECK(is_text(models, "method", 2, "past_rate") && is_text(models, "method", 3, "mean_rate"));
  CHECK(tenure_model_get_result(f.smaller_model, &fit, sizeof fit, NULL) == TENURE_OK);
  CHECK(fabs(number(models, "log_likelihood", 0) / fit.log_likelihood - 1) < 1e-12);
  CHECK(fabs(number(models, "aic", 0) / fit.aic - 1) < 1e-12);
  CHECK(number(models, "log_score", 0) < 0 && !has_value(models, "log_score", 2));
  CHECK(tenure_holdout_errors(f.smaller_model, f.summary, NULL, &errors, NULL) == TENURE_OK);
  CHECK(number(errors, "mae", 0) == number(models, "mae", 0));
  CHECK(number(errors, "mae", 1) == number(models, "mae", 2));
  tenure_table_free(models);
  tenure_table_free(calibration);
  tenure_table_free(errors);
}

static void models_are_fitted_by_name_and_one_may_fail(void) {
  tenure_table* models = NULL;
  CHECK(tenure_compare_named(kNames, 2, f.summary, NULL, NULL, &models, NULL, NULL) == TENURE_OK);
  CHECK(is_text(models, "status", 0, "ok") && is_text(models, "status", 1, "failed"));
  CHECK(has_value(models, "bic", 0) && !has_value(models, "bic", 1));
  tenure_table_free(models);
}

static void a_backtest_compares_on_each_origin(void) {
  static const int32_t kOrigins[] = {270, 240};
  tenure_backtest_options plan = f.backtest_options;
  tenure_summary_options known = f.summary_options;
  tenure_summary* summary = NULL;
  tenure_table *models = NULL, *calibration = NULL, *then = NULL;
  plan.first = TENURE_NO_DAY;
  plan.origins = kOrigins;
  plan.origin_count = 2;
  CHECK(tenure_backtest(f.portfolio, kNames, 1, &plan, NULL, NULL, &models, &calibration, NULL) ==
        TENURE_OK);
  CHECK(rows(models) == 6 && rows(calibration) == 60);
  CHECK(column(models, "origin").days[0] == 240 && column(models, "origin").days[3] == 270);
  CHECK(column(models, "observed_until").days[3] == 270 + 7 * 10);
  known.calibration_end = 270;
  known.observed_until = 270 + 7 * 10;
  CHECK(tenure_summary_from_portfolio(f.portfolio, &known, NULL, &summary, NULL) == TENURE_OK);
  CHECK(tenure_compare_named(kNames, 1, summary, NULL, NULL, &then, NULL, NULL) == TENURE_OK);
  CHECK(number(models, "mae", 3) == number(then, "mae", 0));
  CHECK(number(models, "log_score", 3) == number(then, "log_score", 0));
  tenure_summary_free(summary);
  tenure_table_free(models);
  tenure_table_free(calibration);
  tenure_table_free(then);
}

static void nonsense_is_refused(void) {
  tenure_backtest_options plan = f.backtest_options;
  tenure_table* models = NULL;
  tenure_error* error = NULL;
  plan.horizon = 0;
  CHECK(tenure_backtest(f.portfolio, kNames, 1, &plan, NULL, NULL, &models, NULL, &error) ==
        TENURE_INVALID_ARGUMENT);
  CHECK(models == NULL && strcmp(tenure_error_argument(error), "horizon") == 0);
  tenure_error_free(error);
  CHECK(tenure_compare((const tenure_model* const*)&f.spend, 1, f.summary, NULL, &models, NULL,
                       NULL) == TENURE_INVALID_ARGUMENT);
  CHECK(models == NULL);
}

int main(void) {
  CHECK(fixture_make(&f, "capi_test_evaluation.tenure") == 0);
  fitted_models_stand_beside_the_benchmarks();
  models_are_fitted_by_name_and_one_may_fail();
  a_backtest_compares_on_each_origin();
  nonsense_is_refused();
  fixture_free(&f);
  return checks_failed();
}
