#include "arrow_batch.h"

#include <errno.h>
#include <stddef.h>
#include <stdint.h>

static const int64_t kClients[ARROW_BATCHES][ARROW_ROWS] = {{2, 2, 2}, {1, 1, 1}};
static const int32_t kDays[ARROW_BATCHES][ARROW_ROWS] = {{10, 17, 17}, {3, 24, 31}};
static const double kAmounts[ARROW_BATCHES][ARROW_ROWS] = {{5, 6, 7}, {8, 9, 10.5}};

/* The buffers are static, and so is what describes them: nothing is allocated or freed. */
typedef struct column_storage {
  struct ArrowArray array;
  const void* buffers[2];
} column_storage;

static struct ArrowSchema schemas[ARROW_COLUMNS];
static struct ArrowSchema* schema_list[ARROW_COLUMNS];
static column_storage columns[ARROW_BATCHES][ARROW_COLUMNS];
static struct ArrowArray* column_list[ARROW_BATCHES][ARROW_COLUMNS];
static const void* no_buffer[1] = {NULL};

static void release_child_schema(struct ArrowSchema* schema) { schema->release = NULL; }
static void release_child(struct ArrowArray* array) { array->release = NULL; }

static void release_schema(struct ArrowSchema* schema) {
  ++((arrow_log*)schema->private_data)->schemas_released;
  schema->release = NULL;
}

static void release_batch(struct ArrowArray* batch) {
  ++((arrow_log*)batch->private_data)->arrays_released;
  batch->release = NULL;
}

static void release_stream(struct ArrowArrayStream* stream) {
  ++((arrow_log*)stream->private_data)->streams_released;
  stream->release = NULL;
}

static int get_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
  static const char* const kNames[] = {"client", "day", "amount"};
  static const char* const kFormats[] = {"l", "tdD", "g"};
  const struct ArrowSchema empty = {NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL};
  int i;
  for (i = 0; i < ARROW_COLUMNS; ++i) {
    schemas[i] = empty;
    schemas[i].format = kFormats[i];
    schemas[i].name = kNames[i];
    schemas[i].release = release_child_schema;
    schema_list[i] = &schemas[i];
  }
  *out = empty;
  out->format = "+s";
  out->name = "";
  out->n_children = ARROW_COLUMNS;
  out->children = schema_list;
  out->release = release_schema;
  out->private_data = stream->private_data;
  return 0;
}

static void fill_batch(struct ArrowArray* out, int batch) {
  const struct ArrowArray empty = {0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL};
  const void* const values[ARROW_COLUMNS] = {kClients[batch], kDays[batch], kAmounts[batch]};
  int i;
  for (i = 0; i < ARROW_COLUMNS; ++i) {
    column_storage* column = &columns[batch][i];
    column->buffers[0] = NULL; /* no validity: every row has a value */
    column->buffers[1] = values[i];
    column->array = empty;
    column->array.length = ARROW_ROWS;
    column->array.n_buffers = 2;
    column->array.buffers = column->buffers;
    column->array.release = release_child;
    column_list[batch][i] = &column->array;
  }
  *out = empty;
  out->length = ARROW_ROWS;
  out->n_buffers = 1;
  out->buffers = no_buffer;
  out->n_children = ARROW_COLUMNS;
  out->children = column_list[batch];
}

static int get_next(struct ArrowArrayStream* stream, struct ArrowArray* out) {
  arrow_log* log = stream->private_data;
  if (log->batches_given == log->fail_at) return EIO;
  out->release = NULL; /* the end, unless there is a batch */
  if (log->batches_given == ARROW_BATCHES) return 0;
  fill_batch(out, log->batches_given++);
  out->release = release_batch;
  out->private_data = log;
  return 0;
}

static const char* get_last_error(struct ArrowArrayStream* stream) {
  (void)stream;
  return "the till is on fire";
}

void arrow_log_stream(arrow_log* log, struct ArrowArrayStream* out) {
  log->batches_given = 0;
  log->streams_released = 0;
  log->schemas_released = 0;
  log->arrays_released = 0;
  out->get_schema = get_schema;
  out->get_next = get_next;
  out->get_last_error = get_last_error;
  out->release = release_stream;
  out->private_data = log;
}
