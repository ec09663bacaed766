/* The table of models; a model from parameters and one fitted to histories; its predictions.
 */
#include <math.h>
#include <string.h>

#include "check.h"
#include <tenure/tenure.h>

static const double kBgNbd[] = {0.243, 4.414, 0.793, 2.426};
static const double kParetoNbd[] = {0.55315, 10.57633, 0.60625, 11.67150};
static const double kGammaGamma[] = {6.25, 3.74, 15.44};

static tenure_model* model_of(const char* name, const double* parameters, int64_t n) {
  tenure_model* model = NULL;
  CHECK(tenure_model_from_parameters(name, parameters, n, TENURE_WEEK, 0, &model, NULL) ==
        TENURE_OK);
  return model;
}

static tenure_histories histories_of(const double* x, const double* t_x, const double* T,
                                     const double* spend, int64_t rows) {
  tenure_histories histories;
  tenure_histories_init(&histories, sizeof histories);
  histories.rows = rows;
  histories.frequency = x;
  histories.recency = t_x;
  histories.age = T;
  histories.mean_spend = spend;
  return histories;
}

static void models_are_listed(void) {
  tenure_model_info info, same;
  int64_t count = 0, i;
  int pareto_nbd_seen = 0;
  CHECK(tenure_models_count(&count, NULL) == TENURE_OK && count >= 4);
  for (i = 0; i < count; ++i) {
    CHECK(tenure_models_at(i, &info, sizeof info, NULL) == TENURE_OK);
    CHECK(tenure_models_named(info.name, &same, sizeof same, NULL) == TENURE_OK);
    CHECK(info.name == same.name && info.parameter_count > 0);
    CHECK(strlen(info.title) > 0 && strlen(info.reference) > 0);
    if (strcmp(info.name, "pareto_nbd") == 0) {
      pareto_nbd_seen = 1;
      CHECK(info.kind == TENURE_PURCHASE_MODEL && info.parameter_count == 4);
      CHECK(strcmp(info.parameters[1], "alpha") == 0);
    }
  }
  CHECK(pareto_nbd_seen);
  CHECK(tenure_models_at(count, &info, sizeof info, NULL) == TENURE_INVALID_ARGUMENT);
}

static void an_unknown_model_is_told_the_known_ones(void) {
  tenure_model_info info;
  tenure_error* error = NULL;
  CHECK(tenure_models_named("pareto", &info, sizeof info, &error) == TENURE_INVALID_ARGUMENT);
  CHECK(strstr(tenure_error_message(error), "pareto_nbd") != NULL);
  CHECK(info.name == NULL);
  tenure_error_free(error);
}

static void predictions_of_one_client(void) {
  const double x[] = {2}, t_x[] = {30.43}, T[] = {38.86};
  const tenure_histories client = histories_of(x, t_x, T, NULL, 1);
  tenure_model* model = model_of("pareto_nbd", kParetoNbd, 4);
  double alive = 0, later = 0, purchases = 0, silent = 0, forever = 0, year = 0;
  CHECK(tenure_model_p_alive(model, &client, 0, NULL, &alive, 1, NULL) == TENURE_OK);
  CHECK(tenure_model_p_alive(model, &client, 39, NULL, &later, 1, NULL) == TENURE_OK);
  CHECK(0 < later && later < alive && alive < 1);
  CHECK(tenure_model_expected_purchases(model, &client, 0, 39, NULL, &purchases, 1, NULL) ==
        TENURE_OK);
  CHECK(purchases > 0);
  CHECK(tenure_model_p_silent(model, &client, 0, 39, NULL, &silent, 1, NULL) == TENURE_OK);
  CHECK(0 < silent && silent < 1 && 1 - silent < purchases);
  CHECK(tenure_model_discounted_purchases(model, &client, NULL, 0, INFINITY, NULL, &forever, 1,
                                          NULL) == TENURE_OK);
  CHECK(tenure_model_discounted_purchases(model, &client, NULL, 0, 52, NULL, &year, 1, NULL) ==
        TENURE_OK);
  CHECK(0 < year && year < forever);
  tenure_model_free(model);
}

/* Fader, Hardie & Lee (2005), "Counting your customers" the easy way: 1.226 purchases in 39 weeks.
 */
static void the_client_of_the_bg_nbd_paper(void) {
  const double x[] = {2}, t_x[] = {30.43}, T[] = {38.86};
  const tenure_histories client = histories_of(x, t_x, T, NULL, 1);
  tenure_model* model = model_of("bg_nbd", kBgNbd, 4);
  double purchases = 0;
  CHECK(tenure_model_expected_purchases(model, &client, 0, 39, NULL, &purchases, 1, NULL) ==
        TENURE_OK);
  CHECK(fabs(purchases - 1.226) < 0.0005);
  tenure_model_free(model);
}

