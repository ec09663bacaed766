/* A base in two parts, by bytes: the same builder, summary, cells and fit as of the whole. */
#include <math.h>
#include <string.h>

#include "check.h"
#include "fixture.h"
#include <tenure/tenure.h>

static fixture f;

/* The rows of the log whose clients are even (part 0) or odd (part 1). */
static struct {
  int64_t clients[FIXTURE_ROWS];
  int32_t days[FIXTURE_ROWS];
  double amounts[FIXTURE_ROWS], costs[FIXTURE_ROWS];
} part_rows[2];

static tenure_purchase_arrays part_arrays(int part) {
  tenure_purchase_arrays log;
  int i;
  tenure_purchase_arrays_init(&log, sizeof log);
  for (i = 0; i < FIXTURE_ROWS; ++i) {
    if (f.clients[i] % 2 != part) continue;
    part_rows[part].clients[log.rows] = f.clients[i];
    part_rows[part].days[log.rows] = f.days[i];
    part_rows[part].amounts[log.rows] = f.amounts[i];
    part_rows[part].costs[log.rows] = f.costs[i];
    ++log.rows;
  }
  log.client_numbers = part_rows[part].clients;
  log.days = part_rows[part].days;
  log.amounts = part_rows[part].amounts;
  log.costs = part_rows[part].costs;
  return log;
}

static int same_bytes(const tenure_bytes* a, const tenure_bytes* b) {
  const int64_t size = tenure_bytes_size(a);
  return size > 0 && size == tenure_bytes_size(b) &&
         memcmp(tenure_bytes_data(a), tenure_bytes_data(b), (size_t)size) == 0;
}

static int same_column(const tenure_table* a, const tenure_table* b, const char* name) {
  tenure_column x, y;
  if (tenure_table_column_named(a, name, &x, sizeof x, NULL) != TENURE_OK) return 0;
  if (tenure_table_column_named(b, name, &y, sizeof y, NULL) != TENURE_OK) return 0;
  return x.rows > 0 && x.rows == y.rows &&
         memcmp(x.float64, y.float64, (size_t)x.rows * sizeof *x.float64) == 0;
}

static void builders_go_on_from_their_bytes(void) {
  tenure_portfolio_builder *builder = NULL, *sent = NULL, *cut = NULL, *whole = NULL;
  tenure_bytes* bytes = NULL;
  tenure_portfolio* portfolio = NULL;
  tenure_portfolio_info info;
  tenure_error* err = NULL;
  int part;
  CHECK(tenure_portfolio_builder_new(NULL, &whole, NULL) == TENURE_OK);
  for (part = 0; part < 2; ++part) {
    const tenure_purchase_arrays log = part_arrays(part);
    CHECK(tenure_portfolio_builder_new(NULL, &builder, NULL) == TENURE_OK);
    CHECK(tenure_portfolio_builder_push_arrays(builder, &log, NULL) == TENURE_OK);
    CHECK(tenure_portfolio_builder_to_bytes(builder, &bytes, NULL) == TENURE_OK);
    CHECK(tenure_portfolio_builder_from_bytes(tenure_bytes_data(bytes), tenure_bytes_size(bytes),
                                              &sent, NULL) == TENURE_OK);
    CHECK(tenure_portfolio_builder_merge(whole, sent, NULL) == TENURE_OK);
    CHECK(tenure_portfolio_builder_from_bytes(tenure_bytes_data(bytes),
                                              tenure_bytes_size(bytes) - 1, &cut,
                                              &err) == TENURE_CORRUPT_DATA);
    CHECK(strcmp(tenure_error_argument(err), "bytes") == 0);
    tenure_error_free(err);
    tenure_portfolio_builder_free(builder);
    tenure_portfolio_builder_free(sent);
    tenure_bytes_free(bytes);
  }
  CHECK(tenure_portfolio_builder_build(whole, NULL, &portfolio, NULL) == TENURE_OK);
  CHECK(tenure_portfolio_get_info(portfolio, &info, sizeof info, NULL) == TENURE_OK);
  CHECK(info.rows_read == FIXTURE_ROWS);
  CHECK(info.clients == FIXTURE_CLIENTS);
  tenure_portfolio_free(portfolio);
  tenure_portfolio_builder_free(whole);
}

