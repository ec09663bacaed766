/* Survival, by the numbers of R's package for twelve clients. */
#include <math.h>
#include <string.h>

#include "check.h"
#include <tenure/tenure.h>

static const double kTime[] = {1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8};
static const int32_t kEvent[] = {1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0};
static const int32_t kCause[] = {1, 2, 0, 1, 1, 0, 2, 0, 1, 2, 0, 0};
static const double kG[] = {0, 0, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1};
static const char* const kGroup[] = {"a", "a", "a", "b", "a", "b", "b", "a", "b", "b", "b", "b"};

static int is_near(double value, double expected) { return fabs(value - expected) < 1e-8; }

static tenure_column column(const tenure_table* table, const char* name) {
  tenure_column found;
  memset(&found, 0, sizeof found);
  CHECK(tenure_table_column_named(table, name, &found, sizeof found, NULL) == TENURE_OK);
  return found;
}

static tenure_lives twelve(const int32_t* cause) {
  tenure_lives lives;
  CHECK(tenure_lives_init(&lives, sizeof lives) == TENURE_OK);
  lives.rows = 12;
  lives.duration = kTime;
  lives.cause = cause;
  return lives;
}

static void check_curves(void) {
  tenure_lives lives = twelve(kEvent);
  tenure_survival_options options;
  tenure_table *curve = NULL, *groups = NULL, *incidences = NULL;
  tenure_error* error = NULL;
  CHECK(tenure_kaplan_meier(&lives, NULL, &curve, &groups, NULL) == TENURE_OK);
  CHECK(is_near(column(curve, "survival").float64[6], .2880658436));
  CHECK(is_near(column(groups, "restricted_mean").float64[0], 5.3991769547));
  tenure_table_free(curve);
  tenure_table_free(groups);
  lives = twelve(kCause);
  CHECK(tenure_survival_options_init(&options, sizeof options) == TENURE_OK);
  options.cause = 1;
  CHECK(tenure_kaplan_meier(&lives, &options, &curve, NULL, &error) == TENURE_NOT_SUPPORTED);
  CHECK(strcmp(tenure_error_argument(error), "cause") == 0);
  tenure_error_free(error);
  CHECK(tenure_competing_risks(&lives, 0.95, &incidences, NULL) == TENURE_OK);
  CHECK(is_near(column(incidences, "incidence").float64[6], .37654320988));
  CHECK(is_near(column(incidences, "incidence").float64[14], .33539094650));
  tenure_table_free(incidences);
}

static void check_test(void) {
  tenure_lives lives = twelve(kEvent);
  tenure_log_rank_test test;
  lives.group = kGroup;
  CHECK(tenure_log_rank(&lives, NULL, &test, sizeof test, NULL, NULL) == TENURE_OK);
  CHECK(is_near(test.statistic, 1.68179378) && test.degrees_of_freedom == 1);
}

static void check_regression(void) {
  static const double kClients[] = {0, 1}, kAhead[] = {3, 6};
  tenure_lives lives = twelve(kEvent);
  tenure_survival_input input;
  tenure_survival_regression_options options;
  tenure_survival_model* model = NULL;
  tenure_survival_fit fit;
  tenure_table *coefficients = NULL, *survival = NULL, *clients = NULL;
  CHECK(tenure_survival_input_init(&input, sizeof input) == TENURE_OK);
  input.lives = &lives;
  input.features = kG;
  input.columns = 1;
  CHECK(tenure_survival_regression_options_init(&options, sizeof options) == TENURE_OK);
  options.law = TENURE_WEIBULL;
  CHECK(tenure_survival_model_fit(&input, &options, &model, NULL) == TENURE_OK);
  CHECK(tenure_survival_model_result(model, &fit, sizeof fit, &coefficients, NULL, NULL) ==
        TENURE_OK);
  CHECK(fit.status == TENURE_SURVIVAL_CONVERGED && is_near(fit.log_likelihood, -19.40145555));
  CHECK(is_near(column(coefficients, "coefficient").float64[0], 1.50608225));
  CHECK(tenure_survival_model_predict(model, kClients, 2, 1, kAhead, 2, NULL, &survival, &clients,
                                      NULL) == TENURE_OK);
  CHECK(column(survival, "survival").rows == 4 && column(clients, "median").rows == 2);
  tenure_table_free(coefficients);
  tenure_table_free(survival);
  tenure_table_free(clients);
  tenure_survival_model_free(model);
}

/* A fit without events is a model that says so, and predicts nothing. */
static void check_failure(void) {
  static const int32_t kNone[12] = {0};
  static const double kAhead[] = {3};
  tenure_lives lives = twelve(kNone);
  tenure_survival_input input;
  tenure_survival_model* model = NULL;
  tenure_survival_fit fit;
  tenure_table* survival = NULL;
  CHECK(tenure_survival_input_init(&input, sizeof input) == TENURE_OK);
  input.lives = &lives;
  input.features = kG;
  input.columns = 1;
  CHECK(tenure_survival_model_fit(&input, NULL, &model, NULL) == TENURE_OK);
  CHECK(tenure_survival_model_result(model, &fit, sizeof fit, NULL, NULL, NULL) == TENURE_OK);
  CHECK(fit.status == TENURE_SURVIVAL_NO_EVENTS && fit.log_likelihood == 0);
  CHECK(tenure_survival_model_predict(model, kG, 12, 1, kAhead, 1, NULL, &survival, NULL, NULL) ==
        TENURE_NOT_SUPPORTED);
  tenure_survival_model_free(model);
}

int main(void) {
  check_curves();
  check_test();
  check_regression();
  check_failure();
  return checks_failed();
}
