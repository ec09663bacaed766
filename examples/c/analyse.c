/* From a purchase log to what every client is worth.
 *
 *   analyse [--model NAME] [--calibration-end DAY] [--observed-until DAY] [FILE CLIENT DAY AMOUNT]
 *
 * reads the columns CLIENT, DAY and AMOUNT of a CSV file into arrays. Without a file it simulates a
 * shop, and takes its log in as an Arrow C stream: so would the table of any Arrow library. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "csv_log.h"
#include <tenure/tenure.h>

enum { kShown = 10 };

typedef struct arguments {
  const char* model;
  int32_t calibration_end;
  int32_t observed_until;
  char** log; /* FILE CLIENT DAY AMOUNT, or NULL */
} arguments;

/* Ends the program with what went wrong. `error` is where the call before left its error. */
static void must(tenure_status status, tenure_error** error) {
  if (status == TENURE_OK) return;
  fprintf(stderr, "%s: %s\n", tenure_status_text(status), tenure_error_message(*error));
  tenure_error_free(*error);
  exit(EXIT_FAILURE);
}

static int read_arguments(int argc, char** argv, arguments* out) {
  tenure_error* error = NULL;
  int i = 1;
  out->model = "pareto_nbd";
  out->calibration_end = out->observed_until = TENURE_NO_DAY;
  out->log = NULL;
  for (; i + 1 < argc && strncmp(argv[i], "--", 2) == 0; i += 2) {
    if (strcmp(argv[i], "--model") == 0) {
      out->model = argv[i + 1];
    } else if (strcmp(argv[i], "--calibration-end") == 0) {
      must(tenure_day_parse(argv[i + 1], &out->calibration_end, &error), &error);
    } else if (strcmp(argv[i], "--observed-until") == 0) {
      must(tenure_day_parse(argv[i + 1], &out->observed_until, &error), &error);
    } else {
      return 1;
    }
  }
  if (argc - i == 4) out->log = argv + i;
  return argc - i != 0 && argc - i != 4;
}

static tenure_portfolio* portfolio_of_file(char** columns, int32_t observed_until) {
  csv_log rows;
  tenure_purchase_arrays log;
  tenure_import_options options;
  tenure_portfolio* portfolio = NULL;
  tenure_error* error = NULL;
  if (csv_log_read(&rows, columns[0], columns[1], columns[2], columns[3]) != 0) exit(EXIT_FAILURE);
  tenure_purchase_arrays_init(&log, sizeof log);
  log.rows = rows.rows;
  log.client_texts = (const char* const*)rows.clients;
  log.days = rows.days;
  log.amounts = rows.amounts;
  tenure_import_options_init(&options, sizeof options);
  options.observed_until = observed_until;
  must(tenure_portfolio_from_arrays(&log, &options, NULL, &portfolio, &error), &error);
  csv_log_free(&rows);
  return portfolio;
}

static tenure_portfolio* portfolio_of_shop(void) {
  tenure_table* log = NULL;
  struct ArrowArrayStream stream;
  tenure_purchase_columns columns;
  tenure_portfolio* portfolio = NULL;
  tenure_error* error = NULL;
  must(tenure_simulate_shop(NULL, &log, NULL, NULL, NULL, NULL, NULL, &error), &error);
  must(tenure_table_export(log, &stream, &error), &error);
  tenure_table_free(log); /* the stream keeps what it needs */
  tenure_purchase_columns_init(&columns, sizeof columns);
  columns.client = "client";
  columns.day = "date";
  columns.amount = "amount";
  columns.cost = "cost";
  columns.order_id = "order_id";
  must(tenure_portfolio_from_arrow(&stream, &columns, NULL, NULL, &portfolio, &error), &error);
  return portfolio;
}

static void print_rows(const tenure_portfolio* portfolio) {
  tenure_portfolio_info info;
  char until[16];
  tenure_error* error = NULL;
  must(tenure_portfolio_get_info(portfolio, &info, sizeof info, &error), &error);
  must(tenure_day_to_text(info.observed_until, until, sizeof until, &error), &error);
  printf("%lld rows read: %lld kept, %lld merged, %lld dropped\n", (long long)info.rows_read,
         (long long)info.rows_kept, (long long)info.rows_merged, (long long)info.rows_dropped);
  printf("%lld clients, %lld purchases until %s\n", (long long)info.clients,
         (long long)info.purchases, until);
}