static void partial_summaries_merge_to_the_summary(void) {
  static const char* const kColumns[] = {
      "frequency",         "recency",           "age",          "spend", "mean_spend", "margin",
      "log_interpurchase", "holdout_frequency", "holdout_spend"};
  tenure_import_options import;
  tenure_partial_summary *parts[2] = {NULL, NULL}, *merged = NULL;
  tenure_summary* summary = NULL;
  tenure_table *expected = NULL, *found = NULL;
  int part, i;
  tenure_import_options_init(&import, sizeof import);
  for (part = 0; part < 2; ++part) {
    const tenure_purchase_arrays log = part_arrays(part);
    tenure_portfolio* portfolio = NULL;
    tenure_partial_summary* made = NULL;
    tenure_bytes* bytes = NULL;
    CHECK(tenure_portfolio_from_arrays(&log, &import, NULL, &portfolio, NULL) == TENURE_OK);
    CHECK(tenure_partial_summary_of(portfolio, &f.summary_options, NULL, &made, NULL) == TENURE_OK);
    CHECK(tenure_partial_summary_to_bytes(made, &bytes, NULL) == TENURE_OK);
    CHECK(tenure_partial_summary_from_bytes(tenure_bytes_data(bytes), tenure_bytes_size(bytes),
                                            &parts[part], NULL) == TENURE_OK);
    tenure_bytes_free(bytes);
    tenure_partial_summary_free(made);
    tenure_portfolio_free(portfolio);
  }
  CHECK(tenure_partial_summary_merge((const tenure_partial_summary* const*)parts, 2, &merged,
                                     NULL) == TENURE_OK);
  CHECK(tenure_partial_summary_summary(merged, &summary, NULL) == TENURE_OK);
  CHECK(tenure_summary_table(summary, &found, NULL) == TENURE_OK);
  CHECK(tenure_summary_table(f.summary, &expected, NULL) == TENURE_OK);
  for (i = 0; i < 9; ++i) CHECK(same_column(found, expected, kColumns[i]));
  tenure_table_free(found);
  tenure_table_free(expected);
  tenure_summary_free(summary);
  tenure_partial_summary_free(merged);
  tenure_partial_summary_free(parts[0]);
  tenure_partial_summary_free(parts[1]);
}

/* The histories of the summary, from `begin` to `end`. */
static tenure_cells* cells_between(int64_t begin, int64_t end) {
  tenure_histories rows = f.histories;
  tenure_cells *made = NULL, *sent = NULL;
  tenure_bytes* bytes = NULL;
  rows.rows = end - begin;
  rows.frequency += begin;
  rows.recency += begin;
  rows.age += begin;
  rows.mean_spend = NULL;
  rows.log_interpurchase += begin;
  CHECK(tenure_cells_of_histories(&rows, TENURE_WEEK, TENURE_PURCHASE_MODEL, NULL, &made, NULL) ==
        TENURE_OK);
  CHECK(tenure_cells_to_bytes(made, &bytes, NULL) == TENURE_OK);
  CHECK(tenure_cells_from_bytes(tenure_bytes_data(bytes), tenure_bytes_size(bytes), &sent, NULL) ==
        TENURE_OK);
  tenure_bytes_free(bytes);
  tenure_cells_free(made);
  return sent;
}