static void probabilities_of_a_new_client_add_up(void) {
  tenure_model* model = model_of("pareto_nbd", kParetoNbd, 4);
  const double times[] = {52};
  int64_t counts[200];
  double pmf[200], expected = 0, sum = 0, mean = 0;
  int i;
  for (i = 0; i < 200; ++i) counts[i] = i;
  CHECK(tenure_model_pmf(model, counts, 0, 52, pmf, 200, NULL) == TENURE_OK);
  CHECK(tenure_model_expected_purchases_new(model, times, 0, &expected, 1, NULL) == TENURE_OK);
  for (i = 0; i < 200; ++i) {
    sum += pmf[i];
    mean += i * pmf[i];
  }
  CHECK(fabs(sum - 1) < 1e-9);
  CHECK(fabs(mean - expected) < 1e-7);
  tenure_model_free(model);
}

static void expected_spend_says_where_there_is_none(void) {
  const double infinite_mean[] = {6, 0.4, 30};
  const double x[] = {0, 2}, t_x[] = {0, 1}, T[] = {2, 2}, mean[] = {0, 20};
  const tenure_histories clients = histories_of(x, t_x, T, mean, 2);
  tenure_model* model = model_of("gamma_gamma", kGammaGamma, 3);
  double spend[2];
  uint8_t status[2] = {9, 9};
  int32_t population_status = 9;
  CHECK(tenure_model_expected_spend(model, &clients, NULL, spend, status, 2, NULL) == TENURE_OK);
  CHECK(status[0] == TENURE_VALUE_OK && status[1] == TENURE_VALUE_OK);
  CHECK(fabs(spend[0] - 15.44 * 6.25 / 2.74) < 1e-9);
  CHECK(fabs(spend[1] - 6.25 * (15.44 + 2 * 20) / (6.25 * 2 + 3.74 - 1)) < 1e-9);
  CHECK(tenure_model_population_spend(model, &spend[1], &population_status, NULL) == TENURE_OK);
  CHECK(population_status == TENURE_VALUE_OK && fabs(spend[1] - spend[0]) < 1e-12);
  tenure_model_free(model);

  model = model_of("gamma_gamma", infinite_mean, 3);
  CHECK(tenure_model_expected_spend(model, &clients, NULL, spend, status, 2, NULL) == TENURE_OK);
  CHECK(status[0] == TENURE_VALUE_INFINITE && spend[0] == 0);
  CHECK(status[1] == TENURE_VALUE_OK && fabs(spend[1] - 6 * (30 + 2 * 20) / (6 * 2 - 0.6)) < 1e-9);
  CHECK(tenure_model_population_spend(model, &spend[0], &population_status, NULL) == TENURE_OK);
  CHECK(population_status == TENURE_VALUE_INFINITE && spend[0] == 0);
  tenure_model_free(model);
}

static void counts_of_a_window_add_up(void) {
  const double x[] = {2, 26}, t_x[] = {30.43, 30.86}, T[] = {38.86, 31};
  const tenure_histories clients = histories_of(x, t_x, T, NULL, 2);
  tenure_model* model = model_of("bg_nbd", kBgNbd, 4);
  int64_t counts[300], quantile[2], lower[2], upper[2];
  double pmf[600], expected[2], active[2], silent[2];
  int i, j;
  for (i = 0; i < 300; ++i) counts[i] = i;
  CHECK(tenure_model_conditional_pmf(model, &clients, counts, 300, 10, 40, NULL, pmf, 600, NULL) ==
        TENURE_OK);
  CHECK(tenure_model_expected_purchases(model, &clients, 10, 40, NULL, expected, 2, NULL) ==
        TENURE_OK);
  CHECK(tenure_model_p_active(model, &clients, 10, 40, NULL, active, 2, NULL) == TENURE_OK);
  CHECK(tenure_model_p_silent(model, &clients, 10, 40, NULL, silent, 2, NULL) == TENURE_OK);
  CHECK(tenure_model_purchase_quantiles(model, &clients, 0.9, 10, 40, NULL, quantile, 2, NULL) ==
        TENURE_OK);
  CHECK(tenure_model_purchase_intervals(model, &clients, 0.8, 10, 40, NULL, lower, upper, 2,
                                        NULL) == TENURE_OK);
  for (i = 0; i < 2; ++i) {
    double sum = 0, mean = 0, below = 0;
    for (j = 0; j < 300; ++j) {
      sum += pmf[300 * i + j];
      mean += j * pmf[300 * i + j];
      if (j < quantile[i]) below += pmf[300 * i + j];
    }
    CHECK(fabs(sum - 1) < 1e-12);
    CHECK(fabs(mean - expected[i]) < 1e-10 * expected[i]);
    CHECK(fabs(active[i] + silent[i] - 1) < 1e-14 && fabs(silent[i] - pmf[300 * i]) < 1e-15);
    CHECK(below < 0.9 && below + pmf[300 * i + quantile[i]] >= 0.9);
    CHECK(lower[i] <= quantile[i] && upper[i] == quantile[i]);
  }
  CHECK(tenure_model_conditional_pmf(model, &clients, counts, 300, 10, 40, NULL, pmf, 599, NULL) ==
        TENURE_INVALID_ARGUMENT);
  tenure_model_free(model);
}

