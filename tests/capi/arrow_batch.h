/* An Arrow stream built by hand, as a producer without any Arrow library would: three columns of
 * plain buffers, handed over in two batches. */
#ifndef TENURE_TESTS_ARROW_BATCH_H
#define TENURE_TESTS_ARROW_BATCH_H

#include <tenure/arrow_abi.h>

enum { ARROW_COLUMNS = 3, ARROW_BATCHES = 2, ARROW_ROWS = 3 };

/* Counts what the consumer did. `fail_at`: the call of get_next that fails, -1: none. */
typedef struct arrow_log {
  int fail_at;
  int batches_given;
  int streams_released;
  int schemas_released;
  int arrays_released;
} arrow_log;

/* client (int64), day (date32), amount (float64): of client 2, then of client 1. */
void arrow_log_stream(arrow_log* log, struct ArrowArrayStream* out);

#endif
