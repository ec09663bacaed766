/* Uplift curves, the value of a policy, models of uplift, sizes of tests, responses to doses. */
#include <math.h>
#include <string.h>

#include "check.h"
#include <tenure/tenure.h>

static const uint8_t kOutcome[] = {1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0};
static const uint8_t kTreated[] = {1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1};
static const double kScore[] = {.9, .8, .7, .6, .5, .5, .4, .3, .3, .2, .1, .1, 0, -.1, -.2, -.3};

static tenure_column column(const tenure_table* table, const char* name) {
  tenure_column found;
  CHECK(tenure_table_column_named(table, name, &found, sizeof found, NULL) == TENURE_OK);
  return found;
}

static void curves_and_areas(void) {
  tenure_uplift_areas areas;
  tenure_effect_at at;
  tenure_table *curve = NULL, *estimates = NULL;
  CHECK(tenure_uplift_curves(kOutcome, kTreated, kScore, 16, .95, &areas, sizeof areas, &curve,
                             &estimates, NULL) == TENURE_OK);
  CHECK(column(curve, "qini").rows == 14);
  CHECK(fabs(areas.qini_area - 26.166667) < 5e-7 && fabs(areas.uplift_area - 47.466667) < 5e-7);
  CHECK(areas.has_qini_coefficient == 1 && fabs(areas.qini_coefficient - .4176245211) < 5e-11);
  CHECK(fabs(areas.uplift_coefficient - .4610500611) < 5e-11);
  CHECK(column(estimates, "value").float64[0] == areas.qini_area);
  CHECK(column(estimates, "lower").float64[2] < areas.qini_coefficient);
  CHECK(tenure_uplift_at(kOutcome, kTreated, kScore, 16, .25, .95, &at, sizeof at, NULL) ==
        TENURE_OK);
  CHECK(at.has_overall == 1 && fabs(at.overall - .5) < 1e-14);
  CHECK(at.overall_lower < at.overall && at.overall < at.overall_upper);
  CHECK(at.by_group_lower < at.by_group && at.by_group < at.by_group_upper);
  tenure_table_free(curve);
  tenure_table_free(estimates);
}

static void value_of_a_policy(void) {
  const uint8_t treated[] = {1, 1, 0, 0, 1, 0, 1, 0, 1, 0};
  const uint8_t decision[] = {1, 0, 1, 0, 1, 1, 0, 0, 1, 1};
  const double profit[] = {40, -5, 10, 0, 25, 20, -5, 30, 60, 0};
  tenure_table* table = NULL;
  CHECK(tenure_policy_value(treated, profit, decision, 10, NULL, &table, NULL) == TENURE_OK);
  CHECK(column(table, "value").rows == 2);
  CHECK(fabs(column(table, "value").float64[0] - 31) < 1e-12);
  CHECK(fabs(column(table, "standard_error").float64[0] - 13.860415) < 5e-7);
  tenure_table_free(table);
}

static void models(void) {
  const double features[] = {1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0};
  const uint8_t treated[] = {1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0};
  const uint8_t outcome[] = {1, 1, 1, 0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0};
  tenure_uplift_status status;
  tenure_table *coefficients = NULL, *clients = NULL;
  CHECK(tenure_uplift_model(features, 1, treated, outcome, 16, NULL, &status, sizeof status,
                            &coefficients, &clients, NULL) == TENURE_OK);
  CHECK(status.converged == 1 && strcmp(status.status, "converged") == 0);
  CHECK(column(coefficients, "coefficient").rows == 4);
  CHECK(fabs(column(clients, "uplift").float64[0] - .25) < 1e-8);
  tenure_table_free(coefficients);
  tenure_table_free(clients);
}

static void size_of_a_test(void) {
  tenure_test_design design;
  tenure_sample_size size;
  CHECK(tenure_test_design_init(&design, sizeof design) == TENURE_OK);
  design.control_rate = .20;
  design.treated_rate = .17;
  CHECK(tenure_sample_size_of(&design, &size, sizeof size, NULL) == TENURE_OK);
  CHECK(size.control == 2629 && size.treated == 2629);
}

static void response_and_segments(void) {
  const double dose[] = {0, 0, 10, 10, 20, 20}, potential[] = {200, 100}, speed[] = {.02, .05};
  const uint8_t stayed[] = {0, 1, 0, 1, 0, 1};
  const int64_t segments[] = {1, 2};
  tenure_uplift_status status;
  tenure_table *doses = NULL, *table = NULL;
  CHECK(tenure_estimate_response(dose, stayed, 6, .9, &status, sizeof status, NULL, &doses, NULL) ==
        TENURE_OK);
  CHECK(status.converged == 0 && column(doses, "clients").int64[2] == 2);
  CHECK(tenure_segmentation_profit(potential, speed, 2, segments, 2, 1, &table, NULL) == TENURE_OK);
  CHECK(column(table, "profit").float64[1] >= column(table, "profit").float64[0]);
  tenure_table_free(doses);
  tenure_table_free(table);
}

int main(void) {
  curves_and_areas();
  value_of_a_policy();
  models();
  size_of_a_test();
  response_and_segments();
  return checks_failed();
}