static void lifetimes_say_where_there_is_no_mean(void) {
  const double short_lives[] = {1, 10, 3, 20};
  const double x[] = {0}, t_x[] = {0}, T[] = {0};
  const tenure_histories newcomer = histories_of(x, t_x, T, NULL, 1);
  const double probabilities[] = {0.5, 0.99};
  tenure_model* model = model_of("pareto_nbd", short_lives, 4);
  double value = 0;
  int64_t quantiles[2];
  uint8_t status = 9;
  CHECK(tenure_model_expected_lifetime(model, &newcomer, INFINITY, NULL, &value, &status, 1,
                                       NULL) == TENURE_OK);
  CHECK(status == TENURE_VALUE_OK && fabs(value - 10) < 1e-12); /* beta / (s - 1) */
  CHECK(tenure_model_expected_rate(model, &newcomer, NULL, &value, 1, NULL) == TENURE_OK);
  CHECK(fabs(value - 0.1) < 1e-15);
  CHECK(tenure_model_expected_dropout(model, &newcomer, NULL, &value, 1, NULL) == TENURE_OK);
  CHECK(fabs(value - 0.15) < 1e-15);
  CHECK(tenure_model_quantiles_new(model, probabilities, 0, 52, quantiles, 2, NULL) == TENURE_OK);
  CHECK(0 <= quantiles[0] && quantiles[0] < quantiles[1]);
  tenure_model_free(model);

  model = model_of("pareto_nbd", kParetoNbd, 4);
  CHECK(tenure_model_expected_lifetime(model, &newcomer, INFINITY, NULL, &value, &status, 1,
                                       NULL) == TENURE_OK);
  CHECK(status == TENURE_VALUE_INFINITE && value == 0);
  CHECK(tenure_model_expected_lifetime(model, &newcomer, 52, NULL, &value, &status, 1, NULL) ==
        TENURE_OK);
  CHECK(status == TENURE_VALUE_OK && 0 < value && value < 52);
  tenure_model_free(model);
}

static void a_simulation_is_repeatable(void) {
  const double ages[] = {52, 104};
  const int64_t counts[] = {0, 3};
  tenure_model* model = model_of("pareto_nbd", kParetoNbd, 4);
  tenure_model* spend = model_of("gamma_gamma", kGammaGamma, 3);
  tenure_table *one = NULL, *other = NULL;
  tenure_column a, b;
  CHECK(tenure_model_simulate(model, ages, 2, 7, NULL, &one, NULL) == TENURE_OK);
  CHECK(tenure_model_simulate(model, ages, 2, 7, NULL, &other, NULL) == TENURE_OK);
  CHECK(tenure_table_column_named(one, "time", &a, sizeof a, NULL) == TENURE_OK);
  CHECK(tenure_table_column_named(other, "time", &b, sizeof b, NULL) == TENURE_OK);
  CHECK(a.rows == b.rows && a.rows >= 2);
  CHECK(memcmp(a.float64, b.float64, (size_t)a.rows * sizeof *a.float64) == 0);
  tenure_table_free(one);
  tenure_table_free(other);

  CHECK(tenure_model_simulate_spend(spend, counts, 2, 7, &one, NULL) == TENURE_OK);
  CHECK(tenure_table_column_named(one, "client", &a, sizeof a, NULL) == TENURE_OK);
  CHECK(a.rows == 3 && a.int64[0] == 1 && a.int64[2] == 1);
  tenure_table_free(one);
  tenure_model_free(model);
  tenure_model_free(spend);
}

static int32_t count_calls(void* user, double fraction, const char* stage) {
  CHECK(fraction >= 0 && fraction <= 1 && strlen(stage) > 0);
  return ++*(int*)user > 1; /* asks to stop at the second call */
}

