/* Presets of segments, the break-even of cells, migration and its value, with the numbers of
 * METHODS. */
#include <string.h>

#include "check.h"
#include <tenure/tenure.h>

static int is_near(double value, double expected) {
  const double difference = value - expected;
  return difference < 1e-6 && difference > -1e-6;
}

static void presets(void) {
  static const int64_t kCounts[] = {11, 10, 6};
  const tenure_segment_rule* rules = NULL;
  int32_t preset;
  for (preset = 0; preset < 3; ++preset) {
    int64_t count = 0, i;
    CHECK(tenure_segment_preset(preset, &rules, &count, NULL) == TENURE_OK);
    CHECK(count == kCounts[preset]);
    for (i = 0; i < count; ++i) {
      CHECK(strlen(rules[i].name) > 0 && rules[i].m_to == 5);
      CHECK(rules[i].r_from >= 1 && rules[i].r_from <= rules[i].r_to && rules[i].r_to <= 5);
      CHECK(rules[i].f_from >= 1 && rules[i].f_from <= rules[i].f_to && rules[i].f_to <= 5);
    }
  }
  CHECK(tenure_segment_preset(TENURE_SEGMENTS_USUAL, &rules, NULL, NULL) == TENURE_OK);
  CHECK(strcmp(rules[0].name, "Champions") == 0 && rules[0].r_from == 4);
  CHECK(tenure_segment_preset(0, NULL, NULL, NULL) == TENURE_OK);
  CHECK(tenure_segment_preset(3, NULL, NULL, NULL) == TENURE_INVALID_ARGUMENT);
}

static void break_even_of_five_cells(void) {
  static const double kContacted[] = {1000, 1500, 3000, 4000, 6000};
  static const double kResponses[] = {80, 75, 81, 80, 48};
  tenure_cell_response_options options;
  tenure_cell_response_totals totals;
  CHECK(tenure_cell_response_options_init(&options, sizeof options) == TENURE_OK);
  options.contact_cost = 1;
  options.margin = 40;
  CHECK(tenure_cell_response(kContacted, kResponses, NULL, 5, &options, &totals, sizeof totals,
                             NULL, NULL) == TENURE_OK);
  CHECK(is_near(totals.break_even_rate, 0.025));
  CHECK(is_near(totals.selective_profit, 3940) && is_near(totals.mail_all_profit, -940));
}

static void migration_of_two_periods(void) {
  static const double kCounts[] = {60, 30, 10, 20, 50, 30, 5, 15, 80,
                                   50, 35, 15, 15, 50, 35, 5, 10, 85};
  static const char* const kStates[] = {"good", "fair", "gone"};
  tenure_homogeneity test;
  tenure_table *transitions, *chain;
  tenure_column column;
  CHECK(tenure_migration_of_counts(kCounts, 2, kStates, 3, NULL, &test, sizeof test, &transitions,
                                   &chain, NULL, NULL) == TENURE_OK);
  CHECK(is_near(test.g2, 4.562163) && test.degrees_of_freedom == 6 && test.has_p_value == 1);
  CHECK(is_near(test.p_value, 0.601062));
  CHECK(tenure_table_column_named(transitions, "probability", &column, sizeof column, NULL) ==
        TENURE_OK);
  CHECK(is_near(column.float64[0], 0.55) && is_near(column.float64[8], 0.825));
  CHECK(tenure_table_column_named(chain, "stationary", &column, sizeof column, NULL) == TENURE_OK);
  CHECK(is_near(column.float64[0], 0.163043) && is_near(column.float64[2], 0.584783));
  tenure_table_free(transitions);
  tenure_table_free(chain);
}

static void value_of_a_mail_order_client(void) {
  static const double kMatrix[] = {.3,  .7, 0,   0, 0, .2, 0,   .8, 0, 0, .15, 0, 0,
                                   .85, 0,  .05, 0, 0, 0,  .95, 0,  0, 0, 0,   1};
  static const double kRewards[] = {36, -4, -4, -4, 0};
  static const double kValues[] = {52.31960944, 5.55378356, 1.25077299, -1.82001627, 0};
  tenure_markov_options options;
  tenure_markov_policy_totals totals;
  tenure_table *values, *policy;
  tenure_column column;
  int i;
  CHECK(tenure_markov_options_init(&options, sizeof options) == TENURE_OK);
  options.discount_rate = 0.2;
  CHECK(tenure_markov_value(kMatrix, kRewards, 5, &options, NULL, 0, &values, NULL) == TENURE_OK);
  CHECK(tenure_table_column_named(values, "value", &column, sizeof column, NULL) == TENURE_OK);
  for (i = 0; i < 5; ++i) CHECK(is_near(column.float64[i], kValues[i]));
  CHECK(tenure_markov_policy(kMatrix, kRewards, NULL, 5, &options, &totals, sizeof totals, &policy,
                             NULL) == TENURE_OK);
  CHECK(tenure_table_column_named(policy, "is_continued", &column, sizeof column, NULL) ==
        TENURE_OK);
  CHECK(column.boolean[2] == 1 && column.boolean[3] == 0);
  CHECK(totals.error_bound < 1e-12 && totals.iterations <= 3);
  tenure_table_free(values);
  tenure_table_free(policy);
}

int main(void) {
  presets();
  break_even_of_five_cells();
  migration_of_two_periods();
  value_of_a_mail_order_client();
  return checks_failed();
}
