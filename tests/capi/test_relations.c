/* Cycles, intensity, phases and offers from the purchases of the fixture and from plain numbers. */
#include <math.h>

#include "check.h"
#include "fixture.h"
#include <tenure/tenure.h>

static fixture f;

static int64_t rows(const tenure_table* table) {
  int64_t result = 0;
  CHECK(tenure_table_shape(table, &result, NULL, NULL) == TENURE_OK);
  return result;
}

static tenure_column column(const tenure_table* table, const char* name) {
  tenure_column result;
  CHECK(tenure_table_column_named(table, name, &result, sizeof result, NULL) == TENURE_OK);
  return result;
}

static void a_rhythm_from_eight_intervals(void) {
  static const double kIntervals[] = {10, 50, 25, 5, 70, 20, 40, 20};
  tenure_rhythm_values found;
  CHECK(tenure_rhythm(kIntervals, 8, 45, 0.95, &found, sizeof found, NULL) == TENURE_OK);
  CHECK(found.mean == 30 && fabs(found.regularity - 1.9375338) < 1e-6);
  CHECK(fabs(found.alarm_after - 71.878) < 1e-3);
}

static void clumpiness_and_seasons_of_the_fixture(void) {
  tenure_table *clumpy = NULL, *clients = NULL, *months = NULL;
  tenure_seasonality_totals totals;
  CHECK(tenure_clumpiness(f.portfolio, NULL, NULL, &clumpy, NULL) == TENURE_OK);
  CHECK(rows(clumpy) == FIXTURE_CLIENTS);
  CHECK(tenure_seasonality(f.portfolio, NULL, &totals, sizeof totals, &clients, &months, NULL,
                           NULL) == TENURE_OK);
  CHECK(rows(clients) == FIXTURE_CLIENTS && rows(months) == 12);
  CHECK(totals.concentration > 0 && totals.concentration < 1);
  tenure_table_free(clumpy);
  tenure_table_free(clients);
  tenure_table_free(months);
}

static void intensity_and_learning(void) {
  static const double kEvents[] = {0, 40}, kTime[] = {4, 208};
  static const double kChance[] = {0.3}, kGain[] = {60}, kCost[] = {20};
  tenure_table* table = NULL;
  CHECK(tenure_relation_intensity(f.portfolio, &f.contacts, NULL, NULL, &table, NULL) == TENURE_OK);
  CHECK(rows(table) == FIXTURE_CLIENTS && column(table, "dimensions").int64[0] == 7);
  tenure_table_free(table);
  CHECK(tenure_learned_rates(kEvents, kTime, 2, 2, 10, 0.9, &table, NULL) == TENURE_OK);
  CHECK(fabs(column(table, "mean").float64[1] - 0.192661) < 1e-6);
  tenure_table_free(table);
  CHECK(tenure_value_of_information(kChance, kGain, kCost, 1, &table, NULL) == TENURE_OK);
  CHECK(fabs(column(table, "evpi").float64[0] - 12) < 1e-12);
  tenure_table_free(table);
}

static void phases_of_the_usual_machine(void) {
  static const int64_t kClient[] = {7, 7, 8};
  static const int32_t kDay[] = {0, 10, 5}, kPhase[] = {0, 1, 0};
  tenure_phase_entries entries;
  tenure_phase_options options;
  tenure_conversion_values won;
  tenure_table* phases = NULL;
  CHECK(tenure_phase_entries_init(&entries, sizeof entries) == TENURE_OK);
  CHECK(tenure_phase_options_init(&options, sizeof options) == TENURE_OK);
  entries.rows = 3;
  entries.client = kClient;
  entries.day = kDay;
  entries.phase = kPhase;
  CHECK(tenure_phase_analysis(NULL, &entries, &options, NULL, &phases, NULL, NULL, NULL) ==
        TENURE_INVALID_ARGUMENT);
  options.observed_until = 30;
  CHECK(tenure_phase_analysis(NULL, &entries, &options, NULL, &phases, NULL, NULL, NULL) ==
        TENURE_OK);
  CHECK(rows(phases) == 8 && column(phases, "inside").int64[0] == 1);
  tenure_table_free(phases);
  CHECK(tenure_conversion(200, 1000, 0.95, 0.5, 0.5, &won, sizeof won, NULL) == TENURE_OK);
  CHECK(fabs(won.wilson_from - 0.176377) < 1e-6 && fabs(won.wilson_to - 0.225919) < 1e-6);
}

static void offers_for_the_clients_of_the_fixture(void) {
  tenure_pair_values pair;
  tenure_table *items = NULL, *offers = NULL;
  CHECK(tenure_pair_metrics(1000, 200, 150, 60, &pair, sizeof pair, NULL) == TENURE_OK);
  CHECK(fabs(pair.lift - 2) < 1e-12 && fabs(pair.g2 - 38.335689) < 1e-6);
  CHECK(tenure_next_offers(f.portfolio, NULL, NULL, &items, NULL, NULL, &offers, NULL) ==
        TENURE_OK);
  CHECK(rows(items) == 2 && rows(offers) <= FIXTURE_CLIENTS);
  tenure_table_free(items);
  tenure_table_free(offers);
}

int main(void) {
  CHECK(fixture_make(&f, "capi_test_relations.tenure") == 0);
  a_rhythm_from_eight_intervals();
  clumpiness_and_seasons_of_the_fixture();
  intensity_and_learning();
  phases_of_the_usual_machine();
  offers_for_the_clients_of_the_fixture();
  fixture_free(&f);
  return checks_failed();
}