/* 600 clients drawn from the model itself. */
static void a_fit_tells_what_it_learned(void) {
  enum { kClients = 600 };
  static const char* const kPriorOf = "s";
  static const double kCentre = 0.5, kSd = 1e-3;
  static double ages[kClients], x[kClients], t_x[kClients];
  tenure_fit_options options;
  char text[4096];
  tenure_model *truth = model_of("pareto_nbd", kParetoNbd, 4), *fitted = NULL;
  tenure_table *purchases = NULL, *table = NULL;
  tenure_column client, time;
  tenure_histories histories = histories_of(x, t_x, ages, NULL, kClients);
  tenure_fit_result result, of_truth;
  tenure_execution execution;
  tenure_error* error = NULL;
  int calls = 0;
  int64_t i, rows = 0;
  for (i = 0; i < kClients; ++i) ages[i] = 100;
  CHECK(tenure_model_simulate(truth, ages, kClients, 1, NULL, &purchases, NULL) == TENURE_OK);
  tenure_table_column_named(purchases, "client", &client, sizeof client, NULL);
  tenure_table_column_named(purchases, "time", &time, sizeof time, NULL);
  for (i = 0; i < time.rows; ++i) {
    x[client.int64[i]] += time.float64[i] > 0;
    t_x[client.int64[i]] = time.float64[i];
  }
  tenure_table_free(purchases);

  CHECK(tenure_model_fit_histories("pareto_nbd", &histories, TENURE_WEEK, NULL, NULL, &fitted,
                                   NULL) == TENURE_OK);
  CHECK(tenure_model_get_result(fitted, &result, sizeof result, NULL) == TENURE_OK);
  CHECK(strcmp(result.name, "pareto_nbd") == 0 && result.unit == TENURE_WEEK);
  CHECK(result.usable == 1 && result.reason == TENURE_FIT_GRADIENT);
  CHECK(result.parameter_count == 4 && result.parameters[0] > 0);
  CHECK(result.standard_errors != NULL && result.covariance != NULL);
  CHECK(fabs(sqrt(result.covariance[5]) - result.standard_errors[1]) < 1e-12);
  CHECK(fabs(result.parameters[0] - 0.55315) < 4 * result.standard_errors[0]);
  CHECK(result.clients == kClients && result.cells > 0 && result.cells <= kClients);
  CHECK(result.has_likelihood == 1);
  CHECK(fabs(result.aic - (8 - 2 * result.log_likelihood)) < 1e-9);
  CHECK(tenure_model_get_result(truth, &of_truth, sizeof of_truth, NULL) == TENURE_OK);
  CHECK(of_truth.has_likelihood == 0 && of_truth.log_likelihood == 0);
  CHECK(of_truth.aic == 0 && of_truth.bic == 0);
  CHECK(strlen(result.message) > 0 && result.iterations > 0);
  CHECK(tenure_model_result_table(fitted, 0.95, &table, NULL) == TENURE_OK);
  CHECK(tenure_table_shape(table, &rows, NULL, NULL) == TENURE_OK && rows == 4);
  tenure_table_free(table);
  CHECK(tenure_model_summary_text(fitted, 0.9, text, sizeof text, NULL) == TENURE_OK);
  CHECK(strstr(text, "Pareto/NBD, maximum likelihood") == text && strstr(text, "90 % from"));
  CHECK(tenure_model_summary_text(fitted, 0.9, text, 10, NULL) == TENURE_INVALID_ARGUMENT);
  CHECK(result.penalty == 0 && result.data_fingerprint != 0);
  tenure_model_free(fitted);

  tenure_fit_options_init(&options, sizeof options);
  options.prior_parameters = &kPriorOf;
  options.prior_centres = &kCentre;
  options.prior_sds = &kSd;
  options.prior_count = 1;
  CHECK(tenure_model_fit_histories("pareto_nbd", &histories, TENURE_WEEK, &options, NULL, &fitted,
                                   NULL) == TENURE_OK);
  CHECK(tenure_model_get_result(fitted, &result, sizeof result, NULL) == TENURE_OK);
  CHECK(fabs(result.parameters[2] / kCentre - 1) < 0.01 && result.penalty >= 0);
  tenure_model_free(fitted);

  tenure_execution_init(&execution, sizeof execution);
  execution.progress = count_calls;
  execution.user = &calls;
  CHECK(tenure_model_fit_histories("pareto_nbd", &histories, TENURE_WEEK, NULL, &execution, &fitted,
                                   &error) == TENURE_CANCELLED);
  CHECK(fitted == NULL && calls == 2);
  CHECK(tenure_error_status(error) == TENURE_CANCELLED);
  tenure_error_free(error);
  tenure_model_free(truth);
}

