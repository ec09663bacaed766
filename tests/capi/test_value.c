/* What clients are worth, from plain arrays: the numbers of the C++ tests through the C ABI. */
#include <math.h>
#include <string.h>

#include "check.h"
#include <tenure/tenure.h>

static double at(const tenure_table* table, const char* name, int64_t row) {
  tenure_column column;
  CHECK(tenure_table_column_named(table, name, &column, sizeof column, NULL) == TENURE_OK);
  CHECK(row < column.rows && column.float64 != NULL);
  return column.float64[row];
}

static void retention_by_convention(void) {
  const double margin = 100, retention = 0.8, cost = 120;
  tenure_retention_options options;
  tenure_retention_totals totals;
  tenure_table *clients = NULL, *timings = NULL;
  tenure_retention_options_init(&options, sizeof options);
  options.acquisition_cost = &cost;
  options.acquisition_count = 1;
  CHECK(tenure_retention_clv(&margin, &retention, 1, TENURE_RETENTION_JUST_ACQUIRED, &options,
                             &totals, sizeof totals, &clients, &timings, NULL) == TENURE_OK);
  CHECK(fabs(totals.total - 366.6667) < 5e-5 && totals.has_one_rate_total == 1);
  CHECK(strcmp(totals.basis, "just_acquired, for ever; discount 10 % a year.") == 0);
  CHECK(strcmp(totals.warning, "") == 0);
  CHECK(fabs(at(clients, "standard_deviation", 0) - 229.05485) < 5e-6);
  CHECK(fabs(at(clients, "net_value", 0) - 246.6667) < 5e-5);
  CHECK(fabs(at(timings, "total", TENURE_RETENTION_MID_PERIOD) - 349.6029) < 5e-5);
  tenure_table_free(clients);
  tenure_table_free(timings);
}

static void one_rate_for_a_base_of_contracts(void) {
  const double parameters[] = {3.8, 15.2}, contracts[] = {1, 2, 3, 4, 5};
  const double clients[] = {10000, 8000, 6480, 5307, 4391};
  tenure_model* model = NULL;
  tenure_aggregate_options options;
  tenure_aggregate_totals totals;
  CHECK(tenure_model_from_parameters("shifted_beta_geometric", parameters, 2, TENURE_YEAR, 0,
                                     &model, NULL) == TENURE_OK);
  tenure_aggregate_options_init(&options, sizeof options);
  options.margin = 100;
  options.retention = 24178.0 / 29787;
  CHECK(tenure_check_aggregate_retention(model, contracts, clients, 5, &options, &totals,
                                         sizeof totals, NULL, NULL) == TENURE_OK);
  CHECK(fabs(totals.value - 12054291.9) < 0.1 && fabs(totals.one_rate_value - 10584804.5) < 0.1);
  CHECK(strstr(totals.warning, "12.19 % too low") != NULL);
  tenure_model_free(model);
}

static void flows_and_plans(void) {
  const double time[] = {0, 1, 2, 3, 4}, amount[] = {-120, 80, 90, 100, 110};
  tenure_cash_flow_options options;
  tenure_cash_flow_totals totals;
  tenure_retention_plan plan;
  CHECK(tenure_cash_flows(time, amount, NULL, 5, NULL, &totals, sizeof totals, NULL, NULL) ==
        TENURE_OK);
  CHECK(fabs(totals.present_value - 177.370398) < 5e-7 && totals.is_paid_back == 1);
  CHECK(totals.payback_time == 2);
  tenure_cash_flow_options_init(&options, sizeof options);
  options.discount_rate = 0.2;
  tenure_retention_plan_init(&plan, sizeof plan);
  plan.start = 260;
  plan.retention = 0.75;
  plan.promotion = 50;
  plan.cycles = 10;
  CHECK(tenure_plan_cash_flows(&plan, &options, &totals, sizeof totals, NULL, NULL) == TENURE_OK);
  CHECK(fabs(totals.present_value - 568.7831) < 5e-5);
}