static void cells_merge_to_those_of_the_whole_and_so_does_the_fit(void) {
  tenure_cells *parts[2], *merged = NULL;
  tenure_bytes *found = NULL, *expected = NULL;
  tenure_model *model = NULL, *whole = NULL;
  tenure_text *json = NULL, *whole_json = NULL;
  tenure_table* table = NULL;
  tenure_column weights;
  parts[0] = cells_between(20, f.histories.rows);
  parts[1] = cells_between(0, 20);
  CHECK(tenure_cells_merge((const tenure_cells* const*)parts, 2, &merged, NULL) == TENURE_OK);
  CHECK(tenure_cells_to_bytes(merged, &found, NULL) == TENURE_OK);
  CHECK(tenure_cells_to_bytes(f.cells, &expected, NULL) == TENURE_OK);
  CHECK(same_bytes(found, expected));
  CHECK(tenure_model_fit_cells("nbd", merged, NULL, NULL, &model, NULL) == TENURE_OK);
  CHECK(tenure_model_fit("nbd", f.summary, NULL, NULL, &whole, NULL) == TENURE_OK);
  CHECK(tenure_model_to_json(model, &json, NULL) == TENURE_OK);
  CHECK(tenure_model_to_json(whole, &whole_json, NULL) == TENURE_OK);
  CHECK(strcmp(tenure_text_get(json), tenure_text_get(whole_json)) == 0);
  CHECK(tenure_cells_table(merged, &table, NULL) == TENURE_OK);
  CHECK(tenure_table_column_named(table, "weight", &weights, sizeof weights, NULL) == TENURE_OK);
  CHECK(weights.rows > 0 && weights.float64[0] >= 1);
  tenure_table_free(table);
  tenure_text_free(json);
  tenure_text_free(whole_json);
  tenure_model_free(model);
  tenure_model_free(whole);
  tenure_bytes_free(found);
  tenure_bytes_free(expected);
  tenure_cells_free(merged);
  tenure_cells_free(parts[0]);
  tenure_cells_free(parts[1]);
}

static void likelihoods_add_up(void) {
  double value = 0, gradient[4], hessian[16], sum = 0, slope = 0;
  tenure_error* err = NULL;
  int part;
  CHECK(tenure_log_likelihood_and_gradient("pareto_nbd", f.parameters, 4, 0, f.cells, NULL, &value,
                                           gradient, hessian, NULL) == TENURE_OK);
  for (part = 0; part < 2; ++part) {
    tenure_cells* cells = part == 0 ? cells_between(0, 11) : cells_between(11, f.histories.rows);
    double part_value, part_gradient[4];
    CHECK(tenure_log_likelihood_and_gradient("pareto_nbd", f.parameters, 4, 0, cells, NULL,
                                             &part_value, part_gradient, NULL, NULL) == TENURE_OK);
    sum += part_value;
    slope += part_gradient[0];
    tenure_cells_free(cells);
  }
  CHECK(value < 0);
  CHECK(fabs(sum - value) <= 1e-13 * fabs(value));
  CHECK(fabs(slope - gradient[0]) <= 1e-11 * fabs(gradient[0]));
  CHECK(hessian[1] == hessian[4]);
  CHECK(tenure_log_likelihood_and_gradient("pareto_nbd", f.parameters, 3, 0, f.cells, NULL, &value,
                                           NULL, NULL, &err) == TENURE_INVALID_ARGUMENT);
  CHECK(value == 0);
  tenure_error_free(err);
}

static void a_stream_is_summarised_without_a_portfolio(void) {
  struct ArrowArrayStream stream;
  tenure_summary* summary = NULL;
  tenure_table *report = NULL, *found = NULL;
  tenure_column rows;
  CHECK(tenure_table_export(f.table, &stream, NULL) == TENURE_OK);
  CHECK(tenure_summarise_stream(&stream, &f.purchase_columns, NULL, &f.summary_options,
                                &f.spill_options, NULL, &summary, &report, NULL) == TENURE_OK);
  CHECK(stream.release == NULL);
  CHECK(tenure_summary_table(summary, &found, NULL) == TENURE_OK);
  CHECK(same_column(found, f.summary_table, "frequency"));
  CHECK(same_column(found, f.summary_table, "margin"));
  CHECK(tenure_table_column_named(report, "rows", &rows, sizeof rows, NULL) == TENURE_OK);
  CHECK(rows.int64[0] == FIXTURE_ROWS);
  tenure_table_free(found);
  tenure_table_free(report);
  tenure_summary_free(summary);
}

int main(void) {
  CHECK(fixture_make(&f, "test_partitions.tenure") == 0);
  builders_go_on_from_their_bytes();
  partial_summaries_merge_to_the_summary();
  cells_merge_to_those_of_the_whole_and_so_does_the_fit();
  likelihoods_add_up();
  a_stream_is_summarised_without_a_portfolio();
  CHECK(tenure_bytes_data(NULL) == NULL);
  CHECK(tenure_bytes_size(NULL) == 0);
  fixture_free(&f);
  return checks_failed();
}
