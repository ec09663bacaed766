/* Plan against actual, limits of counts, a randomised holdout, calibration. */
#include <math.h>
#include <string.h>

#include "check.h"
#include <tenure/tenure.h>

static tenure_column column(const tenure_table* table, const char* name) {
  tenure_column found;
  CHECK(tenure_table_column_named(table, name, &found, sizeof found, NULL) == TENURE_OK);
  return found;
}

static void a_plan_and_what_came_of_it(void) {
  const double clients[] = {1000}, frequency[] = {4.0}, basket[] = {50};
  const double clients_then[] = {950}, frequency_then[] = {4.4}, basket_then[] = {48};
  tenure_revenue plan, actual;
  tenure_control_options options;
  tenure_table *segments = NULL, *levers = NULL, *findings = NULL;
  tenure_text* summary = NULL;
  CHECK(tenure_revenue_init(&plan, sizeof plan) == TENURE_OK);
  plan.clients = clients;
  plan.frequency = frequency;
  plan.basket = basket;
  plan.segments = 1;
  actual = plan;
  actual.clients = clients_then;
  actual.frequency = frequency_then;
  actual.basket = basket_then;
  CHECK(tenure_control_report(&plan, &actual, NULL, &segments, &levers, &findings, &summary,
                              NULL) == TENURE_OK);
  CHECK(fabs(column(segments, "clients").float64[0] + 10275.0640) < 5e-4);
  CHECK(fabs(column(segments, "frequency").float64[0] - 19092.5190) < 5e-4);
  CHECK(fabs(column(segments, "basket").float64[0] + 8177.4550) < 5e-4);
  CHECK(column(levers, "change").rows == 8);
  CHECK(column(findings, "change").float64[0] < 0);
  CHECK(strstr(tenure_text_get(summary), "What slipped most is clients") != NULL);
  tenure_table_free(segments);
  tenure_table_free(levers);
  tenure_table_free(findings);
  tenure_text_free(summary);

  CHECK(tenure_control_options_init(&options, sizeof options) == TENURE_OK);
  options.decomposition = TENURE_SHAPLEY;
  CHECK(tenure_control_report(&plan, &actual, &options, &segments, NULL, NULL, NULL, NULL) ==
        TENURE_OK);
  CHECK(fabs(column(segments, "clients").float64[0] + 10286.6667) < 5e-4);
  tenure_table_free(segments);
}

static void limits_of_counts(void) {
  const double expected[] = {50, 50};
  const int64_t observed[] = {30, 29};
  tenure_table* table = NULL;
  CHECK(tenure_control_limits(expected, observed, 2, 0.00135, &table, NULL) == TENURE_OK);
  CHECK(column(table, "lower").int64[0] == 30);
  CHECK(memcmp(column(table, "signal").text_bytes, "withinbelow", 11) == 0);
  tenure_table_free(table);
}

static void a_randomised_holdout(void) {
  tenure_holdout holdout;
  tenure_treatment_effect effect;
  CHECK(tenure_holdout_init(&holdout, sizeof holdout) == TENURE_OK);
  holdout.treated = 5000;
  holdout.treated_events = 850;
  holdout.control = 1000;
  holdout.control_events = 200;
  holdout.value = 200;
  holdout.cost = 15000;
  CHECK(tenure_holdout_effect(&holdout, &effect, sizeof effect, NULL) == TENURE_OK);
  CHECK(fabs(effect.effect - .03) < 1e-14);
  CHECK(fabs(effect.lower - .004082) < 5e-7 && fabs(effect.upper - .057838) < 5e-7);
  CHECK(fabs(effect.roi - 1) < 1e-12);
}

static void calibrated(void) {
  const double p[] = {.9, .8, .7, .6, .3, .2, .1, .1};
  const uint8_t y[] = {1, 1, 0, 1, 0, 0, 0, 1};
  tenure_calibration_scores scores;
  tenure_table* bins = NULL;
  CHECK(tenure_calibration(p, y, 8, 4, 0.95, &scores, sizeof scores, &bins, NULL) == TENURE_OK);
  CHECK(fabs(scores.brier - .20625) < 1e-14 && fabs(scores.log_loss - .6288833) < 5e-8);
  CHECK(column(bins, "clients").rows == 4);
  tenure_table_free(bins);
}

int main(void) {
  a_plan_and_what_came_of_it();
  limits_of_counts();
  a_randomised_holdout();
  calibrated();
  return checks_failed();
}
