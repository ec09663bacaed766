/* Targeting by profit, acquisition against retention, win-back, and complaints. */
#include <math.h>
#include <string.h>

#include "check.h"
#include <tenure/tenure.h>

static tenure_column column(const tenure_table* table, const char* name) {
  tenure_column found;
  CHECK(tenure_table_column_named(table, name, &found, sizeof found, NULL) == TENURE_OK);
  return found;
}

static void profit_lift_not_risk(void) {
  const double untreated[] = {.80, .50, .20, .30}, treated[] = {.78, .30, .15, .35};
  const double value[] = {300, 300, 1000, 500}, cost[] = {20, 20, 20, 20};
  tenure_table* table = NULL;
  CHECK(tenure_profit_lift(untreated, treated, value, cost, 4, &table, NULL) == TENURE_OK);
  CHECK(column(table, "risk_rank").int64[0] == 1 && column(table, "rank").int64[0] == 3);
  CHECK(column(table, "rank").int64[1] == 1 && column(table, "target").boolean[3] == 0);
  tenure_table_free(table);
}

static void a_campaign_that_loses(void) {
  const double risk[] = {.17}, value[] = {200};
  tenure_campaign_plan plan;
  tenure_campaign_offer offer;
  tenure_table* table = NULL;
  double profit = 0;
  CHECK(tenure_campaign_plan_init(&plan, sizeof plan) == TENURE_OK);
  plan.clients = 1e5;
  plan.targeted_share = 0.1;
  plan.loss_rate = 0.02;
  plan.lift = 5;
  plan.value = 200;
  plan.incentive = 10;
  CHECK(tenure_campaign_profit(&plan, &profit, NULL) == TENURE_OK);
  CHECK(fabs(profit + 43000) < 1e-6);
  CHECK(tenure_campaign_offer_init(&offer, sizeof offer) == TENURE_OK);
  offer.incentive = 10;
  CHECK(tenure_retention_targets(risk, value, 1, &offer, &table, NULL) == TENURE_OK);
  CHECK(fabs(column(table, "threshold").float64[0] - .164179) < 5e-7);
  tenure_table_free(table);
}

static void profit_of_a_score(void) {
  const double score[] = {.9, .7, .4, .1};
  const uint8_t churned[] = {1, 1, 0, 0};
  tenure_churn_profit profit;
  CHECK(tenure_churn_profit_of(score, churned, 4, NULL, &profit, sizeof profit, NULL) == TENURE_OK);
  /* Two leavers of four, found exactly: half of .3 x 190 - 1. */
  CHECK(fabs(profit.maximum_profit - 28) < 1e-12 && profit.target_share == 0.5);
}

static void marginal_costs_are_equal(void) {
  tenure_acquisition_options options;
  tenure_acquisition_plan plan;
  CHECK(tenure_acquisition_options_init(&options, sizeof options) == TENURE_OK);
  options.margin = 50;
  options.discount_rate = 0.15;
  options.acquisition_max = 0.4;
  options.acquisition_speed = log(2) / 10;
  options.retention_max = 0.7;
  options.retention_speed = 0.1252762968;
  CHECK(tenure_balance_acquisition(&options, &plan, sizeof plan, NULL) == TENURE_OK);
  CHECK(fabs(plan.client_value - 76.318150) < 5e-7);
  CHECK(fabs(plan.marginal_acquisition_cost - plan.marginal_retention_cost) < 1e-6);
  CHECK(fabs(plan.average_ratio - 2.011) < 5e-4);
  CHECK(strstr(plan.reading, "says nothing of where the next unit belongs") != NULL);
}

static void one_attempt(void) {
  const double p[] = {.12}, value[] = {400}, incentive[] = {50}, contact[] = {6};
  tenure_win_back_input input;
  tenure_certificate certificate;
  tenure_table* rows = NULL;
  double second = 0;
  CHECK(tenure_second_lifetime_value(120, .75, .1, &second, NULL) == TENURE_OK);
  CHECK(fabs(second - 377.142857) < 5e-7);
  CHECK(tenure_win_back_input_init(&input, sizeof input) == TENURE_OK);
  input.probability = p;
  input.second_value = value;
  input.incentive = incentive;
  input.contact = contact;
  input.rows = 1;
  CHECK(tenure_win_back(&input, &certificate, sizeof certificate, &rows, NULL, NULL) == TENURE_OK);
  CHECK(fabs(column(rows, "net").float64[0] - 36) < 1e-12);
  CHECK(fabs(column(rows, "largest_incentive").float64[0] - 350) < 1e-12);
  CHECK(fabs(certificate.objective - 36) < 1e-12 && certificate.gap == 0);
  tenure_table_free(rows);
}

static void handling_complaints(void) {
  const double clients[] = {1000}, voiced[] = {.3}, handled[] = {.7}, ignored[] = {.3};
  const double silent[] = {.4}, value[] = {300}, cost[] = {15}, voiced_to[] = {.5};
  tenure_complaint_input input;
  tenure_complaint_totals totals;
  tenure_table* causes = NULL;
  CHECK(tenure_complaint_input_init(&input, sizeof input) == TENURE_OK);
  input.clients = clients;
  input.voiced = voiced;
  input.stay_handled = handled;
  input.stay_ignored = ignored;
  input.stay_silent = silent;
  input.value = value;
  input.cost = cost;
  input.rows = 1;
  CHECK(tenure_complaint_profit(&input, &totals, sizeof totals, &causes, NULL) == TENURE_OK);
  CHECK(fabs(totals.gain - 31500) < 1e-9 && fabs(totals.roi - 7) < 1e-12 && totals.has_roi == 1);
  CHECK(totals.has_voice_gain == 0 && totals.voice_gain == 0);
  CHECK(fabs(column(causes, "largest_cost").float64[0] - 120) < 1e-12);
  tenure_table_free(causes);
  input.voiced_to = voiced_to;
  CHECK(tenure_complaint_profit(&input, &totals, sizeof totals, NULL, NULL) == TENURE_OK);
  CHECK(totals.has_voice_gain == 1 && fabs(totals.voice_gain - 15000) < 1e-9);
}

int main(void) {
  profit_lift_not_risk();
  a_campaign_that_loses();
  profit_of_a_score();
  marginal_costs_are_equal();
  one_attempt();
  handling_complaints();
  return checks_failed();
}