static void a_regular_model_has_its_k(void) {
  static const double kRegular[] = {0.3591, 1.1294, 0.5228, 2.7855};
  const double x[] = {3, 0, 7, 2, 1, 5}, t_x[] = {20, 0, 28, 9, 4, 25},
               T[] = {30, 30, 30, 30, 30, 30};
  const double intervals[] = {5.4, 0, 9.0, 2.9, 1.386, 7.5};
  tenure_histories clients = histories_of(x, t_x, T, NULL, 6);
  tenure_fit_options options;
  tenure_fit_result result;
  tenure_model_info info;
  tenure_model* model = NULL;
  tenure_error* error = NULL;
  double alive[6];
  int32_t k;
  CHECK(tenure_models_named("bg_cnbd_k", &info, sizeof info, NULL) == TENURE_OK);
  CHECK(info.max_regularity == 12 && info.parameter_count == 4);
  for (k = 0; k <= 13; k += 13) {
    CHECK(tenure_model_from_parameters("bg_cnbd_k", kRegular, 4, TENURE_WEEK, k, &model, &error) ==
          TENURE_INVALID_ARGUMENT);
    CHECK(strcmp(tenure_error_argument(error), "regularity") == 0);
    tenure_error_free(error);
  }
  CHECK(tenure_model_from_parameters("bg_cnbd_k", kRegular, 4, TENURE_WEEK, 2, &model, NULL) ==
        TENURE_OK);
  CHECK(tenure_model_get_result(model, &result, sizeof result, NULL) == TENURE_OK);
  CHECK(result.regularity == 2 && result.regularity_chosen == 0);
  CHECK(tenure_model_p_alive(model, &clients, 0, NULL, alive, 6, NULL) == TENURE_OK);
  CHECK(alive[0] > 0 && alive[0] < 1 && alive[1] == 1);
  CHECK(tenure_model_log_likelihood(model, &clients, NULL, alive, 6, &error) ==
        TENURE_INVALID_ARGUMENT);
  CHECK(strcmp(tenure_error_argument(error), "log_interpurchase") == 0);
  tenure_error_free(error);
  tenure_model_free(model);

  clients.log_interpurchase = intervals;
  CHECK(tenure_model_fit_histories("mbg_cnbd_k", &clients, TENURE_WEEK, NULL, NULL, &model, NULL) ==
        TENURE_OK);
  CHECK(tenure_model_get_result(model, &result, sizeof result, NULL) == TENURE_OK);
  CHECK(result.regularity >= 1 && result.regularity <= 12 && result.regularity_chosen == 1);
  tenure_model_free(model);
  tenure_fit_options_init(&options, sizeof options);
  options.regularity = 3;
  CHECK(tenure_model_fit_histories("mbg_cnbd_k", &clients, TENURE_WEEK, &options, NULL, &model,
                                   NULL) == TENURE_OK);
  CHECK(tenure_model_get_result(model, &result, sizeof result, NULL) == TENURE_OK);
  CHECK(result.regularity == 3 && result.regularity_chosen == 0);
  tenure_model_free(model);
}

static void bad_histories_are_named(void) {
  const double x[] = {0, 1}, t_x[] = {0, 9}, T[] = {2, 2};
  const tenure_histories clients = histories_of(x, t_x, T, NULL, 2);
  tenure_model* model = model_of("pareto_nbd", kParetoNbd, 4);
  tenure_error* error = NULL;
  double out[2] = {-7, -7};
  CHECK(tenure_model_p_alive(model, &clients, 0, NULL, out, 2, &error) == TENURE_INVALID_DATA);
  CHECK(tenure_error_row(error) == 1);
  CHECK(strstr(tenure_error_argument(error), "recency") != NULL);
  tenure_error_free(error);
  CHECK(tenure_model_p_alive(model, &clients, 0, NULL, out, 1, &error) == TENURE_INVALID_ARGUMENT);
  CHECK(strcmp(tenure_error_argument(error), "n") == 0);
  tenure_error_free(error);
  CHECK(out[0] == -7 && out[1] == -7);
  tenure_model_free(model);
}

int main(void) {
  models_are_listed();
  an_unknown_model_is_told_the_known_ones();
  predictions_of_one_client();
  the_client_of_the_bg_nbd_paper();
  probabilities_of_a_new_client_add_up();
  expected_spend_says_where_there_is_none();
  counts_of_a_window_add_up();
  lifetimes_say_where_there_is_no_mean();
  a_simulation_is_repeatable();
  a_fit_tells_what_it_learned();
  a_regular_model_has_its_k();
  bad_histories_are_named();
  return checks_failed();
}
