/* Contracts: the high-end clients of Fader & Hardie (2007), "How to project customer retention". */
#include <math.h>
#include <string.h>

#include "check.h"
#include <tenure/tenure.h>

static const double kSurvivors[] = {1000, 869, 743, 653, 593, 551, 517, 491};

static void the_cohort_of_the_paper(void) {
  const double renewals[] = {8, 12}, periods[] = {1, 2};
  double survival[2], retention[2], residual[2], lifetime = 0;
  tenure_summary* cohort = NULL;
  tenure_model* model = NULL;
  tenure_fit_result result;
  tenure_discount_rate rate;
  CHECK(tenure_summary_from_cohort(kSurvivors, 8, TENURE_YEAR, &cohort, NULL) == TENURE_OK);
  CHECK(tenure_model_fit("shifted_beta_geometric", cohort, NULL, NULL, &model, NULL) == TENURE_OK);
  CHECK(tenure_model_get_result(model, &result, sizeof result, NULL) == TENURE_OK);
  CHECK(result.clients == 1000 && fabs(result.parameters[0] - 0.668) < 0.0005);
  CHECK(fabs(result.parameters[1] - 3.806) < 0.0005);
  CHECK(tenure_model_survival(model, renewals, survival, 2, NULL) == TENURE_OK);
  CHECK(fabs(survival[0] - 0.460) < 0.0005 && fabs(survival[1] - 0.378) < 0.0005);
  CHECK(tenure_model_retention_rates(model, periods, retention, 2, NULL) == TENURE_OK);
  CHECK(fabs(retention[0] - 3.806 / 4.474) < 0.0005 && retention[1] > retention[0]);

  tenure_discount_rate_init(&rate, sizeof rate);
  CHECK(tenure_model_discounted_lifetime(model, &rate, &lifetime, NULL) == TENURE_OK);
  CHECK(tenure_model_discounted_residual_lifetime(model, periods, &rate, residual, 2, NULL) ==
        TENURE_OK);
  /* Of the first contract's holders: DEL = 1 + (renewals, each discounted) = 1 + DERL(1) / 1.1. */
  CHECK(fabs(lifetime - (1 + residual[0] / 1.1)) < 1e-9 && residual[1] > residual[0]);
  tenure_model_free(model);
  tenure_summary_free(cohort);
}

static void cohorts_and_single_contracts(void) {
  const double survivors[] = {10, 6, 5, 8, 7}, duration[] = {1, 3, 3}, half[] = {1, 0.5};
  const int64_t lengths[] = {3, 2}, ids[] = {7, 9, 4};
  const uint8_t churned[] = {1, 1, 0};
  tenure_summary *cohorts = NULL, *contracts = NULL;
  tenure_histories histories;
  tenure_error* error = NULL;
  CHECK(tenure_summary_from_cohorts(survivors, lengths, 2, TENURE_YEAR, &cohorts, NULL) ==
        TENURE_OK);
  CHECK(tenure_summary_get_histories(cohorts, &histories, sizeof histories, NULL) == TENURE_OK);
  CHECK(histories.rows == 5 && histories.weight[4] == 7 && histories.age[4] == 1);
  CHECK(tenure_summary_from_durations(duration, churned, 3, TENURE_YEAR, ids, NULL, &contracts,
                                      NULL) == TENURE_OK);
  CHECK(tenure_summary_get_histories(contracts, &histories, sizeof histories, NULL) == TENURE_OK);
  CHECK(histories.frequency[0] == 0 && histories.frequency[1] == 2 && histories.frequency[2] == 3);
  CHECK(histories.weight == NULL && histories.age[1] == 3);
  tenure_summary_free(cohorts);
  tenure_summary_free(contracts);
  CHECK(tenure_summary_from_durations(half, churned, 2, TENURE_YEAR, NULL, NULL, &contracts,
                                      &error) == TENURE_INVALID_DATA);
  CHECK(strcmp(tenure_error_argument(error), "duration") == 0 && tenure_error_row(error) == 1);
  tenure_error_free(error);
}

