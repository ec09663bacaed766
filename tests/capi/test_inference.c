/* Intervals, the likelihood ratio test and the bootstrap, on the fits of the fixture. */
#include <math.h>
#include <string.h>

#include "check.h"
#include "fixture.h"
#include <tenure/tenure.h>

static fixture f;

static double cell(const tenure_table* table, const char* name, int64_t row) {
  tenure_column column;
  CHECK(tenure_table_column_named(table, name, &column, sizeof column, NULL) == TENURE_OK);
  CHECK(row < column.rows && column.float64 != NULL);
  return column.float64[row];
}

static void profiles_surround_the_estimate(void) {
  tenure_table* table = NULL;
  CHECK(tenure_profile_intervals(f.fitted_model, &f.histories, 0.9, NULL, &table, NULL) ==
        TENURE_OK);
  CHECK(cell(table, "lower", 1) < cell(table, "estimate", 1));
  CHECK(cell(table, "estimate", 1) < cell(table, "upper", 1));
  tenure_table_free(table);
}

static void nested_models_are_tested(void) {
  tenure_likelihood_ratio test;
  tenure_error* error = NULL;
  CHECK(tenure_likelihood_ratio_test(f.smaller_model, f.larger_model, &test, sizeof test, NULL) ==
        TENURE_OK);
  CHECK(test.statistic >= 0 && test.p_value >= 0 && test.p_value <= 1);
  CHECK(test.degrees_of_freedom == 2 && strstr(test.distribution, "upper bound") != NULL);
  CHECK(tenure_likelihood_ratio_test(f.larger_model, f.smaller_model, &test, sizeof test, &error) ==
        TENURE_INVALID_ARGUMENT);
  CHECK(strcmp(tenure_error_argument(error), "smaller") == 0 && test.p_value == 0);
  tenure_error_free(error);
}

static void the_sum_of_a_group_is_that_of_its_clients(void) {
  static int64_t groups[FIXTURE_CLIENTS];
  tenure_prediction_options options = f.prediction_options;
  tenure_table *clients = NULL, *sums = NULL;
  double sum = 0;
  int64_t i;
  CHECK(f.histories.rows <= FIXTURE_CLIENTS);
  for (i = 0; i < f.histories.rows; ++i) groups[i] = 0;
  options.level = 0.9;
  CHECK(tenure_prediction_intervals(f.fitted_model, f.summary, TENURE_OF_EXPECTED_PURCHASES,
                                    &options, NULL, &clients, NULL) == TENURE_OK);
  options.groups = groups;
  options.group_count = f.histories.rows;
  CHECK(tenure_prediction_intervals(f.fitted_model, f.summary, TENURE_OF_EXPECTED_PURCHASES,
                                    &options, NULL, &sums, NULL) == TENURE_OK);
  for (i = 0; i < f.histories.rows; ++i) sum += cell(clients, "estimate", i);
  CHECK(fabs(cell(sums, "estimate", 0) - sum) < 1e-9 * sum);
  CHECK(cell(sums, "lower", 0) < sum && sum < cell(sums, "upper", 0));
  tenure_table_free(clients);
  tenure_table_free(sums);
}

static void the_posterior_is_drawn_from_what_the_model_was_fitted_to(void) {
  tenure_prediction_options options = f.prediction_options;
  tenure_table *near = NULL, *drawn = NULL;
  options.method = TENURE_SAMPLING;
  options.draws = 100;
  CHECK(tenure_prediction_intervals(f.fitted_model, f.summary, TENURE_OF_EXPECTED_PURCHASES,
                                    &options, NULL, &near, NULL) == TENURE_OK);
  options.fitted_to = f.summary;
  CHECK(tenure_prediction_intervals(f.fitted_model, f.summary, TENURE_OF_EXPECTED_PURCHASES,
                                    &options, NULL, &drawn, NULL) == TENURE_OK);
  CHECK(cell(near, "estimate", 3) == cell(drawn, "estimate", 3));
  CHECK(cell(near, "lower", 3) != cell(drawn, "lower", 3));
  CHECK(cell(drawn, "lower", 3) < cell(drawn, "upper", 3));
  tenure_table_free(near);
  tenure_table_free(drawn);
}

