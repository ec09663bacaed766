/* Scores of batches, and queries for a warehouse. */
#include <string.h>

#include "check.h"
#include "fixture.h"
#include <tenure/tenure.h>

static fixture f;

static int same_column(const tenure_table* a, const tenure_table* b, const char* name) {
  tenure_column x, y;
  if (tenure_table_column_named(a, name, &x, sizeof x, NULL) != TENURE_OK) return 0;
  if (tenure_table_column_named(b, name, &y, sizeof y, NULL) != TENURE_OK) return 0;
  return x.rows > 0 && x.rows == y.rows &&
         memcmp(x.float64, y.float64, (size_t)x.rows * sizeof *x.float64) == 0;
}

static void scores_of_a_batch_are_the_predictions(void) {
  struct ArrowArrayStream batch;
  tenure_predict_options options;
  tenure_table *scores = NULL, *of_stream = NULL, *expected = NULL;
  tenure_predict_options_init(&options, sizeof options);
  options.level = 0.9;
  CHECK(tenure_model_predict(f.model, f.summary, 26, &options, NULL, &expected, NULL) == TENURE_OK);
  CHECK(tenure_score(f.json, f.summary, 26, &options, NULL, &scores, NULL) == TENURE_OK);
  CHECK(tenure_table_export(f.summary_table, &batch, NULL) == TENURE_OK);
  CHECK(tenure_score_arrow(f.json, &batch, 26, &options, NULL, &of_stream, NULL) == TENURE_OK);
  CHECK(batch.release == NULL);
  CHECK(same_column(scores, expected, "p_alive"));
  CHECK(same_column(of_stream, expected, "p_alive"));
  CHECK(same_column(of_stream, expected, "expected_purchases"));
  tenure_table_free(scores);
  tenure_table_free(of_stream);
  tenure_table_free(expected);
}

static void a_query_is_written(void) {
  tenure_text* query = NULL;
  CHECK(tenure_summary_sql(TENURE_SQL_MYSQL, &f.sql_log, NULL, &query, NULL) == TENURE_OK);
  CHECK(strstr(tenure_text_get(query), "FROM `orders`") != NULL);
  tenure_text_free(query);
}

int main(void) {
  CHECK(fixture_make(&f, "test_score.tenure") == 0);
  scores_of_a_batch_are_the_predictions();
  a_query_is_written();
  fixture_free(&f);
  return checks_failed();
}