static void a_holdout_that_was_counted_elsewhere(void) {
  const double x[] = {2, 0}, t_x[] = {5, 0}, age[] = {9, 8}, later[] = {1, 0}, spent[] = {4.5, 0};
  tenure_histories histories;
  tenure_summary *calibrated = NULL, *summary = NULL;
  tenure_summary_info info;
  tenure_error* error = NULL;
  tenure_histories_init(&histories, sizeof histories);
  histories.rows = 2;
  histories.frequency = x;
  histories.recency = t_x;
  histories.age = age;
  CHECK(tenure_summary_from_arrays(&histories, TENURE_WEEK, NULL, NULL, &calibrated, NULL) ==
        TENURE_OK);
  CHECK(tenure_summary_with_holdout(calibrated, 4, later, spent, 2, &summary, NULL) == TENURE_OK);
  CHECK(tenure_summary_get_info(summary, &info, sizeof info, NULL) == TENURE_OK);
  CHECK(info.has_holdout == 1 && info.holdout_length == 4 && info.clients == 2);
  tenure_summary_free(summary);
  CHECK(tenure_summary_with_holdout(calibrated, 4, spent, NULL, 2, &summary, &error) ==
        TENURE_INVALID_DATA);
  CHECK(strcmp(tenure_error_argument(error), "holdout_frequency") == 0);
  tenure_error_free(error);
  tenure_summary_free(calibrated);
}

static void purchases_at_times(void) {
  const int64_t client[] = {0, 0, 0, 1};
  const double time[] = {0, 2, 5, 0}, ages[] = {6, 7};
  tenure_summary* summary = NULL;
  tenure_histories histories;
  tenure_error* error = NULL;
  CHECK(tenure_summary_from_times(client, time, 4, ages, 2, TENURE_WEEK, &summary, NULL) ==
        TENURE_OK);
  CHECK(tenure_summary_get_histories(summary, &histories, sizeof histories, NULL) == TENURE_OK);
  CHECK(histories.rows == 2 && histories.frequency[0] == 2 && histories.recency[0] == 5);
  CHECK(fabs(histories.log_interpurchase[0] - log(6.0)) < 1e-14 && histories.age[1] == 7);
  tenure_summary_free(summary);
  CHECK(tenure_summary_from_times(client, time, 4, ages, 1, TENURE_WEEK, &summary, &error) ==
        TENURE_INVALID_DATA);
  CHECK(strcmp(tenure_error_argument(error), "client") == 0 && tenure_error_row(error) == 3);
  tenure_error_free(error);
}

static void cohorts_do_not_grow(void) {
  const double growing[] = {10, 11};
  tenure_summary* cohort = NULL;
  tenure_error* error = NULL;
  CHECK(tenure_summary_from_cohort(growing, 2, TENURE_YEAR, &cohort, &error) ==
        TENURE_INVALID_DATA);
  CHECK(strcmp(tenure_error_argument(error), "survivors") == 0 && tenure_error_row(error) == 1);
  tenure_error_free(error);
}

static void a_model_of_purchases_has_no_contracts(void) {
  const double parameters[] = {0.5, 10}, one = 1;
  double out = -7;
  tenure_model* model = NULL;
  CHECK(tenure_model_from_parameters("nbd", parameters, 2, TENURE_WEEK, 0, &model, NULL) ==
        TENURE_OK);
  CHECK(tenure_model_survival(model, &one, &out, 1, NULL) == TENURE_NOT_SUPPORTED && out == -7);
  tenure_model_free(model);
}

int main(void) {
  the_cohort_of_the_paper();
  cohorts_and_single_contracts();
  a_holdout_that_was_counted_elsewhere();
  purchases_at_times();
  cohorts_do_not_grow();
  a_model_of_purchases_has_no_contracts();
  return checks_failed();
}