static void wald_intervals_need_a_fit(void) {
  tenure_table* table = NULL;
  tenure_error* error = NULL;
  CHECK(tenure_wald_intervals(f.fitted_model, 0.9, &table, NULL) == TENURE_OK);
  CHECK(cell(table, "lower", 0) < cell(table, "estimate", 0));
  CHECK(cell(table, "estimate", 0) < cell(table, "upper", 0));
  tenure_table_free(table);
  CHECK(tenure_wald_intervals(f.model, 0.9, &table, &error) == TENURE_INVALID_ARGUMENT);
  CHECK(table == NULL && strcmp(tenure_error_argument(error), "model") == 0);
  tenure_error_free(error);
}

static void profile_intervals_need_what_the_model_was_fitted_to(void) {
  tenure_prediction_options options = f.prediction_options;
  tenure_table* table = NULL;
  tenure_error* error = NULL;
  int64_t i;
  options.method = TENURE_PROFILE;
  CHECK(tenure_prediction_intervals(f.fitted_model, f.summary, TENURE_OF_EXPECTED_PURCHASES,
                                    &options, NULL, &table, &error) == TENURE_INVALID_ARGUMENT);
  CHECK(strcmp(tenure_error_argument(error), "fitted_to") == 0);
  tenure_error_free(error);
  options.fitted_to = f.summary;
  CHECK(tenure_prediction_intervals(f.fitted_model, f.summary, TENURE_OF_EXPECTED_PURCHASES,
                                    &options, NULL, &table, NULL) == TENURE_OK);
  for (i = 0; i < f.histories.rows; ++i) {
    CHECK(cell(table, "lower", i) < cell(table, "estimate", i));
    CHECK(cell(table, "estimate", i) < cell(table, "upper", i));
  }
  tenure_table_free(table);
}

static void default_options_are_those_of_tenure_clv(void) {
  tenure_table *values = NULL, *intervals = NULL;
  CHECK(tenure_clv(f.fitted_model, f.fitted_spend, f.summary, NULL, NULL, NULL, 0, &values, NULL) ==
        TENURE_OK);
  CHECK(tenure_clv_intervals(f.fitted_model, f.fitted_spend, f.summary, NULL, NULL, NULL,
                             &intervals, NULL) == TENURE_OK);
  CHECK(fabs(cell(intervals, "estimate", 3) / cell(values, "clv", 3) - 1) < 1e-12);
  CHECK(cell(intervals, "standard_error", 3) > 0);
  tenure_table_free(values);
  tenure_table_free(intervals);
}

static void a_bootstrap_gives_its_replicates(void) {
  tenure_bootstrap_options options = f.bootstrap_options;
  tenure_table *replicates = NULL, *intervals = NULL;
  int64_t rows = 0;
  options.replicates = 10;
  CHECK(tenure_bootstrap(f.fitted_model, &f.histories, &options, NULL, &replicates, &intervals,
                         NULL) == TENURE_OK);
  CHECK(tenure_table_shape(replicates, &rows, NULL, NULL) == TENURE_OK && rows == 10);
  CHECK(cell(replicates, "r", 0) != cell(replicates, "r", 1));
  CHECK(cell(intervals, "standard_error", 0) > 0);
  tenure_table_free(replicates);
  tenure_table_free(intervals);
}

int main(void) {
  CHECK(fixture_make(&f, "capi_test_inference.tenure") == 0);
  profiles_surround_the_estimate();
  nested_models_are_tested();
  the_sum_of_a_group_is_that_of_its_clients();
  the_posterior_is_drawn_from_what_the_model_was_fitted_to();
  wald_intervals_need_a_fit();
  profile_intervals_need_what_the_model_was_fitted_to();
  default_options_are_those_of_tenure_clv();
  a_bootstrap_gives_its_replicates();
  fixture_free(&f);
  return checks_failed();
}
