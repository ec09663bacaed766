/* Retention limits of one client and of many; reading a table in place and as an Arrow stream. */
#include <math.h>
#include <string.h>

#include "check.h"
#include <tenure/tenure.h>

static tenure_response_curve half_of_60_percent_at_20(void) {
  tenure_response_curve curve;
  CHECK(tenure_response_curve_from_half_cost(0.6, 20, &curve, sizeof curve, NULL) == TENURE_OK);
  return curve;
}

static void limits_of_one_client(void) {
  const tenure_response_curve curve = half_of_60_percent_at_20();
  tenure_retention_limits limits;
  CHECK(curve.struct_size == sizeof curve && curve.max_saved == 0.6);
  CHECK(fabs(curve.speed - log(2.0) / 20) < 1e-15);
  CHECK(tenure_retention_limits_of(0.5, 400, &curve, &limits, sizeof limits, NULL) == TENURE_OK);
  CHECK(fabs(limits.ceiling - 0.5 * 400 * 0.6) < 1e-12);
  CHECK(0 < limits.optimum && limits.optimum < limits.break_even);
  CHECK(limits.break_even < limits.ceiling);
  CHECK(fabs(limits.net - (0.5 * 400 * limits.saved - limits.optimum)) < 1e-12);
}

static void table_columns_are_read_in_place(void) {
  const tenure_response_curve curve = half_of_60_percent_at_20();
  const double risk[] = {0.5, 0.1, 0.9}, value[] = {400, 1, 4000};
  tenure_table* table = NULL;
  tenure_column column;
  int64_t rows = 0, columns = 0, i;
  CHECK(tenure_retention_budget(risk, value, 3, &curve, &table, NULL) == TENURE_OK);
  CHECK(tenure_table_shape(table, &rows, &columns, NULL) == TENURE_OK);
  CHECK(rows == 3 && columns == 9);
  for (i = 0; i < columns; ++i) {
    CHECK(tenure_table_column(table, i, &column, sizeof column, NULL) == TENURE_OK);
    CHECK(column.rows == 3 && strlen(column.name) > 0);
    CHECK((column.float64 != NULL) == (column.type == TENURE_FLOAT64));
    CHECK((column.int64 != NULL) == (column.type == TENURE_INT64));
  }
  CHECK(tenure_table_column_named(table, "rank", &column, sizeof column, NULL) == TENURE_OK);
  CHECK(column.int64[0] == 2 && column.int64[1] == 3 && column.int64[2] == 1);
  CHECK(tenure_table_column_named(table, "roi", &column, sizeof column, NULL) == TENURE_OK);
  CHECK(column.validity != NULL && column.validity[0] == 1 && column.validity[1] == 0);
  tenure_table_free(table);
}

static void a_column_that_is_not_there(void) {
  const tenure_response_curve curve = half_of_60_percent_at_20();
  tenure_table* table = NULL;
  tenure_column column;
  tenure_error* error = NULL;
  CHECK(tenure_retention_budget(NULL, NULL, 0, &curve, &table, NULL) == TENURE_OK);
  CHECK(tenure_table_column_named(table, "shoe_size", &column, sizeof column, &error) ==
        TENURE_INVALID_ARGUMENT);
  CHECK(column.name == NULL && column.rows == 0);
  tenure_error_free(error);
  CHECK(tenure_table_column(table, 9, &column, sizeof column, NULL) == TENURE_INVALID_ARGUMENT);
  CHECK(tenure_table_column(table, -1, &column, sizeof column, NULL) == TENURE_INVALID_ARGUMENT);
  tenure_table_free(table);
}

static void a_stream_outlives_its_table(void) {
  const tenure_response_curve curve = half_of_60_percent_at_20();
  const double risk[] = {0.5, 0.25}, value[] = {400, 80};
  tenure_table* table = NULL;
  struct ArrowArrayStream stream;
  struct ArrowSchema schema;
  struct ArrowArray batch, end;
  CHECK(tenure_retention_budget(risk, value, 2, &curve, &table, NULL) == TENURE_OK);
  CHECK(tenure_table_export(table, &stream, NULL) == TENURE_OK);
  tenure_table_free(table);

  CHECK(stream.get_schema(&stream, &schema) == 0);
  CHECK(strcmp(schema.format, "+s") == 0 && schema.n_children == 9);
  CHECK(strcmp(schema.children[1]->name, "value") == 0);
  CHECK(strcmp(schema.children[1]->format, "g") == 0);
  CHECK(stream.get_next(&stream, &batch) == 0 && batch.length == 2);
  CHECK(stream.get_next(&stream, &end) == 0 && end.release == NULL);
  stream.release(&stream);
  CHECK(((const double*)batch.children[1]->buffers[1])[1] == 80);
  schema.release(&schema);
  batch.release(&batch);
}

static void unequal_and_absent_inputs_are_refused(void) {
  const tenure_response_curve curve = half_of_60_percent_at_20();
  const double values[] = {1};
  tenure_table* table = NULL;
  tenure_error* error = NULL;
  CHECK(tenure_retention_budget(values, NULL, 1, &curve, &table, &error) ==
        TENURE_INVALID_ARGUMENT);
  CHECK(strcmp(tenure_error_argument(error), "value") == 0);
  tenure_error_free(error);
  CHECK(tenure_retention_budget(values, values, -1, &curve, &table, NULL) ==
        TENURE_INVALID_ARGUMENT);
  CHECK(tenure_retention_budget(values, values, INT64_MAX, &curve, &table, NULL) ==
        TENURE_INVALID_ARGUMENT);
  CHECK(tenure_retention_budget(values, values, 1, NULL, &table, NULL) == TENURE_INVALID_ARGUMENT);
  CHECK(table == NULL);
}

int main(void) {
  limits_of_one_client();
  table_columns_are_read_in_place();
  a_column_that_is_not_there();
  a_stream_outlives_its_table();
  unequal_and_absent_inputs_are_refused();
  return checks_failed();
}