static void account_of_one_client(void) {
  static const char* const kActivities[] = {"order", "call", "return"};
  const double revenue = 1200, goods = 700, mailing = 36, serving = 84, won = 120;
  const double minutes[] = {15, 8, 20}, counts[] = {12, 5, 2};
  tenure_client_charges charges;
  tenure_client_value_totals totals;
  tenure_table* cost = NULL;
  tenure_client_charges_init(&charges, sizeof charges);
  charges.clients = 1;
  charges.contacts = &mailing;
  charges.serving = &serving;
  charges.acquisition = &won;
  CHECK(tenure_client_value(&revenue, &goods, 1, &charges, &totals, sizeof totals, NULL, NULL,
                            NULL) == TENURE_OK);
  CHECK(totals.value == 260 && fabs(totals.roi - 260.0 / 156) < 1e-12 && totals.has_roi == 1);
  CHECK(totals.has_incremental_roi == 0 && totals.incremental_roi == 0);
  CHECK(tenure_time_driven_cost(kActivities, minutes, 3, counts, 1, 0.8, &cost, NULL) == TENURE_OK);
  CHECK(fabs(at(cost, "cost", 0) - 208) < 1e-12 && fabs(at(cost, "order", 0) - 144) < 1e-12);
  tenure_table_free(cost);
}

static void whale(void) {
  const double profits[] = {120, 80, 60, 30, 10, 5, 0, -10, -25, -70};
  tenure_whale_totals totals;
  CHECK(tenure_whale_curve(profits, 10, &totals, sizeof totals, NULL, NULL, NULL) == TENURE_OK);
  CHECK(fabs(totals.peak_share - 1.525) < 1e-12 && fabs(totals.area - 1.2225) < 1e-12);
  CHECK(fabs(totals.stobachoff - 0.591002) < 5e-7 && totals.profitable == 6);
  CHECK(tenure_whale_curve(profits + 7, 3, &totals, sizeof totals, NULL, NULL, NULL) == TENURE_OK);
  CHECK(totals.has_shares == 0 && totals.total == -105);
}

static void equity(void) {
  const double cost = 120;
  double acquired[10];
  tenure_equity_value existing, new_client;
  tenure_equity_totals totals;
  int i;
  for (i = 0; i < 10; ++i) acquired[i] = 200;
  tenure_equity_value_init(&existing, sizeof existing);
  tenure_equity_value_init(&new_client, sizeof new_client);
  existing.value = 1000 * 880.0 / 3;
  new_client.value = 1100.0 / 3;
  CHECK(tenure_customer_equity(&existing, &new_client, acquired, 10, &cost, 1, NULL, &totals,
                               sizeof totals, NULL, NULL, NULL) == TENURE_OK);
  CHECK(fabs(totals.total - 596465.31) < 0.005);
  CHECK(fabs(totals.existing + totals.future - totals.total) < 1e-6);
}

static void levers(void) {
  static const char* const kSegments[] = {"a", "a"};
  const double frequency[] = {4, 2}, basket[] = {50, 50}, duration[] = {3, 3};
  tenure_client_levers given;
  tenure_lever_totals totals;
  tenure_table *table = NULL, *segments = NULL;
  tenure_client_levers_init(&given, sizeof given);
  given.clients = 1;
  given.frequency = frequency;
  given.basket = basket;
  given.duration = duration;
  CHECK(tenure_levers(&given, NULL, &totals, sizeof totals, &table, NULL, NULL, NULL) == TENURE_OK);
  CHECK(totals.revenue == 600 && fabs(at(table, "revenue", 3) - 798.6) < 1e-9);
  tenure_table_free(table);
  given.clients = 2;
  given.segments = kSegments;
  CHECK(tenure_levers(&given, NULL, NULL, 0, NULL, NULL, &segments, NULL) == TENURE_OK);
  CHECK(fabs(at(segments, "frontier", 0) - 190) < 1e-9);
  tenure_table_free(segments);
}

static void trends(void) {
  const double values[] = {100, 108, 115, 130, 140, 100, 100, 100, 100, 100};
  tenure_table* table = NULL;
  CHECK(tenure_trends(values, 2, 5, NULL, &table, NULL) == TENURE_OK);
  CHECK(fabs(at(table, "log_slope", 0) - 0.0858348) < 5e-8 && at(table, "theil_sen", 1) == 0);
  tenure_table_free(table);
}

static void a_group_that_was_treated(void) {
  const double treated[] = {12, 14, 16}, control[] = {9, 10, 11, 10};
  tenure_incremental_return result;
  CHECK(tenure_incremental_return_of(treated, 3, control, 4, 6, 0.95, &result, sizeof result,
                                     NULL) == TENURE_OK);
  CHECK(fabs(result.lift - 4) < 1e-12 && fabs(result.roi - 1) < 1e-12);
  CHECK(result.roi_lower < 0 && result.roi_upper > 2);
}

int main(void) {
  retention_by_convention();
  one_rate_for_a_base_of_contracts();
  flows_and_plans();
  account_of_one_client();
  whale();
  equity();
  levers();
  trends();
  a_group_that_was_treated();
  return checks_failed();
}
