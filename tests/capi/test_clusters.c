/* Clusters, bands and viability of segments from plain arrays. */
#include <math.h>

#include "check.h"
#include <tenure/tenure.h>

static const double kValues[] = {10, 12, 14, 30, 32, 35, 80, 85, 200, 210, 500};
enum { VALUES = sizeof kValues / sizeof *kValues };

static tenure_column column(const tenure_table* table, const char* name) {
  tenure_column result;
  CHECK(tenure_table_column_named(table, name, &result, sizeof result, NULL) == TENURE_OK);
  return result;
}

static tenure_features features_of(const double* values, int64_t rows) {
  tenure_features features;
  CHECK(tenure_features_init(&features, sizeof features) == TENURE_OK);
  CHECK(features.columns == 1);
  features.values = values;
  features.rows = rows;
  return features;
}

static void k_means_finds_what_the_exact_bands_are(void) {
  const tenure_features features = features_of(kValues, VALUES);
  tenure_k_means_options options;
  tenure_k_means_totals totals;
  tenure_table *clients = NULL, *bands = NULL, *numbers = NULL;
  tenure_band_totals chosen;
  tenure_band_options band_options;
  double index = 0;
  CHECK(tenure_k_means_options_init(&options, sizeof options) == TENURE_OK);
  options.clusters = 4;
  CHECK(tenure_k_means(&features, &options, NULL, &totals, sizeof totals, &clients, NULL, NULL,
                       NULL, NULL) == TENURE_OK);
  CHECK(fabs(totals.objective - 703.333333) < 1e-6 && totals.converged == 1);
  CHECK(tenure_band_options_init(&band_options, sizeof band_options) == TENURE_OK);
  band_options.max_bands = 4;
  CHECK(tenure_value_bands(kValues, VALUES, &band_options, NULL, &chosen, sizeof chosen, &bands,
                           NULL, &numbers, NULL) == TENURE_OK);
  CHECK(chosen.chosen == 4 && chosen.is_least == 0);
  CHECK(fabs(column(numbers, "within").float64[3] - totals.objective) < 1e-9);
  CHECK(tenure_adjusted_rand_index(column(clients, "cluster").int64, column(bands, "band").int64,
                                   VALUES, &index, NULL) == TENURE_OK);
  CHECK(index == 1);
  tenure_table_free(clients);
  tenure_table_free(bands);
  tenure_table_free(numbers);
}

static void numbers_and_mixtures_agree_on_two_groups(void) {
  static const double kTwo[] = {1, 1.5, 0.5, 1.2, 0.8, 9, 9.5, 8.5, 9.2, 8.8};
  static const int32_t kFamilies[] = {TENURE_EII};
  const tenure_features features = features_of(kTwo, 10);
  tenure_cluster_number_options numbers;
  tenure_mixture_options options;
  tenure_mixture_totals totals;
  tenure_table* table = NULL;
  CHECK(tenure_cluster_number_options_init(&numbers, sizeof numbers) == TENURE_OK);
  numbers.to = 4;
  numbers.references = numbers.resamples = 0;
  CHECK(tenure_cluster_numbers(&features, &numbers, NULL, NULL, &table, NULL) == TENURE_OK);
  CHECK(column(table, "by_silhouette").boolean[0] == 1);
  tenure_table_free(table);
  CHECK(tenure_mixture_options_init(&options, sizeof options) == TENURE_OK);
  options.to = 3;
  options.families = kFamilies;
  options.family_count = 1;
  CHECK(tenure_mixture(&features, &options, NULL, &totals, sizeof totals, NULL, NULL, NULL, &table,
                       NULL, NULL) == TENURE_OK);
  CHECK(totals.components == 2 && totals.family == TENURE_EII);
  CHECK(fabs(column(table, "mean").float64[0] + column(table, "mean").float64[1] - 10) < 1e-6);
  tenure_table_free(table);
}

static void a_segment_must_pay_for_itself(void) {
  static const int64_t kSegment[] = {0, 0, 1, 1};
  static const double kProfits[] = {4, 1, 6, 2, 1, 9, 2, 8};
  tenure_segmented_clients clients;
  tenure_viability_options options;
  tenure_viability_totals totals;
  tenure_table* table = NULL;
  CHECK(tenure_segmented_clients_init(&clients, sizeof clients) == TENURE_OK);
  CHECK(tenure_viability_options_init(&options, sizeof options) == TENURE_OK);
  clients.rows = 4;
  clients.segment = kSegment;
  clients.action_profits = kProfits;
  clients.actions = 2;
  options.cost_per_segment = 2;
  CHECK(tenure_segment_viability(&clients, &options, &totals, sizeof totals, &table, NULL) ==
        TENURE_OK);
  CHECK(totals.common_profit == 20 && totals.segmented_profit == 27 && totals.net_gain == 3);
  CHECK(column(table, "is_viable").boolean[0] == 1 && column(table, "is_viable").boolean[1] == 0);
  tenure_table_free(table);
}

int main(void) {
  k_means_finds_what_the_exact_bands_are();
  numbers_and_mixtures_agree_on_two_groups();
  a_segment_must_pay_for_itself();
  return checks_failed();
}