static tenure_model* fit(const char* name, const tenure_summary* summary) {
  tenure_model* model = NULL;
  tenure_model_info listed;
  tenure_fit_result result;
  tenure_error* error = NULL;
  int64_t i;
  must(tenure_model_fit(name, summary, NULL, NULL, &model, &error), &error);
  must(tenure_model_get_result(model, &result, sizeof result, &error), &error);
  must(tenure_models_named(name, &listed, sizeof listed, &error), &error);
  printf("%s:", listed.title);
  for (i = 0; i < result.parameter_count; ++i) {
    printf("  %s %.7f", listed.parameters[i], result.parameters[i]);
  }
  printf("  log-likelihood %.3f\n", result.log_likelihood);
  if (!result.usable) {
    fprintf(stderr, "%s\n", result.message);
    exit(EXIT_FAILURE);
  }
  return model;
}

typedef struct ranked {
  double clv;
  int64_t row;
} ranked;

static int by_value_descending(const void* one, const void* other) {
  const ranked *a = one, *b = other;
  if (a->clv != b->clv) return a->clv < b->clv ? 1 : -1;
  return a->row < b->row ? -1 : 1;
}

static void print_best(const tenure_table* clients) {
  tenure_column client, alive, clv;
  tenure_error* error = NULL;
  ranked* order;
  int64_t i;
  must(tenure_table_column_named(clients, "client", &client, sizeof client, &error), &error);
  must(tenure_table_column_named(clients, "p_alive", &alive, sizeof alive, &error), &error);
  must(tenure_table_column_named(clients, "clv", &clv, sizeof clv, &error), &error);
  order = malloc((size_t)clv.rows * sizeof *order);
  if (order == NULL) exit(EXIT_FAILURE);
  for (i = 0; i < clv.rows; ++i) {
    order[i].clv = clv.float64[i];
    order[i].row = i;
  }
  qsort(order, (size_t)clv.rows, sizeof *order, by_value_descending);
  printf("%-12s %8s %12s\n", "client", "p_alive", "clv");
  for (i = 0; i < clv.rows && i < kShown; ++i) {
    const int64_t row = order[i].row;
    const char* name = client.text_bytes + client.text_offsets[row];
    const int length = (int)(client.text_offsets[row + 1] - client.text_offsets[row]);
    printf("%-12.*s %8.3f %12.2f\n", length, name, alive.float64[row], clv.float64[row]);
  }
  free(order);
}

static void print_value(const tenure_model* purchases, const tenure_model* spend,
                        const tenure_summary* summary) {
  tenure_clv_options options;
  tenure_clv_totals totals;
  tenure_table* clients = NULL;
  tenure_error* error = NULL;
  double margin = 0;
  int32_t has_margin = 0;
  tenure_clv_options_init(&options, sizeof options);
  must(tenure_observed_margin(summary, &margin, &has_margin, &error), &error);
  if (has_margin) options.margin = margin;
  must(tenure_clv(purchases, spend, summary, &options, NULL, &totals, sizeof totals, &clients,
                  &error),
       &error);
  printf("value of all clients: %.2f (%s)\n", totals.total, totals.basis);
  print_best(clients);
  tenure_table_free(clients);
}

int main(int argc, char** argv) {
  arguments given;
  tenure_summary_options options;
  tenure_portfolio* portfolio;
  tenure_summary* summary = NULL;
  tenure_model *purchases, *spend;
  tenure_error* error = NULL;
  if (read_arguments(argc, argv, &given) != 0) {
    fprintf(stderr,
            "usage: %s [--model NAME] [--calibration-end DAY] [--observed-until DAY] "
            "[FILE CLIENT DAY AMOUNT]\n",
            argv[0]);
    return EXIT_FAILURE;
  }
  portfolio =
      given.log != NULL ? portfolio_of_file(given.log, given.observed_until) : portfolio_of_shop();
  print_rows(portfolio);
  tenure_summary_options_init(&options, sizeof options);
  options.calibration_end = given.calibration_end;
  must(tenure_summary_from_portfolio(portfolio, &options, NULL, &summary, &error), &error);
  purchases = fit(given.model, summary);
  spend = fit("gamma_gamma", summary);
  print_value(purchases, spend, summary);
  tenure_model_free(spend);
  tenure_model_free(purchases);
  tenure_summary_free(summary);
  tenure_portfolio_free(portfolio);
  return EXIT_SUCCESS;
}
